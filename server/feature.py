"""What a feature, or a package that features share, registers with the server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from server.http.kinds import GENERAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from uuid import UUID

    from fastapi import APIRouter
    from pydantic import BaseModel
    from sqlalchemy.orm import Session as Transaction

    from server.db.sweeper import Expiry
    from server.db.types import Base
    from server.http.kinds import ProblemKind, ProblemMember
    from server.services import Services


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of the export's document, in French; one without rows is left out."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExportPart:
    """A feature's part of an export.

    Attributes:
        path: its place in the export, names joined by dots.
        gather: returns it for an account, as JSON values; dates are ISO 8601, amounts integer cents.
        table: draws it as a table in the section named by the first name of the path (`person`, `contact`, `access`);
            None for what `server/exports/document.py` draws itself.
    """

    path: str
    gather: Callable[[Transaction, UUID], Any]
    table: Callable[[Any], ExportTable] | None = None


@dataclass(frozen=True, slots=True)
class FileExportPart:
    """A feature's part of an export, for each file of the person.

    Attributes:
        name: its name in the file's part of the export.
        gather: returns it for a member of the file, as JSON values. Behind a closed door is somebody else's data.
        table: draws it as a table in the file's section, as for `ExportPart`.
    """

    name: str
    gather: Callable[[Transaction, Any], Any]
    table: Callable[[Any], ExportTable] | None = None


@dataclass(frozen=True, slots=True)
class Searcher:
    """A person who searches.

    Attributes:
        account_id: their account.
        files: those of theirs to which the door of what is looked for is open; none for an account of limited reach.
    """

    account_id: UUID
    files: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something that a person may find.

    Attributes:
        id: what its screen is asked for by, one of its kind.
        title: what it is called, in French, as it is shown.
        text: a line about it, in French, as it is shown.
        words: further words that people would look for it by; not shown.
        at: of when it is: of two that fit as well the newer comes first.
        file_id: the file that it belongs to; None for what is the person's alone.
    """

    id: str
    title: str
    text: str = ""
    words: str = ""
    at: date | datetime | None = None
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Searchable:
    """What a feature has people find.

    Attributes:
        kind: what the API calls it.
        gather: returns all that a person may find of it.
        door: the name of the door of the files behind which it stands; None where it is open to whoever is in the file.
        state: returns anything whose `repr` changes when what is gathered would, far more cheaply; None where gathering
            costs next to nothing itself.
    """

    kind: str
    gather: Callable[[Transaction, Searcher], Iterable[SearchEntry]]
    door: str | None = None
    state: Callable[[Transaction, Searcher], object] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a record refers to: a record of a kind, by the fund's key. It must come before, or be stored.

    Attributes:
        field: the field that a fault names.
        kind: of the other record.
        key: of the other record.
        household: the key of the household that the other must belong to; None for any.
    """

    field: str
    kind: str
    key: str
    household: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that one record alone may have, such as a number.

    Attributes:
        rule: what is claimed; the code of the fault, too.
        field: the field that a fault names.
        token: the same for all that claim the same; a keyed hash of what is secret.
        owner: id of the household of the record, or of the record itself.
        among_open: whether only those of open households contradict each other.
    """

    rule: str
    field: str
    token: bytes
    owner: UUID
    among_open: bool = False


@dataclass(frozen=True, slots=True)
class RecordFault:
    """What contradicts what is stored: of which of the records that were given, its field, and the code."""

    position: int
    field: str
    code: str


