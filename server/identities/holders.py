"""The holders of accounts: how far their identity is proved, and accounts that a stranger opened in their name."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.crypto.tokens import Pepper
from server.db import Store
from server.dispatches.service import Dispatches
from server.feature import Features
from server.identities.dispatches import ENROLMENT, TO_LOOK_AT
from server.identities.documents import CheckerUnavailable, DocumentChecker
from server.identities.links import leave
from server.identities.recognition import fingerprint, particulars_of
from server.identities.tables import Identity
from server.limits.tables import KnownOrigin
from server.outbox.account_texts import identity_checked, identity_refused, identity_taken_over
from server.outbox.notifier import Notifier, contact_of, verified
from server.people.closing import DELAY
from server.people.reach import Limit, Reach, limit_of, speaks_for_number, wait_before
from server.people.tables import REPLACED, Account, Closing, Member, is_replaced
from server.rules.civil_status import BirthPlace, Civility, CivilStatus
from server.rules.codes import Channel
from server.rules.contacts import rewritten
from server.rules.documents import Document, Verdict
from server.rules.likeness import differences
from server.sessions.rules import End
from server.sessions.service import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.pivot import Pivot
    from server.services import Services

_log = logging.getLogger(__name__)

# The most documents that are checked again in one sweep; the others wait for the next.
_AT_ONCE = 200
_REFUSED = frozenset({Verdict.NOT_FOUND, Verdict.MISMATCH, Verdict.EXPIRED})


class Arrival(NamedTuple):
    """A member of a household as the fund hands it over: id, NIR, and keyed hash of the civil status."""

    member_id: UUID
    nir: str | None
    fingerprint: bytes | None


class Holders:
    """The service of holders."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        pepper: Pepper,
        documents: DocumentChecker,
        sessions: Sessions,
        notifier: Notifier,
        dispatches: Dispatches,
        taken_over: Sequence[Callable[[Transaction, UUID], None]] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._pepper = pepper
        self._documents = documents
        self._sessions = sessions
        self._notifier = notifier
        self._dispatches = dispatches
        self._taken_over = taken_over

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            store=services[Store],
            clock=services[Clock],
            pepper=services[Pepper],
            documents=services[DocumentChecker],
            sessions=services[Sessions],
            notifier=services[Notifier],
            dispatches=services[Dispatches],
            taken_over=services[Features].each(lambda feature: feature.taken_over),
        )

    def reach_of(
        self,
        transaction: Transaction,
        status: CivilStatus,
        verdict: Verdict,
        contacts: Iterable[tuple[Channel, str]],
    ) -> Reach:
        """Return the reach of an account with that civil status.

        Args:
            transaction: to read the households.
            status: the civil status given.
            verdict: the verdict on the document, or on the vouched identity.
            contacts: the contacts that were proved by a code.
        """
        if verdict is Verdict.VERIFIED and speaks_for_number(status):
            return Reach.FULL
        proved = set(contacts)
        known = self._members(transaction, status)
        return Reach.FULL if any(proved & _known_contacts(member) for member in known) else Reach.LIMITED

    def attach(self, transaction: Transaction, account: Account, status: CivilStatus) -> None:
        """Give an account of full reach its place in the households that know the person.

        Without a NIR, or if the civil status differs from the fund's, a contact known to the fund must be proved: in
        some countries many people have 1 January as their date of birth, and may share a name too. Of two members of
        one household who both could be the person neither is: an agent looks (`admin joins`).
        """
        if account.reach is not Reach.FULL:
            return
        proved = set(_proved_contacts(account))
        fingerprint = self.fingerprint(status)
        found = self._members(transaction, status)
        alike = Counter(member.file_id for member in found)
        for member in found:
            certain = member.nir_hash is not None and member.fingerprint == fingerprint
            if alike[member.file_id] == 1 and (certain or proved & _known_contacts(member)):
                member.account_id = account.id

    def arrived(self, transaction: Transaction, members: Sequence[Arrival]) -> None:
        """Give the accounts of people whose household arrives after them their place in it, as `attach` would have.

        An account of limited reach becomes full if a contact that it proved is one that the household is known by.
        """
        free = set(
            transaction.scalars(
                select(Member.id).where(
                    Member.id.in_([each.member_id for each in members]), Member.account_id.is_(None)
                )
            )
        )
        coming = [each for each in members if each.member_id in free]
        numbers = [each.nir for each in coming if each.nir]
        unnumbered = [each.fingerprint for each in coming if each.fingerprint and not each.nir]
        theirs = or_(
            Account.identifier.in_(numbers),
            Account.identifier.like("P%") & Identity.fingerprint.in_(unnumbered),
        )
        query = (
            select(Account, Identity)
            .join(Identity, Identity.account_id == Account.id)
            .where(theirs)
            .order_by(Account.id)
            .with_for_update(of=Account)
        )
        for account, identity in transaction.execute(query).all():
            if account.reach is Reach.FULL:
                self.attach(transaction, account, status_of(account, identity))
            else:
                self.contact_proved(transaction, account)

    def candidates(self, transaction: Transaction) -> list[tuple[Account, Member]]:
        """Return accounts of full reach with the members of households who may be their holders, and are not joined.

        They have the same NIR or the same civil status, and what else is known was not enough to join them.
        """
        full = (
            select(Account, Identity.fingerprint)
            .join(Identity, Identity.account_id == Account.id)
            .where(Account.reach == Reach.FULL, Account.identifier.not_like(f"{REPLACED}%"))
            .order_by(Account.id)
            .execution_options(yield_per=_AT_ONCE)
        )
        found = []
        for some in transaction.execute(full).partitions():
            marks = {
                mark: account
                for account, fingerprint in some
                for mark in (fingerprint, self._number_of(account))
                if mark is not None
            }
            alike = or_(Member.fingerprint.in_(marks), Member.nir_hash.in_(marks))
            for member in transaction.scalars(select(Member).where(alike, Member.account_id.is_(None))):
                account = marks.get(member.nir_hash or b"") or marks[member.fingerprint or b""]
                # Of two people of one civil status, those who have another NIR are somebody else.
                if len({member.nir_hash, self._number_of(account)} - {None}) <= 1:
                    found.append((account, member))
        return found

    def join(self, transaction: Transaction, account_id: UUID, member_id: UUID) -> bool:
        """Join an account to a member, whom an agent found to be its holder; return whether both are there and free."""
        account = transaction.get(Account, account_id, with_for_update=True)
        member = transaction.get(Member, member_id, with_for_update=True)
        if (
            account is None
            or member is None
            or is_replaced(account)
            or account.reach is not Reach.FULL
            or member.account_id not in {None, account_id}
        ):
            return False
        member.account_id = account_id
        return True

    def _number_of(self, account: Account) -> bytes | None:
        return self.number_hash(account.identifier) if account.identifier[:1].isdigit() else None

    def settle(
        self, transaction: Transaction, account_id: UUID, verdict: Verdict, *, with_number: bool = False
    ) -> Reach:
        """Store the verdict on the document of an account, and notify its holder of what changes.

        A full account stays full: its holder need not prove the identity twice. An erased account is ignored.

        Args:
            transaction: the change is made when it commits.
            account_id: id of the account.
            verdict: the verdict on its document.
            with_number: whether the NIR was checked as well.
        """
        account = transaction.get(Account, account_id, with_for_update=True, populate_existing=True)
        identity = transaction.get(Identity, account_id, populate_existing=True)
        if account is None or identity is None or account.reach is Reach.FULL or is_replaced(account):
            return account.reach if account else Reach.LIMITED
        told = identity.verdict
        identity.verdict = verdict
        identity.check_at, identity.checks = None, 0
        if verdict is Verdict.TO_CHECK:
            identity.check_at = self._clock.now() + wait_before(0)
        status = status_of(account, identity)
        proved = with_number and verdict is Verdict.VERIFIED
        if proved or self.reach_of(transaction, status, verdict, _proved_contacts(account)) is Reach.FULL:
            account.reach = Reach.FULL
            self.attach(transaction, account, status)
            self._notifier.notify_everywhere(transaction, account, identity_checked)
        elif verdict in _REFUSED and told is not verdict:
            self._notifier.notify_everywhere(transaction, account, identity_refused)
        return account.reach

    def hand_over(self, transaction: Transaction, account_id: UUID) -> None:
        """Have the fund look at who holds an account, where what was given is something to look at."""
        account = transaction.get_one(Account, account_id)
        identity = transaction.get_one(Identity, account_id)
        transaction.flush()
        transaction.expire(identity, ["scans"])
        if limit_in(transaction, account) in TO_LOOK_AT:
            self._dispatches.write(transaction, ENROLMENT, "to_check", account_id, account_id=account_id)

    def vouched(self, transaction: Transaction, account: Account, pivot: Pivot) -> None:
        """Note that FranceConnect vouched for the holder; a complete identity without a difference is proved."""
        identity = transaction.get(Identity, account.id)
        if identity is None or not pivot.proves_identity:
            return
        said, holder = pivot.particulars, particulars_of(account, identity)
        if not differences(said, holder) and said.birth_date == holder.birth_date:
            self.settle(transaction, account.id, Verdict.VERIFIED)

    def contact_proved(self, transaction: Transaction, account: Account) -> None:
        """Prove the holder if a contact that was just proved by a code is one that the fund knows."""
        identity = transaction.get(Identity, account.id)
        if identity is not None and account.reach is Reach.LIMITED:
            status = status_of(account, identity)
            if self.reach_of(transaction, status, identity.verdict, _proved_contacts(account)) is Reach.FULL:
                self.settle(transaction, account.id, identity.verdict)

    def replace(self, transaction: Transaction, account: Account) -> None:
        """Close an account of limited reach because somebody else proved to be the person it was opened for.

        Nothing opens it any more, its identifier becomes free, and it is erased like every closed account. Its contacts
        are notified: they may belong to somebody who made a mistake.
        """
        if account.reach is Reach.FULL:
            raise ValueError("a full account is its holder's")
        self._notifier.notify_everywhere(transaction, account, identity_taken_over)
        self._sessions.end_all(transaction, account.id, End.TAKEN_OVER)
        leave(transaction, account.id)
        transaction.execute(delete(KnownOrigin).where(KnownOrigin.account_id == account.id))
        for forget in self._taken_over:
            forget(transaction, account.id)
        account.identifier = f"{REPLACED}{secrets.token_hex(6)}"
        account.password_hash = ""
        identity = transaction.get(Identity, account.id)
        if identity is not None:
            identity.fingerprint = self._pepper.hash("replaced", str(account.id))
            identity.check_at = None
        now = self._clock.now()
        asked = transaction.get(Closing, account.id)
        if asked is None:
            transaction.add(Closing(account_id=account.id, asked_at=now, closes_at=now + DELAY))
        transaction.flush()

    def recheck(self) -> None:
        """Check again the documents whose next check has come."""
        now = self._clock.now()
        due = (
            select(Identity.account_id)
            .join(Account)
            .where(Account.reach == Reach.LIMITED, Identity.check_at <= now)
            .order_by(Identity.check_at)
            .limit(_AT_ONCE)
        )
        with self._store.read() as transaction:
            waiting = transaction.scalars(due).all()
        for account_id in waiting:
            self._check_again(account_id)

    def _check_again(self, account_id: UUID) -> None:
        """Check a document again. A concurrent worker finds the time of the next check already set."""
        now = self._clock.now()
        with self._store.write() as transaction:
            identity = transaction.get(Identity, account_id, with_for_update=True)
            if identity is None or identity.check_at is None or identity.check_at > now:
                return
            identity.checks += 1
            identity.check_at = now + wait_before(identity.checks)
            number, kind = identity.document_number, identity.document_kind
            holder = status_of(transaction.get_one(Account, account_id), identity)
        if number is None:
            return
        try:
            verdict = self._documents.check(Document(kind, number), holder, now.date())
        except CheckerUnavailable:
            return
        with self._store.write() as transaction:
            identity = transaction.get(Identity, account_id, with_for_update=True)
            # Another document may have been given while this one was checked.
            if identity is not None and (identity.document_kind, identity.document_number) == (kind, number):
                reach = self.settle(transaction, account_id, verdict)
                _log.info("a document was checked later: %s, %s", verdict.value, reach.value)

    def _members(self, transaction: Transaction, status: CivilStatus) -> list[Member]:
        """Return the members of households who are this person and have no account yet.

        They are found by NIR and date of birth; without a NIR, by the civil status alone.
        """
        fingerprint = self.fingerprint(status)
        if status.nir:
            number = self.number_hash(status.nir)
            same = (Member.nir_hash == number) & or_(
                Member.birth_date == str(status.birth_date), Member.fingerprint == fingerprint
            )
        else:
            same = Member.nir_hash.is_(None) & (Member.fingerprint == fingerprint)
        found = select(Member).where(same, Member.account_id.is_(None)).with_for_update()
        return list(transaction.scalars(found))

    def number_hash(self, nir: str) -> bytes:
        """Return the keyed hash of a member's NIR."""
        return self._pepper.hash("nir", nir)

    def fingerprint(self, status: CivilStatus) -> bytes:
        """Return the keyed hash of a member's civil status."""
        return fingerprint(self._pepper, status.particulars)


