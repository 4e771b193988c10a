"""The audit of the program by the RGAA, from which the déclaration d'accessibilité is made."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import Final

CONFORMS: Final = "C"
FAILS: Final = "NC"

_WHOLE: Final = 100
_PARTLY_FROM: Final = 50


class Conformity(Enum):
    """How far a service conforms."""

    WHOLE = auto()
    PARTIAL = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion.

    Attributes:
        number: such as `7.1`.
        verdict: `C`, it conforms; `NC`, it does not; `NA`, there is nothing to apply it to.
        judged: `test`, `person` or `both`.
        note: what was looked at, or what fails and how to do without, in French.
    """

    number: str
    verdict: str
    judged: str
    note: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The criteria on one subject."""

    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Sampled:
    """A page of the sample."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit of the running program.

    Attributes:
        version: of the RGAA.
        date: on which it ended.
        auditor: who judged, in French.
        pages: the sample.
        environments: in which it was done.
        tools: with which.
        themes: the criteria, by subject.
    """

    version: str
    date: date
    auditor: str
    pages: tuple[Sampled, ...]
    environments: tuple[str, ...]
    tools: tuple[str, ...]
    themes: tuple[Theme, ...]

    @property
    def criteria(self) -> list[Criterion]:
        """All criteria, in their order."""
        return [criterion for theme in self.themes for criterion in theme.criteria]

    @property
    def failed(self) -> list[Criterion]:
        """Those that do not conform."""
        return [each for each in self.criteria if each.verdict == FAILS]

    @property
    def rate(self) -> int:
        """The share of criteria that conform, in percent of those that apply, rounded down."""
        conform = sum(each.verdict == CONFORMS for each in self.criteria)
        return _WHOLE * conform // (conform + len(self.failed))

    @property
    def conformity(self) -> Conformity:
        """How the law calls this rate (arrêté of 20 September 2019, article 5)."""
        if not self.failed:
            return Conformity.WHOLE
        return Conformity.PARTIAL if self.rate >= _PARTLY_FROM else Conformity.NONE


@cache
def audit() -> Audit:
    """Return the last audit, which `audit.toml` holds."""
    said = tomllib.loads(files("views.public").joinpath("audit.toml").read_text(encoding="utf-8"))
    return Audit(
        version=said["version"],
        date=said["date"],
        auditor=said["auditor"],
        pages=tuple(Sampled(**page) for page in said["pages"]),
        environments=tuple(said["environments"]),
        tools=tuple(said["tools"]),
        themes=tuple(
            Theme(theme["name"], tuple(Criterion(*each) for each in theme["criteria"]))
            for theme in said["theme"]
        ),
    )
