"""Forgets what has had its day."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.exc import SQLAlchemyError

from server.challenges.tables import Challenge
from server.closings.service import erase_closed
from server.contacts.service import PENDING_LIFE, UNDO_LIFE
from server.contacts.tables import ContactChange
from server.demo.tables import DemoGrant
from server.enrolment.tables import Enrolment
from server.exports.service import EXPORT_LIFE
from server.exports.tables import Export
from server.franceconnect.tables import AUTHORIZATION_LIFE, FranceConnectAuthorization, FranceConnectTicket
from server.http.tables import IdempotentAnswer
from server.limits.tables import KnownOrigin
from server.migration.tables import MigrationDraft
from server.old_passwords.service import SENT_PASSWORD_LIFE
from server.old_passwords.tables import SentPassword
from server.password_reset.service import RESET_LIFE
from server.password_reset.tables import PasswordReset
from server.rules.civil_status import DRAFT_LIFE
from server.sessions.rules import SESSION_LIFE
from server.sessions.tables import AccessToken, SignedSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from server.clock import Clock
    from server.db import Store
    from server.scans.service import Scans

_log = logging.getLogger(__name__)

_EVERY = timedelta(minutes=10)
_CHALLENGES_KEPT = timedelta(days=1)
_ORIGINS_KEPT = timedelta(days=365)


def sweep(store: Store, clock: Clock, scans: Scans) -> None:
    """Delete what is over.

    Tokens, sessions, codes, answers, resets, sign-ins, drafts and scans, old addresses, changes that can no longer be
    undone, copies of data, and the accounts whose holders asked for it. Rows that another worker is deleting are left
    to it.
    """
    now = clock.now()
    over = (
        (AccessToken, AccessToken.hash, AccessToken.expires_at < now),
        (SignedSession, SignedSession.id, SignedSession.last_seen_at < now - SESSION_LIFE),
        (Challenge, Challenge.id, Challenge.created_at < now - _CHALLENGES_KEPT),
        (Enrolment, Enrolment.id, Enrolment.touched_at < now - DRAFT_LIFE),
        (MigrationDraft, MigrationDraft.account_id, MigrationDraft.touched_at < now - DRAFT_LIFE),
        (PasswordReset, PasswordReset.id, PasswordReset.created_at < now - RESET_LIFE),
        (SentPassword, SentPassword.id, SentPassword.drawn_at < now - SENT_PASSWORD_LIFE),
        (
            FranceConnectAuthorization,
            FranceConnectAuthorization.id,
            FranceConnectAuthorization.created_at < now - AUTHORIZATION_LIFE,
        ),
        (FranceConnectTicket, FranceConnectTicket.hash, FranceConnectTicket.expires_at < now),
        (DemoGrant, DemoGrant.hash, DemoGrant.expires_at < now),
        (
            ContactChange,
            ContactChange.id,
            or_(
                ContactChange.made_at < now - UNDO_LIFE,
                and_(ContactChange.made_at.is_(None), ContactChange.asked_at < now - PENDING_LIFE),
            ),
        ),
        (Export, Export.id, Export.asked_at < now - EXPORT_LIFE),
        (IdempotentAnswer, IdempotentAnswer.key_hash, IdempotentAnswer.expires_at < now),
        (KnownOrigin, KnownOrigin.hash, KnownOrigin.last_seen_at < now - _ORIGINS_KEPT),
    )
    for table, key, condition in over:
        with store.write() as transaction:
            rows = select(key).where(condition).with_for_update(skip_locked=True)
            transaction.execute(delete(table).where(key.in_(rows)))
    erase_closed(store, clock)
    scans.erase_orphans(store)


@asynccontextmanager
async def sweeping(
    store: Store, clock: Clock, scans: Scans, recheck: Callable[[], None]
) -> AsyncIterator[None]:
    """Sweep now and then for as long as the block lasts, and check what could not be checked before."""

    async def forever() -> None:
        while True:
            try:
                await asyncio.to_thread(sweep, store, clock, scans)
                await asyncio.to_thread(recheck)
            except (SQLAlchemyError, OSError):
                _log.exception("the sweep failed; it is tried again later")
            await asyncio.sleep(_EVERY.total_seconds())

    task = asyncio.create_task(forever())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
