"""What a feature, or a package that features share, registers with the server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from server.http.kinds import GENERAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from uuid import UUID

    from fastapi import APIRouter
    from sqlalchemy.orm import Session as Transaction

    from server.db.sweeper import Expiry
    from server.http.kinds import ProblemKind, ProblemMember
    from server.services import Services


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of the readable copy of a person's data, in French; one without rows is left out."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExportPart:
    """What a copy of a person's data holds of a feature.

    Attributes:
        path: where it stands in the copy, names joined by dots.
        gather: returns it as JSON values, of an account; dates are ISO 8601, amounts integer cents.
        table: draws what was gathered in the section of the path's first name (`person`, `contact`, `access`); None
            for what `server/exports/document.py` draws itself.
    """

    path: str
    gather: Callable[[Transaction, UUID], Any]
    table: Callable[[Any], ExportTable] | None = None


@dataclass(frozen=True, slots=True)
class FileExportPart:
    """What a copy of a person's data holds of a feature, for each file in which the person stands.

    Attributes:
        name: where it stands in the file's part of the copy.
        gather: returns it as JSON values, of the person's place in the file: behind a closed door stands somebody
            else's data.
        table: draws what was gathered in the file's section, as for `ExportPart`.
    """

    name: str
    gather: Callable[[Transaction, Any], Any]
    table: Callable[[Any], ExportTable] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One row of `server.features`.

    Attributes:
        routers: operations of the API: the client's version is checked, and the text of every request.
        bare_routers: those that check what they need themselves: pages for browsers, probes of operators.
        problems: the kinds of refusal that it declares.
        members: what its refusals carry besides the common members.
        expiries: which of its rows expire.
        jobs: what else the sweeper does for it, after all that expires is deleted.
        export: its parts of the copy of a person's data.
        file_export: the same, of each file.
        own_paths: what an account of limited reach may come to, with all that is below: the person's own.
        upload_paths: where a request may bring a piece of a file, by how they begin.
        sessions_ended: what it forgets when the sessions of an account are ended.
        taken_over: what it forgets of an account whose identity somebody else proved.
        password_replaced: what it does when a password was put in place of a forgotten one, and at what time.
    """

    routers: tuple[APIRouter, ...] = ()
    bare_routers: tuple[APIRouter, ...] = ()
    problems: tuple[ProblemKind, ...] = ()
    members: tuple[ProblemMember, ...] = ()
    expiries: tuple[Expiry, ...] = ()
    jobs: tuple[Callable[[Services], None], ...] = ()
    export: tuple[ExportPart, ...] = ()
    file_export: tuple[FileExportPart, ...] = ()
    own_paths: tuple[str, ...] = ()
    upload_paths: tuple[str, ...] = ()
    sessions_ended: tuple[Callable[[Transaction, UUID], None], ...] = ()
    taken_over: tuple[Callable[[Transaction, UUID], None], ...] = ()
    password_replaced: tuple[Callable[[Transaction, UUID, datetime], None], ...] = ()


class Features(tuple[Feature, ...]):  # noqa: SLOT001 - it remembers what each request asks for
    """All that is registered with a server."""

    @cached_property
    def problems(self) -> dict[str, ProblemKind]:
        """The kinds of refusal, by their codes; the general ones too."""
        kinds = (*GENERAL, *self.each(lambda feature: feature.problems))
        return {kind.code: kind for kind in kinds}

    @cached_property
    def own_paths(self) -> tuple[str, ...]:
        """What an account of limited reach may come to."""
        return self.each(lambda feature: feature.own_paths)

    @property
    def expiries(self) -> tuple[Expiry, ...]:
        """Which rows expire."""
        return self.each(lambda feature: feature.expiries)

    def each(self, pick: Callable[[Feature], Iterable[_T]]) -> tuple[_T, ...]:
        """Return what is picked of every feature, in their order."""
        return tuple(thing for feature in self for thing in pick(feature))

    def jobs(self, services: Services) -> tuple[Callable[[], None], ...]:
        """Return what the sweeper does, for these services."""
        return tuple(partial(job, services) for feature in self for job in feature.jobs)
