"""/v1/me: the person, their contacts and their files."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction
from sqlalchemy.orm import joinedload

from server.http.dependencies import StoreOf
from server.http.problems import documented
from server.identities.holders import limit_in
from server.identities.tables import Identity
from server.people.closing import closes_at
from server.people.doors import Role
from server.people.reach import Limit, Reach
from server.people.tables import Account, File, Member
from server.rules.birth_dates import SHAPE as BIRTH_DATE
from server.rules.identifiers import masked_identifier
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

# A person's files and all their members, in two statements however many they are.
_HOUSEHOLDS = joinedload(Account.memberships).joinedload(Member.file).selectinload(File.members)

router = APIRouter(prefix="/v1", tags=["accounts"], responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED))


class Address(BaseModel):
    """A postal address."""

    lines: list[str]
    postcode: str
    city: str
    country: str


class Contact(BaseModel):
    """A contact of the person."""

    mail: str | None
    phone: str | None
    mail_verified: bool
    phone_verified: bool
    address: Address | None


class FileSummary(BaseModel):
    """A file of the person.

    `authorised` is for a conjoint only; `spouse_name` and `spouse_authorised` are for the responsable of a couple only.
    """

    file_id: UUID
    number: Annotated[str, Field(pattern=r"^\d{7}$")]
    role: Role
    responsable_name: str
    authorised: bool | None
    spouse_name: str | None
    spouse_authorised: bool | None
    closed_on: date | None


class Creation(BaseModel):
    """When the account was created, and the benefit that it was created to ask for."""

    benefit: str | None
    opened_at: datetime | None


class Me(BaseModel):
    """The person who is signed in; `closes_at` is set once the person asked to close the account.

    With `limited` reach, `limit` says why: until that is settled, everything but the person's own data is closed
    (`door_closed`, `identity_unchecked`). `creation` is null where the fund opened the account. `birth_date` is
    YYYY-MM-DD, with 00 for an unknown day or month. A person with one name only has no first name, or an empty last
    name.
    """

    account_id: UUID
    civility: Literal["madame", "monsieur"] | None
    first_names: list[str]
    last_name: str
    birth_date: Annotated[str, Field(pattern=BIRTH_DATE)]
    identifier_kind: Literal["nir", "provisional"]
    masked_identifier: str
    contact: Contact
    closes_at: datetime | None
    reach: Reach
    limit: Limit | None
    creation: Creation | None
    files: list[FileSummary]


@router.get("/me")
def read_me(person: Person, store: StoreOf) -> Me:
    """Return the person who is signed in."""
    with store.read() as transaction:
        account = transaction.get_one(Account, person.account_id, options=[_HOUSEHOLDS])
        return Me(
            account_id=account.id,
            civility=account.civility,
            first_names=account.first_names,
            last_name=account.last_name,
            birth_date=account.birth_date.iso,
            identifier_kind="provisional" if account.identifier.startswith("P") else "nir",
            masked_identifier=masked_identifier(account.identifier),
            contact=Contact(
                mail=account.mail,
                phone=account.phone,
                mail_verified=account.mail_verified,
                phone_verified=account.phone_verified,
                address=Address(**account.address) if account.address else None,
            ),
            closes_at=closes_at(transaction, account.id),
            reach=account.reach,
            limit=limit_in(transaction, account),
            creation=_creation(transaction, account.id),
            files=[_summary(member, member.file.members) for member in account.memberships],
        )


def _creation(transaction: Transaction, account_id: UUID) -> Creation | None:
    known = transaction.get(Identity, account_id)
    return Creation(benefit=known.benefit, opened_at=known.opened_at) if known and known.opened_at else None


def _summary(member: Member, household: Sequence[Member]) -> FileSummary:
    responsable = next(other for other in household if other.role is Role.RESPONSABLE)
    spouse = next((other for other in household if other.role is Role.CONJOINT), None)
    told_of_spouse = spouse if member.role is Role.RESPONSABLE else None
    return FileSummary(
        file_id=member.file_id,
        number=member.file.number,
        role=member.role,
        responsable_name=responsable.name,
        authorised=member.authorised if member.role is Role.CONJOINT else None,
        spouse_name=told_of_spouse.name if told_of_spouse else None,
        spouse_authorised=told_of_spouse.authorised if told_of_spouse else None,
        closed_on=member.file.closed_on,
    )
