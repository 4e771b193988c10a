"""Which account a vouched person has, if any. None is ever joined but by who knows its password."""

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
from server.franceconnect.authorizations import PERSON, Person
from server.franceconnect.rules import FRANCECONNECT_EXPIRED, FRANCECONNECT_MISMATCH
from server.franceconnect.tables import FranceConnectTicket, TicketPurpose
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.identities.holders import Holders
from server.identities.links import join, leave
from server.identities.recognition import alike, particulars_of
from server.identities.rules import TOO_YOUNG
from server.identities.tables import FranceConnectLink, Identity
from server.identities.vouched import Vouched, said_of
from server.messages.notifier import Notifier, preferred_contact
from server.messages.texts import franceconnect_joined
from server.people.reach import Reach
from server.people.tables import Account
from server.rules.civil_status import AGE_LIMIT, too_young
from server.rules.codes import Purpose
from server.rules.likeness import Element, differences, is_one_correction
from server.rules.pivot import Pivot
from server.services import Services
from server.sessions.service import Session

# To find one's password again, or to make an account.
_IDENTITY_LIFE = timedelta(hours=1)
# As long as a session.
_LOGOUT_LIFE = timedelta(hours=12)
# What tells one person from another.
_NAMING = frozenset({Element.BIRTH_NAME, Element.FIRST_NAMES, Element.BIRTH_DATE})


class _Exchanged(BaseModel):
    """Who FranceConnect vouched for, and where the browser goes to leave FranceConnect, once."""

    vouched: Vouched
    logout_url: str


class SignedIn(_Exchanged):
    """The person joined FranceConnect before: signed in."""

    kind: Literal["session"] = "session"
    session: Session


class CodeAsked(_Exchanged):
    """The same, for an account that asks for a code at each sign-in."""

    kind: Literal["code_required"] = "code_required"
    challenge: ChallengeState


class JoinRequired(_Exchanged):
    """One account is this person's: to be joined after one sign-in with its password.

    `account` is `old` for one whose password has 8 digits: that sign-in leads to the change of connection. It is
    `unchecked` where nobody proved to be its holder: it may be a stranger's, and an account created with this identity
    takes its place. `differs` says what is otherwise in it, such as a sex or first names that the register corrected
    since. `certain` is false where it could be another person's, by that or by a date known in part: an account can be
    created as well.
    """

    kind: Literal["join_required"] = "join_required"
    account: Literal["current", "old", "unchecked"]
    differs: list[Element]
    certain: bool
    ticket: str


class SeveralMatches(_Exchanged):
    """Several accounts could be this person's: the password tells which. `certain` as for `JoinRequired`."""

    kind: Literal["several_matches"] = "several_matches"
    certain: bool
    ticket: str


class CreationOffered(_Exchanged):
    """No account is this person's: one can be made with what was vouched for."""

    kind: Literal["creation"] = "creation"
    ticket: str


class Incomplete(_Exchanged):
    """Too little was transmitted to look for an account: one can be joined, or made with what is there."""

    kind: Literal["incomplete"] = "incomplete"
    ticket: str


Outcome = Annotated[
    SignedIn | CodeAsked | JoinRequired | SeveralMatches | CreationOffered | Incomplete,
    Field(discriminator="kind"),
]


class Joined(BaseModel):
    """Whether the account is joined to FranceConnect, and since when."""

    joined: bool
    joined_at: datetime | None


class JoinProof(BaseModel):
    """Something of the holder is otherwise in the account: the code that went to its contact proves who it is."""

    differs: list[Element]
    challenge: ChallengeState


class Admission(Protocol):
    """What lets in the holder of an account whom FranceConnect vouched for."""

    def admit_vouched(
        self, transaction: Transaction, account: Account, address: str, device_name: str | None
    ) -> Session | ChallengeState:
        """Open a session, or send a code where the account asks for one.

        Raises:
            Problem: `too_many_codes`.
        """


class EnrolmentBeginning(Protocol):
    """What begins an account for whom FranceConnect vouched."""

    def begin_vouched(
        self, transaction: Transaction, benefit: str | None, pivot: Pivot, subject: bytes
    ) -> BaseModel:
        """Begin, and return the answer; `subject` is to be joined to the account."""


