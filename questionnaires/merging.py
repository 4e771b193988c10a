"""Two people, or two devices, who answer the same form: what each changed, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.definition import Answers
from questionnaires.values import same


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it.

    Attributes:
        answers: with the changes of both; where they differ, mine.
        taken: the names of the answers that only the other changed.
        contested: those that both changed, each to something else.
    """

    answers: dict[str, Any]
    taken: tuple[str, ...]
    contested: tuple[str, ...]


def changes(before: Answers, after: Answers) -> dict[str, Any]:
    """Return what turns one set of answers into the other; None takes an answer back."""
    names = (*before, *(name for name in after if name not in before))
    return {name: after.get(name) for name in names if not same(before.get(name), after.get(name))}


def changed(answers: Answers, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with these changes made."""
    return {name: value for name, value in {**answers, **changes}.items() if value is not None}


def merged(base: Answers, mine: Answers, theirs: Answers) -> Merged:
    """Return the answers of two who both began with `base`."""
    my_changes, their_changes = changes(base, mine), changes(base, theirs)
    contested = tuple(
        name
        for name, value in their_changes.items()
        if name in my_changes and not same(my_changes[name], value)
    )
    taken = tuple(name for name in their_changes if name not in my_changes)
    return Merged(changed(theirs, my_changes), taken, contested)