def status_of(account: Account, identity: Identity) -> CivilStatus:
    """Return the civil status that the holder of an account gave."""
    return CivilStatus(
        nir=account.identifier if account.identifier[:1].isdigit() else None,
        civility=Civility(account.civility or Civility.MADAME),
        birth_name=identity.birth_name,
        used_name=identity.used_name,
        first_names=tuple(account.first_names),
        birth_date=account.birth_date,
        birth_place=BirthPlace(identity.birth_place_kind, identity.birth_place_code, ""),
    )


def _proved_contacts(account: Account) -> list[tuple[Channel, str]]:
    return [
        (channel, contact)
        for channel in Channel
        if (contact := contact_of(account, channel)) and verified(account, channel)
    ]


def _known_contacts(member: Member) -> set[tuple[Channel, str]]:
    known = ((Channel.MAIL, member.known_mail), (Channel.SMS, member.known_phone))
    return {(channel, rewritten(channel, contact)) for channel, contact in known if contact}


def limit_in(transaction: Transaction, account: Account) -> Limit | None:
    """Return why an account is of limited reach; None for a full one."""
    identity = transaction.get(Identity, account.id) if account.reach is Reach.LIMITED else None
    return limit_of(identity.verdict, scanned=is_scanned(identity)) if identity else None


def is_scanned(identity: Identity) -> bool:
    """Return whether a scan was sent completely."""
    return any(scan.media_type for scan in identity.scans)
