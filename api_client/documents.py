"""`/v1/files/{file_id}/documents`: attestations and statements; `/v1/verifications`: the check of a paper's code."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Final, Literal

from pydantic import ConfigDict, Field, SecretStr

from api_client.auth import SessionKeeper
from api_client.errors import ClientError, ConnectionFailed, ResponseInvalid
from api_client.last_answers import old_answers
from api_client.model import Cents, Model, Month, Secret
from api_client.transport import Call, Transport

PaperKind = Literal["payment_certificate", "quotient_certificate", "rights_certificate", "statement"]
PaperState = Literal["waiting", "making", "ready", "failed", "cancelled"]
Authenticity = Literal["genuine", "revoked", "unknown", "mistyped"]

PART_BYTES: Final = 256 * 1024
"""A larger paper is fetched in parts of that size, so that a cut line costs one of them."""


class Paper(Model):
    """A paper that was asked for: it can be fetched once `ready`, until `expires_at`.

    `since` and `until` are its months, None for a paper of a day; `progress` is in per cent, `size` in bytes.
    """

    document_id: str
    kind: PaperKind
    since: Month | None = Field(alias="from")
    until: Month | None
    state: PaperState
    progress: int
    asked_at: datetime
    made_at: datetime | None
    expires_at: datetime
    size: int | None
    file_name: str

    @property
    def under_way(self) -> bool:
        """Whether it is being made."""
        return self.state in {"waiting", "making"}


class Figure(Model):
    """A sum that stands on a paper; `subject` is its month or its benefit."""

    subject: str | None
    amount: Cents


class VerifiedPaper(Model):
    """What stands on a genuine paper, with initials in place of names."""

    kind: PaperKind
    since: Month | None = Field(alias="from")
    until: Month | None
    made_on: date
    initials: tuple[str, ...]
    figures: tuple[Figure, ...]


class Verification(Model):
    """What is known of a code; `paper` is told of a genuine one, `revoked_at` of one that counts no more."""

    authenticity: Authenticity
    paper: VerifiedPaper | None
    revoked_at: datetime | None


class _Asked(Model):
    model_config = ConfigDict(serialize_by_alias=True)

    kind: PaperKind
    since: Month | None = Field(serialization_alias="from")
    until: Month | None


class _Papers(Model):
    items: tuple[Paper, ...]


class _Code(Model):
    code: Secret


class Documents:
    """The papers that a person asked for, and the public check of their codes."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def ask(
        self, file_id: str, kind: PaperKind, since: Month | None = None, until: Month | None = None
    ) -> Paper:
        """Have a paper made, or be told of the same one that is there.

        Args:
            file_id: of which file.
            kind: what it is.
            since: its first month; with `until` None, an attestation of payment is about the newest payment's.
            until: its last month.

        Raises:
            Refused: `validation_failed` of `from` or `until`; `nothing_to_certify`.
            DoorClosed: the person may not.
            RateLimited: too many were asked for.
        """
        body = _Asked(kind=kind, since=since, until=until)
        return Paper.read(await self._keeper.send(Call.of("POST", *_path(file_id), body=body)))

    async def list(self, file_id: str) -> tuple[Paper, ...]:
        """Ask for the papers of a file, newest first.

        Raises:
            DoorClosed: the person may not see them.
        """
        return _Papers.read(await self._keeper.send(Call.of("GET", *_path(file_id)))).items

    async def get(self, file_id: str, document_id: str) -> Paper:
        """Ask how far a paper is.

        Raises:
            NotFound: it is gone.
        """
        return Paper.read(await self._keeper.send(Call.of("GET", *_path(file_id), document_id)))

    async def drop(self, file_id: str, document_id: str) -> None:
        """Cancel a paper that is being made; erase another.

        Raises:
            NotFound: it is gone.
        """
        await self._keeper.send(Call.of("DELETE", *_path(file_id), document_id))

    async def at_hand(self, file_id: str, papers: Iterable[Paper]) -> frozenset[str]:
        """Return the ids of those papers that this device keeps: they are opened without a network."""
        return frozenset(
            [each.document_id for each in papers if await self._keeper.has_kept(_file(file_id, each))]
        )

    async def fetch(self, file_id: str, paper: Paper, begun: bytearray) -> bytes:
        """Return a paper as PDF: the one that this device kept, where the server cannot be reached.

        Args:
            file_id: of which file.
            paper: the paper, which is ready.
            begun: what was received of it before; it is added to, so that a later call goes on where this one was cut.

        Raises:
            NotFound: it is gone.
            ConnectionFailed: the line was cut, and was not mended soon.
        """
        call = _file(file_id, paper)
        with old_answers() as old:
            try:
                content = await self._fetched(call, paper.size or 0, begun)
            except ConnectionFailed as error:
                content = await self._keeper.recall(call, error)
        if self._keeper.keeps and not old:
            with suppress(ClientError):  # of all that is kept, the list says what it is
                await self.list(file_id)
        return content

    async def _fetched(self, call: Call, size: int, begun: bytearray) -> bytes:
        if size <= PART_BYTES:
            begun[:] = await self._keeper.send(call)
        while len(begun) < size:
            last = min(len(begun) + PART_BYTES, size) - 1
            headers = {"Range": f"bytes={len(begun)}-{last}"}
            part = await self._keeper.send(replace(call, headers=call.headers | headers))
            if not part or len(begun) + len(part) > size:
                begun.clear()
                raise ResponseInvalid("another part than the one asked for")
            begun += part
        content = bytes(begun)
        if size > PART_BYTES:
            self._keeper.note(call, content)
        return content

    async def verify(self, code: SecretStr) -> Verification:
        """Ask what is known of the code of a paper; nobody need be signed in.

        Raises:
            RateLimited: too many codes from one place.
        """
        call = Call.of("POST", "v1", "verifications", body=_Code(code=code))
        return Verification.read(await self._transport.send(call))


def _file(file_id: str, paper: Paper) -> Call:
    return Call.of("GET", *_path(file_id), paper.document_id, "file")


def _path(file_id: str) -> tuple[str, ...]:
    return ("v1", "files", file_id, "documents")
