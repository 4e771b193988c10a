"""The Python packages that the program runs on, as they describe themselves on this machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution

_PROGRAM: Final = "mon-compte"
_SERVER: Final = "server"
"""The part of what the program may need that is put beside it; what it is developed with is not."""

_NEEDED: Final = re.compile(r"([\w.-]+)(?:\[([^]]*)\])?")
_ONLY_FOR: Final = re.compile(r"""\bextra\s*==\s*['"]([^'"]+)""")
_CLASSIFIER: Final = "License :: "


class Package(NamedTuple):
    """One of them; no licence where it names none."""

    name: str
    licence: str | None


def packages(program: str = _PROGRAM) -> tuple[Package, ...]:
    """Return those installed that `program` needs, and those that these need, by name.

    A phone has no description of the program itself: all that is described there was put there for it. None at all may
    be.
    """
    # What reads descriptions is imported for who opens the screen, and not as the program starts.
    from importlib.metadata import PackageNotFoundError, distribution, distributions

    try:
        found: Iterable[Distribution] = _needed(distribution(program))
    except PackageNotFoundError:
        found = distributions()
    named = {_normalized(each.name): each for each in found}
    return tuple(Package(name, _licence(each)) for name, each in sorted(named.items()) if name != program)


def _needed(program: Distribution) -> Iterator[Distribution]:
    """Yield what the program needs of what is installed."""
    from importlib.metadata import PackageNotFoundError, distribution

    wanted = list(_requirements(program, {_SERVER}))
    seen: set[str] = set()
    while wanted:
        name, extras = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # for another system, or for a host
        yield found
        wanted.extend(_requirements(found, extras))


def _requirements(package: Distribution, extras: set[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield the names of what a package needs, with these of its extras, and the extras that it needs of each."""
    for requirement in package.requires or ():
        only_for, needed = _ONLY_FOR.search(requirement), _NEEDED.match(requirement)
        if needed and (only_for is None or only_for[1] in extras):
            yield _normalized(needed[1]), {extra.strip() for extra in (needed[2] or "").split(",")}


def _normalized(name: str) -> str:
    """Return the name as package indexes compare it (PEP 503): read aloud, it has no underscores."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def _licence(package: Distribution) -> str | None:
    """Return the licence that a package names: as an expression, else by its classifiers, else in a word."""
    about = package.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = about.get_all("Classifier") or ()
    if named := [each.rpartition(" :: ")[2] for each in classifiers if each.startswith(_CLASSIFIER)]:
        return ", ".join(named)
    text = about["License"].strip() if "License" in about else ""
    return text if text and "\n" not in text else None  # some put the whole text there