class AccountLinking:
    """Vouched persons and the accounts of a store."""

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
        """Return what a person of a provider is remembered by."""
        return self._pepper.hash("franceconnect", realm, sub).hex()

    def outcome(
        self, transaction: Transaction, person: Person, *, base: str, address: str, device_name: str | None
    ) -> Outcome:
        """Return what the person gets.

        Args:
            transaction: sessions and tickets are there when it commits.
            person: who was vouched for.
            base: public origin of this server.
            address: of the client.
            device_name: how the person will recognise the device.

        Raises:
            Problem: `too_many_codes`.
        """
        logout = self._ticket(transaction, TicketPurpose.LOGOUT, person.id_token.encode(), _LOGOUT_LIFE)
        vouched = said_of(person.pivot)
        logout_url = f"{base}/franceconnect/logout?ticket={logout}"
        link = transaction.get(FranceConnectLink, bytes.fromhex(person.subject))
        if link is not None:
            account = transaction.get_one(Account, link.account_id)
            if account.reach is Reach.LIMITED:  # more may be transmitted than when it was joined
                self._holders.vouched(transaction, account, person.pivot)
            admitted = self._admission.admit_vouched(transaction, account, address, device_name)
            if isinstance(admitted, Session):
                return SignedIn(vouched=vouched, logout_url=logout_url, session=admitted)
            return CodeAsked(vouched=vouched, logout_url=logout_url, challenge=admitted)
        ticket = self._ticket(transaction, TicketPurpose.IDENTITY, PERSON.dump_json(person), _IDENTITY_LIFE)
        pivot = person.pivot
        if set(pivot.missing) - {Element.CIVILITY}:
            return Incomplete(vouched=vouched, logout_url=logout_url, ticket=ticket)
        found = alike(transaction, self._pepper, pivot.particulars)
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
        """Join the account of a signed-in person, who is told so by a message; or ask for one proof more.

        Where one thing is otherwise in the account, the person's civil status may have been corrected, or the holder be
        somebody with whom the device is shared: a code goes to the contact of the account. The ticket serves again.

        Raises:
            Problem: `franceconnect_expired`; `too_many_codes`; `franceconnect_mismatch` where more differs, or where
                one thing does and no code can be sent.
        """
        person, found = self._opened(transaction, ticket)
        account = transaction.get_one(Account, account_id, with_for_update=True)
        differs = self._differs(transaction, person, account)
        # Of a person of whom hardly anything was transmitted nothing contradicts anybody: that is no proof.
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
        """Join the account although one thing is otherwise in it: the code of its contact was given.

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

    def _join(self, transaction: Transaction, person: Person, account: Account) -> Joined:
        now = self._clock.now()
        join(transaction, bytes.fromhex(person.subject), account.id, now)
        self._notifier.notify_holder(transaction, account, franceconnect_joined)
        self._holders.vouched(transaction, account, person.pivot)
        return Joined(joined=True, joined_at=now)

    def _differs(self, transaction: Transaction, person: Person, account: Account) -> frozenset[Element]:
        """Return where the account says otherwise than FranceConnect."""
        holder = particulars_of(account, transaction.get(Identity, account.id))
        return differences(person.pivot.particulars, holder)

    def _check_own(self, transaction: Transaction, account_id: UUID, challenge_id: UUID) -> None:
        """Make sure that a challenge is of that account.

        Raises:
            Problem: `not_found`.
        """
        challenge = transaction.get(Challenge, challenge_id)
        if challenge is None or challenge.counted != self._proof_of(account_id):
            raise Problem(NOT_FOUND)

    def _proof_of(self, account_id: UUID) -> bytes:
        return self._pepper.hash("franceconnect proof", str(account_id))

    def joined(self, transaction: Transaction, account_id: UUID) -> Joined:
        """Return whether the account is joined."""
        link = transaction.scalar(select(FranceConnectLink).where(FranceConnectLink.account_id == account_id))
        return Joined(joined=link is not None, joined_at=link.joined_at if link else None)

    def leave(self, transaction: Transaction, account_id: UUID) -> None:
        """Undo the joining, if there is one."""
        leave(transaction, account_id)

    def enrol(self, transaction: Transaction, ticket: str, benefit: str | None) -> BaseModel:
        """Begin an account with what was vouched for, and return what the enrolment answers.

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
        """Return the ID token of the session to end at the provider's; None where it ended, or the ticket was used."""
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

    def _opened(self, transaction: Transaction, ticket: str) -> tuple[Person, FranceConnectTicket]:
        """Return who a ticket is for; it is not used up yet."""
        found = self._open(transaction, TicketPurpose.IDENTITY, ticket)
        if found is None:
            raise Problem(FRANCECONNECT_EXPIRED)
        return PERSON.validate_json(unseal(ticket, found.sealed)), found

    def _open(
        self, transaction: Transaction, purpose: TicketPurpose, ticket: str
    ) -> FranceConnectTicket | None:
        """Return a ticket that still serves for that."""
        found = transaction.get(FranceConnectTicket, token_hash(ticket), with_for_update=True)
        if found is None or found.purpose is not purpose or self._clock.now() >= found.expires_at:
            return None
        return found


def _mismatch(differs: frozenset[Element]) -> Problem:
    return Problem(FRANCECONNECT_MISMATCH, differs=sorted(differs))
