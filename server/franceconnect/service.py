"""Account linking: the account of a vouched person, if any. Only a person who knows its password can link it."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Protocol, Self
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from server.challenges.service import Challenges, ChallengeState
from server.challenges.tables import Challenge
from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper, new_token, token_hash
from server.franceconnect.authorizations import VOUCHED_PERSON, VouchedPerson
from server.franceconnect.rules import FRANCECONNECT_EXPIRED, FRANCECONNECT_MISMATCH
from server.franceconnect.tables import FranceConnectTicket, TicketPurpose
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.identities.holders import Holders
from server.identities.links import join, leave
from server.identities.recognition import likely_accounts, particulars_of
from server.identities.rules import TOO_YOUNG
from server.identities.tables import FranceConnectLink, Identity
from server.identities.vouched import Vouched, vouched_of
from server.outbox.notifier import Notifier, preferred_contact
from server.outbox.texts import franceconnect_joined
from server.people.reach import Reach
from server.people.tables import Account
from server.rules.civil_status import AGE_LIMIT, too_young
from server.rules.codes import Purpose
from server.rules.likeness import Element, differences, is_one_correction
from server.rules.pivot import Pivot
from server.services import Services
from server.sessions.service import Session

# Long enough to recover a password, or to enrol.
_IDENTITY_LIFE = timedelta(hours=1)
# As long as a session.
_LOGOUT_LIFE = timedelta(hours=12)
# The elements that distinguish people.
_NAMING = frozenset({Element.BIRTH_NAME, Element.FIRST_NAMES, Element.BIRTH_DATE})


class _Exchanged(BaseModel):
    """The vouched person, and the URL that ends the session at FranceConnect, once."""

    vouched: Vouched
    logout_url: str


class SignedIn(_Exchanged):
    """The account is linked: the person is signed in."""

    kind: Literal["session"] = "session"
    session: Session


class CodeAsked(_Exchanged):
    """The account is linked, and asks for a code at each sign-in."""

    kind: Literal["code_required"] = "code_required"
    challenge: ChallengeState


class JoinRequired(_Exchanged):
    """One account is this person's; a sign-in with its password can link it.

    `account` is `old` if its password has 8 digits: that sign-in leads to the migration. It is `unchecked` if its
    holder is not proved: it may be a stranger's, and an enrolment with this identity replaces it. `differs` lists the
    elements that differ, such as a sex or first names that the register corrected since. `certain` is false if the
    account could be another person's, by such a difference or an incomplete date: an enrolment is possible as well.
    """

    kind: Literal["join_required"] = "join_required"
    account: Literal["current", "old", "unchecked"]
    differs: list[Element]
    certain: bool
    ticket: str


class SeveralMatches(_Exchanged):
    """Several accounts may be this person's; the password decides. `certain` as for `JoinRequired`."""

    kind: Literal["several_matches"] = "several_matches"
    certain: bool
    ticket: str


class CreationOffered(_Exchanged):
    """No account is this person's; an enrolment with the vouched identity is possible."""

    kind: Literal["creation"] = "creation"
    ticket: str


class Incomplete(_Exchanged):
    """Too little was transmitted to find an account; the person can link one, or enrol."""

    kind: Literal["incomplete"] = "incomplete"
    ticket: str


Outcome = Annotated[
    SignedIn | CodeAsked | JoinRequired | SeveralMatches | CreationOffered | Incomplete,
    Field(discriminator="kind"),
]


class Joined(BaseModel):
    """Whether the account is linked to FranceConnect, and since when."""

    joined: bool
    joined_at: datetime | None


class JoinProof(BaseModel):
    """An element differs in the account: the code that was sent to its contact proves that it is the person's."""

    differs: list[Element]
    challenge: ChallengeState


class Admission(Protocol):
    """The service that signs in a vouched person."""

    def admit_vouched(
        self, transaction: Transaction, account: Account, address: str, device_name: str | None
    ) -> Session | ChallengeState:
        """Open a session, or send a code where the account asks for one.

        Raises:
            Problem: `too_many_codes`.
        """


class EnrolmentBeginning(Protocol):
    """The service that begins an enrolment with a vouched identity."""

    def begin_vouched(
        self, transaction: Transaction, benefit: str | None, pivot: Pivot, subject: bytes
    ) -> BaseModel:
        """Begin an enrolment, and return the answer; `subject` is to be linked to the account."""


