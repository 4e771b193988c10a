"""Which account a vouched person has, if any. None is ever joined but by who knows its password."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.domain.enrolments import AGE_LIMIT, too_young
from server.domain.pivot import Pivot, same_date
from server.domain.reach import Reach
from server.enrolments.drafts import Drafts
from server.enrolments.state import Vouched, said_of
from server.franceconnect.authorizations import PERSON, Person
from server.franceconnect.links import join, leave
from server.identities.holders import Holders
from server.messages.telling import Teller
from server.messages.texts import franceconnect_joined
from server.problems import Code, Problem
from server.security.challenges import ChallengeState
from server.security.guessing import origin
from server.security.sealing import seal, unseal
from server.security.sessions import Session
from server.security.sign_in import Recognised, SignIn
from server.security.tokens import Pepper, new_token, token_hash
from server.store.enrolment_tables import Enrolment, Identity
from server.store.franceconnect_tables import FranceConnectLink, FranceConnectTicket, TicketPurpose
from server.store.tables import Account
from text_rules.folding import folded_letters

# To find one's password again, or to make an account.
_IDENTITY_LIFE = timedelta(hours=1)
# As long as a session.
_LOGOUT_LIFE = timedelta(hours=12)


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
    takes its place.
    """

    kind: Literal["join_required"] = "join_required"
    account: Literal["current", "old", "unchecked"]
    ticket: str


class SeveralMatches(_Exchanged):
    """Several accounts could be this person's: the password tells which."""

    kind: Literal["several_matches"] = "several_matches"
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


