"""Migrations: filled step by step, in order, then completed at once.

Until completion nothing of the account changes: the password of 8 digits opens the draft on any device. The completion
replaces that password, and ends all sessions that it opened.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import delete, select

from server.challenges.fields import ChosenContact
from server.challenges.service import Challenges
from server.clock import Clock
from server.crypto.tokens import Pepper
from server.db.engine import put
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, STEP_OUT_OF_ORDER
from server.http.problems import Problem, invalid
from server.migration.rules import MigrationStep
from server.migration.state import KnownContact, MigrationCompletion, MigrationState, SpouseChoice
from server.migration.tables import AcceptedTerms, MigrationDraft
from server.old_passwords.service import OldPasswords
from server.outbox.notifier import Notifier
from server.outbox.texts import migration_completed
from server.people.dispatches import CONTACT, details
from server.people.doors import Role
from server.people.households import spouse_of
from server.people.tables import Account, File, Member
from server.rules import terms
from server.rules.codes import Channel, Purpose, masked
from server.rules.contacts import rewritten
from server.rules.steps import DRAFT_LIFE
from server.sessions.rules import SESSION_EXPIRED, End, Scope
from server.sessions.service import Sessions
from server.sessions.tables import SignedSession

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.challenges.service import ChallengeState
    from server.services import Services
    from server.sessions.service import Signed


class SpouseAuthorising(Protocol):
    """The service that sets the authorisation of a spouse."""

    def settle(self, transaction: Transaction, spouse: Member, *, authorised: bool) -> None:
        """Authorise a spouse, or not, whatever the state before."""


class Migrations:
    """The service of migrations."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        challenges: Challenges,
        sessions: Sessions,
        old_passwords: OldPasswords,
        spouse_authorisations: SpouseAuthorising,
        notifier: Notifier,
        dispatches: Dispatches,
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._challenges = challenges
        self._sessions = sessions
        self._old_passwords = old_passwords
        self._spouse_authorisations = spouse_authorisations
        self._notifier = notifier
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            challenges=services[Challenges],
            sessions=services[Sessions],
            old_passwords=services[OldPasswords],
            spouse_authorisations=services[SpouseAuthorising],
            notifier=services[Notifier],
            dispatches=services[Dispatches],
        )

    def describe(self, transaction: Transaction, account_id: UUID) -> MigrationState:
        """Return the state of an account's migration."""
        account = transaction.get_one(Account, account_id)
        draft = self._kept(transaction, account_id)
        spouse = _spouse(transaction, account)
        waiting = draft.challenge_id if draft and not draft.contact_verified else None
        return MigrationState(
            step=_step_of(draft, spouse),
            expires_in=self._expires_in(draft) if draft else None,
            accepted_terms=draft.terms_version if draft else None,
            password_chosen=bool(draft and draft.password_hash),
            known_contacts=[
                KnownContact(channel=channel, masked_destination=masked(channel, to))
                for channel, to in _known(account).items()
            ],
            contact=ChosenContact(
                channel=draft.channel,
                destination=None
                if draft.destination == _known(account).get(draft.channel)
                else draft.destination,
                masked_destination=masked(draft.channel, draft.destination),
                verified=draft.contact_verified,
            )
            if draft and draft.channel and draft.destination
            else None,
            contact_postponed=bool(draft and draft.contact_postponed),
            challenge=self._challenges.state(transaction, waiting) if waiting else None,
            spouse=SpouseChoice(
                spouse_name=spouse.name,
                authorised=draft.spouse_authorised if draft else None,
                settled=bool(draft and draft.authorisation_settled),
            )
            if spouse
            else None,
        )

    def at_step(self, transaction: Transaction, account_id: UUID, step: MigrationStep) -> MigrationDraft:
        """Return the draft of an account for a step that it must have reached; this renews its life.

        The draft is locked until the transaction ends. The first step makes it.

        Raises:
            Problem: `session_expired` for an account that was migrated meanwhile; `step_out_of_order`.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        if not account.legacy:
            raise Problem(SESSION_EXPIRED)
        draft = self._kept(transaction, account_id)
        due = _step_of(draft, _spouse(transaction, account))
        if due.precedes(step):
            raise Problem(STEP_OUT_OF_ORDER, step=due)
        now = self._clock.now()
        if draft is None:
            transaction.execute(delete(MigrationDraft).where(MigrationDraft.account_id == account_id))
            draft = MigrationDraft(
                account_id=account_id,
                touched_at=now,
                contact_verified=False,
                contact_postponed=False,
                authorisation_settled=False,
            )
            transaction.add(draft)
        draft.touched_at = now
        return draft

    def accept_terms(self, draft: MigrationDraft, version: str) -> None:
        """Store that the person accepts the terms.

        Raises:
            Problem: `changed_meanwhile` for another version than the one in force.
        """
        if version != terms.CURRENT.version:
            raise Problem(CHANGED_MEANWHILE)
        draft.terms_version, draft.terms_accepted_at = version, self._clock.now()

    def send_code(
        self, transaction: Transaction, draft: MigrationDraft, channel: Channel, destination: str | None
    ) -> ChallengeState:
        """Send a code to a contact; None stands for the one that the Caf knows.

        If a code was sent there a moment ago and is not used yet, its state is returned and no other code is sent.

        Raises:
            Problem: `validation_failed` where no contact is known; `too_many_codes`.
        """
        account = transaction.get_one(Account, draft.account_id)
        to = destination or _known(account).get(channel)
        if to is None:
            raise invalid(("known", "not_offered"))
        if (draft.channel, draft.destination) == (channel, to) and draft.challenge_id:
            live = self._challenges.state(transaction, draft.challenge_id)
            if live and live.resend_in and live.tries_left:
                return live
        challenge = self._challenges.open(
            transaction,
            Purpose.MIGRATION,
            channel,
            to,
            subject=self._pepper.hash("migration", str(account.id)),
            # No stranger can ask: the old password was given.
            asker=None,
        )
        draft.channel, draft.destination = channel, to
        draft.contact_verified = draft.contact_postponed = False
        draft.challenge_id = challenge.challenge_id
        return challenge

    def postpone_contact(self, draft: MigrationDraft) -> None:
        """Go on without a verified contact."""
        draft.channel = draft.destination = draft.challenge_id = None
        draft.contact_verified, draft.contact_postponed = False, True

    def verify(self, transaction: Transaction, draft: MigrationDraft, code: str) -> None:
        """Prove the contact by its code.

        Raises:
            Problem: `step_out_of_order` where no code was sent; see `Challenges.verify`.
        """
        self._challenges.verify(transaction, self._waiting(transaction, draft), code, Purpose.MIGRATION)
        draft.contact_verified = True

    def resend(self, transaction: Transaction, draft: MigrationDraft) -> ChallengeState:
        """Send a new code.

        Raises:
            Problem: `step_out_of_order` where no code was sent; see `Challenges.resend`.
        """
        return self._challenges.resend(
            transaction, self._waiting(transaction, draft), (Purpose.MIGRATION,), within=DRAFT_LIFE
        )

    def settle_authorisation(
        self, transaction: Transaction, draft: MigrationDraft, *, authorised: bool | None
    ) -> None:
        """Store the choice about the spouse; None leaves it undecided.

        Raises:
            Problem: `step_out_of_order` for a person without a spouse to authorise.
        """
        account = transaction.get_one(Account, draft.account_id)
        spouse = _spouse(transaction, account)
        if spouse is None:
            raise Problem(STEP_OUT_OF_ORDER, step=_step_of(draft, spouse))
        draft.spouse_authorised, draft.authorisation_settled = authorised, True

    def complete(self, transaction: Transaction, signed: Signed) -> MigrationCompletion:
        """Complete the migration: the new password replaces the old one, and all earlier sessions end.

        Raises:
            Problem: `session_expired` if it was completed meanwhile; `step_out_of_order`.
        """
        draft = self.at_step(transaction, signed.account_id, MigrationStep.DONE)
        account = transaction.get_one(Account, signed.account_id)
        before = _known(account)
        account.password_hash = draft.password_hash or ""
        account.legacy = False
        if draft.terms_version and draft.terms_accepted_at:
            put(
                transaction,
                AcceptedTerms,
                account_id=account.id,
                version=draft.terms_version,
                accepted_at=draft.terms_accepted_at,
            )
        _take_contact(account, draft)
        transaction.flush()
        known = _known(account)
        for channel in Channel:
            if (was := before.get(channel)) != (to := known.get(channel)):
                kept = details(channel, was, to)
                self._dispatches.write(
                    transaction, CONTACT, "changed", account.id, account_id=account.id, details=kept
                )
        self._confirm(transaction, account, before, known)
        spouse = _spouse(transaction, account, locked=True)
        if spouse is not None and draft.spouse_authorised is not None:
            self._spouse_authorisations.settle(transaction, spouse, authorised=draft.spouse_authorised)
        transaction.delete(draft)
        device_name = transaction.get_one(SignedSession, signed.session_id).device_name
        self._old_passwords.forget(transaction, account.id)
        self._sessions.end_all(transaction, account.id, End.CONNECTION_CHANGED)
        return MigrationCompletion(
            session=self._sessions.open(transaction, account.id, Scope.FULL, device_name),
            confirmed=[
                KnownContact(channel=channel, masked_destination=masked(channel, to))
                for channel, to in known.items()
            ],
        )

    def _confirm(
        self,
        transaction: Transaction,
        account: Account,
        before: dict[Channel, str],
        known: dict[Channel, str],
    ) -> None:
        """Notify the person on every contact, and on one that was replaced."""
        text = partial(migration_completed, nir=not account.identifier.startswith("P"))
        for channel, to in known.items():
            self._notifier.notify(transaction, channel, to, text(channel))
            replaced = before.get(channel)
            if replaced and rewritten(channel, replaced) != rewritten(channel, to):
                self._notifier.notify(transaction, channel, replaced, text(channel))

    def _kept(self, transaction: Transaction, account_id: UUID) -> MigrationDraft | None:
        draft = transaction.get(MigrationDraft, account_id)
        return draft if draft and self._expires_in(draft) > 0 else None

    def _expires_in(self, draft: MigrationDraft) -> int:
        return ceil((draft.touched_at + DRAFT_LIFE - self._clock.now()).total_seconds())

    def _waiting(self, transaction: Transaction, draft: MigrationDraft) -> UUID:
        """Return the challenge that the draft waits for."""
        if draft.contact_verified or draft.challenge_id is None:
            spouse = _spouse(transaction, transaction.get_one(Account, draft.account_id))
            raise Problem(STEP_OUT_OF_ORDER, step=_step_of(draft, spouse))
        return draft.challenge_id


def _step_of(draft: MigrationDraft | None, spouse: Member | None) -> MigrationStep:
    """Return the first step that is not made, which the server expects next."""
    if draft is None:
        return MigrationStep.TERMS
    settled = draft.contact_verified or draft.contact_postponed
    made = (
        (MigrationStep.TERMS, draft.terms_version == terms.CURRENT.version),
        (MigrationStep.PASSWORD, draft.password_hash is not None),
        # Where the challenge was deleted, the contact must be given again.
        (MigrationStep.CONTACT, settled or draft.challenge_id is not None),
        (MigrationStep.CODE, settled),
        (MigrationStep.AUTHORISATIONS, spouse is None or draft.authorisation_settled),
    )
    return next((step for step, is_made in made if not is_made), MigrationStep.DONE)


def _spouse(transaction: Transaction, account: Account, *, locked: bool = False) -> Member | None:
    """Return the spouse whom the responsable of an open file may authorise."""
    held = (
        select(Member.file_id)
        .join(File)
        .where(Member.account_id == account.id, Member.role == Role.RESPONSABLE, File.closed_on.is_(None))
        .order_by(Member.position)
    )
    found = (spouse_of(transaction, file_id, locked=locked) for file_id in transaction.scalars(held).all())
    return next(filter(None, found), None)


def _known(account: Account) -> dict[Channel, str]:
    found = {Channel.SMS: account.phone, Channel.MAIL: account.mail}
    return {channel: to for channel, to in found.items() if to}


def _take_contact(account: Account, draft: MigrationDraft) -> None:
    """Give the account the verified contact; where it was postponed, no contact is verified."""
    if draft.contact_postponed:
        account.mail_verified = account.phone_verified = False
    elif draft.channel is Channel.MAIL:
        account.mail, account.mail_verified = draft.destination, True
    elif draft.channel is Channel.SMS:
        account.phone, account.phone_verified = draft.destination, True


def keep_password(transaction: Transaction, account_id: UUID, now: datetime) -> None:
    """Store in the draft a password that was chosen under today's rules: the migration does not ask for another."""
    account = transaction.get_one(Account, account_id)
    if account.legacy:
        put(
            transaction,
            MigrationDraft,
            account_id=account_id,
            touched_at=now,
            password_hash=account.password_hash,
        )