class AccountLinking:
    """The service of account linking."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        admission: Admission,
        challenges: Challenges,
        enrolments: EnrolmentBeginning,
        notifier: Notifier,
        holders: Holders,
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._admission = admission
        self._challenges = challenges
        self._enrolments = enrolments
        self._notifier = notifier
        self._holders = holders

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            admission=services[Admission],
            challenges=services[Challenges],
            enrolments=services[EnrolmentBeginning],
            notifier=services[Notifier],
            holders=services[Holders],
        )

    def subject_of(self, realm: str, sub: str) -> str:
        """Return the keyed hash of a provider's subject, in hexadecimal."""
        return self._pepper.hash("franceconnect", realm, sub).hex()

    def outcome(
        self,
        transaction: Transaction,
        person: VouchedPerson,
        *,
        base: str,
        address: str,
        device_name: str | None,
    ) -> Outcome:
        """Return the outcome of an exchange: a session, or what the person can do next.

        Args:
            transaction: sessions and tickets exist once it commits.
            person: the vouched person.
            base: public origin of this server.
            address: the client's.
            device_name: the name by which the person recognises the device.

        Raises:
            Problem: `too_many_codes`.
        """
        logout = self._ticket(transaction, TicketPurpose.LOGOUT, person.id_token.encode(), _LOGOUT_LIFE)
        vouched = vouched_of(person.pivot)
        logout_url = f"{base}/franceconnect/logout?ticket={logout}"
        link = transaction.get(FranceConnectLink, bytes.fromhex(person.subject))
        if link is not None:
            account = transaction.get_one(Account, link.account_id)
            if account.reach is Reach.LIMITED:  # more may be transmitted than when it was linked
                self._holders.vouched(transaction, account, person.pivot)
            admitted = self._admission.admit_vouched(transaction, account, address, device_name)
            if isinstance(admitted, Session):
                return SignedIn(vouched=vouched, logout_url=logout_url, session=admitted)
            return CodeAsked(vouched=vouched, logout_url=logout_url, challenge=admitted)
        ticket = self._ticket(
            transaction, TicketPurpose.IDENTITY, VOUCHED_PERSON.dump_json(person), _IDENTITY_LIFE
        )
        pivot = person.pivot
        if set(pivot.missing) - {Element.CIVILITY}:
            return Incomplete(vouched=vouched, logout_url=logout_url, ticket=ticket)
        found = likely_accounts(transaction, self._pepper, pivot.particulars)
        if not found:
            return CreationOffered(vouched=vouched, logout_url=logout_url, ticket=ticket)
        proved = [one for one in found if one.account.reach is Reach.FULL]
        likeliest = [one for one in proved if one.certain] or proved or found[:1]
        if len(likeliest) > 1:
            certain = likeliest[0].certain
            return SeveralMatches(vouched=vouched, logout_url=logout_url, ticket=ticket, certain=certain)
        [likely] = likeliest
        kind: Literal["current", "old"] = "old" if likely.account.legacy else "current"
        return JoinRequired(
            vouched=vouched,
            logout_url=logout_url,
            ticket=ticket,
            account=kind if proved else "unchecked",
            differs=sorted(likely.differs),
            certain=likely.certain,
        )

    def join(self, transaction: Transaction, account_id: UUID, ticket: str) -> Joined | JoinProof:
        """Link the account of a signed-in person and notify them, or ask for one more proof.

        Where one element differs, the civil status may have been corrected, or the account may belong to somebody who
        shares the device: a code goes to the contact of the account. The ticket works again after that.

        Raises:
            Problem: `franceconnect_expired`; `too_many_codes`; `franceconnect_mismatch` where more elements differ, or
                where one differs and no code can be sent.
        """
        person, found = self._opened(transaction, ticket)
        account = transaction.get_one(Account, account_id, with_for_update=True)
        differs = self._differs(transaction, person, account)
        # With hardly anything transmitted there is no contradiction, but no proof either.
        if not differs and not set(person.pivot.missing) >= _NAMING:
            transaction.delete(found)
            return self._join(transaction, person, account)
        known = preferred_contact(account)
        if known is None or (differs and not is_one_correction(differs)):
            raise _mismatch(differs)
        challenge = self._challenges.open(
            transaction,
            Purpose.FRANCECONNECT,
            *known,
            subject=self._proof_of(account_id),
            asker=None,
        )
        return JoinProof(differs=sorted(differs), challenge=challenge)

    def prove(
        self, transaction: Transaction, account_id: UUID, ticket: str, challenge_id: UUID, code: str
    ) -> Joined:
        """Link an account in which one element differs: the code of its contact was given.

        Raises:
            Problem: `franceconnect_expired`, `franceconnect_mismatch`; see `Challenges.verify`.
        """
        person, found = self._opened(transaction, ticket)
        account = transaction.get_one(Account, account_id, with_for_update=True)
        differs = self._differs(transaction, person, account)
        if differs and not is_one_correction(differs):
            raise _mismatch(differs)
        self._check_own(transaction, account_id, challenge_id)
        self._challenges.verify(transaction, challenge_id, code, Purpose.FRANCECONNECT)
        transaction.delete(found)
        return self._join(transaction, person, account)

    def resend(self, transaction: Transaction, account_id: UUID, challenge_id: UUID) -> ChallengeState:
        """Send a new code.

        Raises:
            Problem: see `Challenges.resend`.
        """
        self._check_own(transaction, account_id, challenge_id)
        return self._challenges.resend(transaction, challenge_id, (Purpose.FRANCECONNECT,))

    def _join(self, transaction: Transaction, person: VouchedPerson, account: Account) -> Joined:
        now = self._clock.now()
        join(transaction, bytes.fromhex(person.subject), account.id, now)
        self._notifier.notify_holder(transaction, account, franceconnect_joined)
        self._holders.vouched(transaction, account, person.pivot)
        return Joined(joined=True, joined_at=now)

    def _differs(
        self, transaction: Transaction, person: VouchedPerson, account: Account
    ) -> frozenset[Element]:
        """Return the elements in which the account differs from FranceConnect."""
        holder = particulars_of(account, transaction.get(Identity, account.id))
        return differences(person.pivot.particulars, holder)

    def _check_own(self, transaction: Transaction, account_id: UUID, challenge_id: UUID) -> None:
        """Check that a challenge belongs to that account.

        Raises:
            Problem: `not_found`.
        """
        challenge = transaction.get(Challenge, challenge_id)
        if challenge is None or challenge.counted != self._proof_of(account_id):
            raise Problem(NOT_FOUND)

    def _proof_of(self, account_id: UUID) -> bytes:
        return self._pepper.hash("franceconnect proof", str(account_id))

    def joined(self, transaction: Transaction, account_id: UUID) -> Joined:
        """Return whether the account is linked."""
        link = transaction.scalar(select(FranceConnectLink).where(FranceConnectLink.account_id == account_id))
        return Joined(joined=link is not None, joined_at=link.joined_at if link else None)

    def leave(self, transaction: Transaction, account_id: UUID) -> None:
        """Remove the link, if there is one."""
        leave(transaction, account_id)

    def enrol(self, transaction: Transaction, ticket: str, benefit: str | None) -> BaseModel:
        """Begin an enrolment with the vouched identity of a ticket, and return its answer.

        Raises:
            Problem: `franceconnect_expired`, `too_young`.
        """
        person, found = self._opened(transaction, ticket)
        born = person.pivot.born
        if born and too_young(born, self._clock.now().date()):
            raise Problem(TOO_YOUNG, age_limit=AGE_LIMIT)
        transaction.delete(found)
        return self._enrolments.begin_vouched(
            transaction, benefit, person.pivot, bytes.fromhex(person.subject)
        )

    def logged_out(self, transaction: Transaction, ticket: str) -> str | None:
        """Use up a logout ticket, and return the ID token of the session to end; None if the ticket does not work."""
        found = self._open(transaction, TicketPurpose.LOGOUT, ticket)
        if found is None:
            return None
        transaction.delete(found)
        return unseal(ticket, found.sealed).decode()

    def _ticket(
        self, transaction: Transaction, purpose: TicketPurpose, content: bytes, life: timedelta
    ) -> str:
        token = new_token()
        transaction.add(
            FranceConnectTicket(
                hash=token_hash(token),
                purpose=purpose,
                sealed=seal(token, content),
                expires_at=self._clock.now() + life,
            )
        )
        return token

    def _opened(self, transaction: Transaction, ticket: str) -> tuple[VouchedPerson, FranceConnectTicket]:
        """Return the person of a ticket, and the ticket, which is not used up."""
        found = self._open(transaction, TicketPurpose.IDENTITY, ticket)
        if found is None:
            raise Problem(FRANCECONNECT_EXPIRED)
        return VOUCHED_PERSON.validate_json(unseal(ticket, found.sealed)), found

    def _open(
        self, transaction: Transaction, purpose: TicketPurpose, ticket: str
    ) -> FranceConnectTicket | None:
        """Return a ticket for that purpose that still works, or None."""
        found = transaction.get(FranceConnectTicket, token_hash(ticket), with_for_update=True)
        if found is None or found.purpose is not purpose or self._clock.now() >= found.expires_at:
            return None
        return found


def _mismatch(differs: frozenset[Element]) -> Problem:
    return Problem(FRANCECONNECT_MISMATCH, differs=sorted(differs))