OPEN = "open"
"""The rule of `Importable.held` by which a household's id, as a token, tells whether it is open."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A claim that is stored: of which record and household, and whether that is open."""

    token: bytes
    id: UUID
    owner: UUID
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Importable:
    """A kind of record that a fund hands over.

    Attributes:
        kind: its name, in files and in the API.
        model: its fields, with `key`, the fund's own.
        write: inserts or updates records of this kind, all at once; the same again changes nothing.
        table: where it is stored by `id_of(kind, key)`; None if nothing refers to it and `erase` is given.
        links: the records that one refers to.
        claims: what one alone may have.
        held: those of some tokens that are stored, for a rule.
        contradictions: what is wrong with some records beside what is stored, where no link or claim says it.
        is_open: whether the household that a record is stays open.
        erase: erases those with these keys; None for rows of `table` with all that belongs to them.
    """

    kind: str
    model: type[BaseModel]
    write: Callable[[Services, Transaction, Sequence[Any]], None]
    table: type[Base] | None = None
    links: Callable[[Any], Iterable[Link]] = lambda _: ()
    claims: Callable[[Services, Any], Iterable[Claim]] = lambda _, __: ()
    held: Callable[[Transaction, str, Sequence[bytes]], Iterable[Holding]] = lambda _, __, ___: ()
    contradictions: Callable[[Services, Transaction, Sequence[Any]], Iterable[RecordFault]] | None = None
    is_open: Callable[[Any], bool] = lambda _: True
    erase: Callable[[Transaction, Sequence[str]], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person did, as it waits for the fund.

    Attributes:
        act: what was done, by its code.
        subject_id: what it was done with: a request, an account, a message.
        account_id: who did it; None where nobody signed in did.
        file_id: the file that it is about, if any.
        details: what is stored nowhere else; empty once the account is erased.
    """

    act: str
    subject_id: UUID
    account_id: UUID | None
    file_id: UUID | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DispatchFile:
    """A file that was sent with an act: its name, size in bytes, media type, and where it is kept."""

    name: str
    size: int
    media_type: str
    path: Path


@dataclass(frozen=True, slots=True)
class Told:
    """What the fund is told of an act, and the files that came with it."""

    content: BaseModel
    files: tuple[DispatchFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatchable:
    """A kind of act that the fund hears of.

    Attributes:
        kind: what the API calls it.
        model: what is told of one.
        read: returns that as it is now; None where it is not kept any more.
    """

    kind: str
    model: type[BaseModel]
    read: Callable[[Services, Transaction, Act], Told | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """The registration of one row of `server.features`.

    Attributes:
        routers: operations of the API; the client's version and the text of every request are checked.
        bare_routers: other routes, which do their own checks: pages for browsers, probes of operators.
        problems: the kinds of refusal that it declares.
        members: members of its refusals beside the common ones.
        expiries: the expiry of its rows.
        jobs: further work of the sweeper, after expired rows are deleted.
        export: its parts of an export.
        file_export: its parts of an export, for each file.
        searchable: what it has people find.
        importable: the records that a fund hands over to it; what others refer to comes first.
        dispatchable: the kinds of acts of people that it hands over to the fund.
        own_paths: the person's own paths, which are open to an account of limited reach with all paths below them.
        upload_paths: prefixes of the paths to which a request may send a piece of a file.
        session_left: called, with its id, when a session is ended by its person, on that device or from another.
        batch_paths: prefixes of the paths to which a request may send a piece of a fund's data.
        sessions_ended: called when the sessions of an account are ended.
        taken_over: called for an account whose identity somebody else proved.
        password_replaced: called, with the time, when a forgotten password was replaced.
    """

    routers: tuple[APIRouter, ...] = ()
    bare_routers: tuple[APIRouter, ...] = ()
    problems: tuple[ProblemKind, ...] = ()
    members: tuple[ProblemMember, ...] = ()
    expiries: tuple[Expiry, ...] = ()
    jobs: tuple[Callable[[Services], None], ...] = ()
    export: tuple[ExportPart, ...] = ()
    file_export: tuple[FileExportPart, ...] = ()
    searchable: tuple[Searchable, ...] = ()
    importable: tuple[Importable, ...] = ()
    dispatchable: tuple[Dispatchable, ...] = ()
    own_paths: tuple[str, ...] = ()
    upload_paths: tuple[str, ...] = ()
    session_left: tuple[Callable[[Transaction, UUID], None], ...] = ()
    batch_paths: tuple[str, ...] = ()
    sessions_ended: tuple[Callable[[Transaction, UUID], None], ...] = ()
    taken_over: tuple[Callable[[Transaction, UUID], None], ...] = ()
    password_replaced: tuple[Callable[[Transaction, UUID, datetime], None], ...] = ()


class Features(tuple[Feature, ...]):  # noqa: SLOT001 - it remembers what each request asks for
    """All features registered with a server."""

    @cached_property
    def problems(self) -> dict[str, ProblemKind]:
        """All kinds of refusal by code, with the general ones."""
        kinds = (*GENERAL, *self.each(lambda feature: feature.problems))
        return {kind.code: kind for kind in kinds}

    @cached_property
    def own_paths(self) -> tuple[str, ...]:
        """What an account of limited reach may come to."""
        return self.each(lambda feature: feature.own_paths)

    @property
    def expiries(self) -> tuple[Expiry, ...]:
        """The expiries of all features."""
        return self.each(lambda feature: feature.expiries)

    def each(self, pick: Callable[[Feature], Iterable[_T]]) -> tuple[_T, ...]:
        """Return what `pick` takes from every feature, in their order."""
        return tuple(thing for feature in self for thing in pick(feature))

    def jobs(self, services: Services) -> tuple[Callable[[], None], ...]:
        """Return the jobs of the sweeper, bound to these services."""
        return tuple(partial(job, services) for feature in self for job in feature.jobs)


def in_published_order(names: Iterable[str], first: Sequence[str]) -> list[str]:
    """Return what is registered under `names`: those of `first` in its order, then the others in their own."""
    return sorted(names, key=lambda name: first.index(name) if name in first else len(first))
