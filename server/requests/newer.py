"""What a newer version of a form asks otherwise than the one that a draft was begun with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaires.definition import Definition


@dataclass(frozen=True, slots=True)
class Newer:
    """A newer version of the form of a draft.

    Attributes:
        added: the labels of what it asks besides.
        removed: the labels of what it does not ask any more.
    """

    added: list[str]
    removed: list[str]


def newer(newest: Definition, begun: Definition) -> Newer | None:
    """Return what the newest version of a form asks otherwise than the one begun; None where they are one."""
    if newest.version <= begun.version:
        return None
    return Newer(added=_beyond(newest, begun), removed=_beyond(begun, newest))


def _beyond(form: Definition, other: Definition) -> list[str]:
    """Return the labels of what a form asks and another does not, by the names of the questions."""
    known = {each.name for question in other.questions() for each in (question, *question.questions)}
    return [
        each.label
        for question in form.questions()
        for each in (question, *question.questions)
        if each.name not in known
    ]
