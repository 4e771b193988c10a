"""What people contact the fund about."""

from typing import Final, Literal, get_args

Subject = Literal[
    "payment",
    "rights",
    "housing",
    "family",
    "declaration",
    "debt",
    "situation",
    "account",
    "other",
]
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)


def subject_of(said: str) -> Subject | None:
    """Return the subject of that code; None for what is none."""
    return next((subject for subject in SUBJECTS if subject == said), None)