class Matching:
    """Vouched persons and the accounts of a store."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        sign_in: SignIn,
        drafts: Drafts,
        teller: Teller,
        holders: Holders,
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._sign_in = sign_in
        self._drafts = drafts
        self._teller = teller
        self._holders = holders

    def subject_of(self, realm: str, sub: str) -> str:
        """What a person of a provider is remembered by."""
        return self._pepper.hash("franceconnect", realm, sub).hex()

    def outcome(
        self, transaction: Transaction, person: Person, *, base: str, address: str, device_name: str | None
    ) -> Outcome:
        """What the person gets.

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
        vouched = said_of(person.pivot, self._clock.now().date())
        logout_url = f"{base}/franceconnect/logout?ticket={logout}"
        link = transaction.get(FranceConnectLink, bytes.fromhex(person.subject))
        if link is not None:
            account = transaction.get_one(Account, link.account_id)
            if account.reach is Reach.LIMITED:  # more may be transmitted than when it was joined
                self._holders.vouched(transaction, account, person.pivot)
            where = origin(self._pepper, account.identifier, address)
            recognised = Recognised(account.id, address, where)
            admitted = self._sign_in.admit(transaction, recognised, device_name)
            if isinstance(admitted, Session):
                return SignedIn(vouched=vouched, logout_url=logout_url, session=admitted)
            return CodeAsked(vouched=vouched, logout_url=logout_url, challenge=admitted)
        ticket = self._ticket(transaction, TicketPurpose.IDENTITY, PERSON.dump_json(person), _IDENTITY_LIFE)
        alike = self._alike(transaction, person.pivot)
        if alike is None:
            return Incomplete(vouched=vouched, logout_url=logout_url, ticket=ticket)
        if not alike:
            return CreationOffered(vouched=vouched, logout_url=logout_url, ticket=ticket)
        proved = [account for account in alike if account.reach is Reach.FULL]
        if not proved:
            return JoinRequired(vouched=vouched, logout_url=logout_url, ticket=ticket, account="unchecked")
        if len(proved) > 1:
            return SeveralMatches(vouched=vouched, logout_url=logout_url, ticket=ticket)
        return JoinRequired(
            vouched=vouched,
            logout_url=logout_url,
            ticket=ticket,
            account="old" if proved[0].legacy else "current",
        )

    def join(self, transaction: Transaction, account_id: UUID, ticket: str) -> Joined:
        """Join the account of a signed-in person, who is told so by a message.

        Raises:
            Problem: `franceconnect_expired`; `franceconnect_mismatch` where the account is somebody else's, such
                as that of the person with whom the device is shared.
        """
        person = self._opened(transaction, ticket)
        account = transaction.get_one(Account, account_id, with_for_update=True)
        if not _same_person(person.pivot, account, transaction.get(Identity, account_id)):
            raise Problem(Code.FRANCECONNECT_MISMATCH)
        now = self._clock.now()
        join(transaction, bytes.fromhex(person.subject), account_id, now)
        self._teller.tell_holder(transaction, account, franceconnect_joined)
        self._holders.vouched(transaction, account, person.pivot)
        return Joined(joined=True, joined_at=now)

    def joined(self, transaction: Transaction, account_id: UUID) -> Joined:
        """Whether the account is joined."""
        link = transaction.scalar(select(FranceConnectLink).where(FranceConnectLink.account_id == account_id))
        return Joined(joined=link is not None, joined_at=link.joined_at if link else None)

    def leave(self, transaction: Transaction, account_id: UUID) -> None:
        """Undo the joining, if there is one."""
        leave(transaction, account_id)

    def enrol(self, transaction: Transaction, ticket: str, benefit: str | None) -> tuple[Enrolment, str]:
        """The draft of an account, with what was vouched for, and its token.

        Raises:
            Problem: `franceconnect_expired`, `too_young`.
        """
        person = self._opened(transaction, ticket)
        today = self._clock.now().date()
        born = person.pivot.known_date(today)
        if born and too_young(born, today):
            raise Problem(Code.TOO_YOUNG, age_limit=AGE_LIMIT)
        return self._drafts.begin(
            transaction, benefit, pivot=person.pivot, subject=bytes.fromhex(person.subject)
        )

    def logged_out(self, transaction: Transaction, ticket: str) -> str | None:
        """The ID token of the session to end at the provider's; None where it ended, or the ticket was used."""
        content = self._open(transaction, TicketPurpose.LOGOUT, ticket)
        return content.decode() if content is not None else None

    def _alike(self, transaction: Transaction, pivot: Pivot) -> list[Account] | None:
        """The accounts of this identity; None where too little of it is known."""
        fingerprint = pivot.fingerprint(self._clock.now().date())
        if fingerprint is None:
            return None
        query = (
            select(Account)
            .join(Identity)
            .where(Identity.fingerprint == self._pepper.hash("identity", *fingerprint))
        )
        return [account for account in transaction.scalars(query) if _same_sex(pivot, account)]

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

    def _opened(self, transaction: Transaction, ticket: str) -> Person:
        content = self._open(transaction, TicketPurpose.IDENTITY, ticket)
        if content is None:
            raise Problem(Code.FRANCECONNECT_EXPIRED)
        return PERSON.validate_json(content)

    def _open(self, transaction: Transaction, purpose: TicketPurpose, ticket: str) -> bytes | None:
        """What a ticket holds; it is used up."""
        found = transaction.get(FranceConnectTicket, token_hash(ticket), with_for_update=True)
        if found is None or found.purpose is not purpose or self._clock.now() >= found.expires_at:
            return None
        transaction.delete(found)
        return unseal(ticket, found.sealed)


def _same_sex(pivot: Pivot, account: Account) -> bool:
    return pivot.civility is None or account.civility in {None, pivot.civility}


def _same_person(pivot: Pivot, account: Account, identity: Identity | None) -> bool:
    """Whether nothing that is known of the account's holder says otherwise.

    Where the birth name is not known, the one in use proves nothing.
    """
    if not (same_date(pivot.birth_date, account.birth_date.isoformat()) and _same_sex(pivot, account)):
        return False
    if pivot.first_names and folded_letters(pivot.first_names[0]) != folded_letters(account.first_names[0]):
        return False
    if identity is None:
        return True
    if pivot.birth_name and folded_letters(pivot.birth_name) != folded_letters(identity.birth_name):
        return False
    return pivot.birth_place is None or pivot.birth_place.code == identity.birth_place_code
