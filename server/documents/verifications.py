"""The check of papers: whoever holds one learns whether it is genuine, and what should stand on it."""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from server.clock import Clock
from server.crypto.tokens import Pepper, token_hash
from server.documents.codes import canonical, is_sound
from server.documents.facts import figures_of
from server.documents.rules import VERIFIABLE
from server.documents.tables import IssuedPaper

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.documents.facts import Facts
    from server.services import Services

_log = logging.getLogger(__name__)


class Authenticity(StrEnum):
    """What is known of a code."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    # The check character does not fit: it was misread, and no paper was looked for.
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to a code; a paper that was revoked has no figures any more."""

    authenticity: Authenticity
    figures: dict[str, Any] | None = None
    revoked_at: datetime | None = None


class Verifications:
    """The service of codes."""

    def __init__(self, clock: Clock, pepper: Pepper) -> None:
        self._clock = clock
        self._pepper = pepper

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], pepper=services[Pepper])

    def issue(self, transaction: Transaction, code: str, file_id: UUID, facts: Facts) -> None:
        """Make a code answer for a paper."""
        figures = figures_of(facts)
        transaction.add(
            IssuedPaper(
                code_hash=token_hash(code),
                file_id=file_id,
                issued_at=self._clock.now(),
                figures=figures,
                seal=self._seal(code, figures),
            )
        )

    def is_looked_up(self, typed: str) -> bool:
        """Return whether a paper is looked for by that code: a mistyped one tells nothing, and costs nothing."""
        return is_sound(canonical(typed))

    def check(self, transaction: Transaction, typed: str) -> Verification:
        """Return what is known of a code, as somebody typed it."""
        code = canonical(typed)
        if not is_sound(code):
            return Verification(Authenticity.MISTYPED)
        paper = transaction.get(IssuedPaper, token_hash(code))
        if paper is None or paper.issued_at + VERIFIABLE <= self._clock.now():
            return Verification(Authenticity.UNKNOWN)
        if not hmac.compare_digest(paper.seal, self._seal(code, paper.figures)):
            _log.error("a paper's figures are not those that were sealed: it is answered as unknown")
            return Verification(Authenticity.UNKNOWN)
        if paper.revoked_at is not None:
            return Verification(Authenticity.REVOKED, revoked_at=paper.revoked_at)
        return Verification(Authenticity.GENUINE, figures=paper.figures)

    def revoke(self, transaction: Transaction, typed: str) -> bool:
        """Revoke a paper by its code, and return whether there is one."""
        revoked = transaction.execute(
            update(IssuedPaper)
            .where(IssuedPaper.code_hash == token_hash(canonical(typed)))
            .values(revoked_at=self._clock.now())
            .returning(IssuedPaper.code_hash)
        )
        return revoked.first() is not None

    def _seal(self, code: str, figures: dict[str, Any]) -> bytes:
        return self._pepper.hash("paper", code, json.dumps(figures, sort_keys=True))
