"""/v1/files/{file_id}/profile: what the fund knows of a household."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from server.http.dependencies import ClockOf, StoreOf, service
from server.http.problems import documented
from server.people.doors import DOOR_CLOSED, Door, Role
from server.people.tables import File, Member
from server.profile.service import HouseholdPerson, Profiles
from server.rules.birth_dates import SHAPE as BIRTH_DATE
from server.sessions.dependencies import membership_behind
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["files"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

ProfilesOf = Annotated[Profiles, Depends(service(Profiles))]

SituationMembership = Annotated[Member, Depends(membership_behind(Door.SITUATION))]


class ProfileEnding(BaseModel):
    """A benefit that may end as a child reaches an age in years, and the day on which that is."""

    benefit: str
    age: int
    on: date


class ProfilePerson(BaseModel):
    """A person of the household; `you` is who asks.

    `birth_date` is YYYY-MM-DD, with 00 for an unknown day or month; `age` is in whole years, null where it is unknown.
    """

    person_id: UUID
    name: str
    role: Role
    you: bool
    birth_date: Annotated[str, Field(pattern=BIRTH_DATE)] | None
    age: int | None
    ends: list[ProfileEnding]


class Profile(BaseModel):
    """What the fund knows of a household.

    `children_count` may be more than the children among the people: the fund learns the name of one later.
    `account_masked` is the end of the number of the bank account to which it pays.
    """

    file_id: UUID
    marital: Literal["single", "couple", "married", "pacs", "separated", "widowed"]
    since: date | None
    occupation: str | None
    children_count: int
    people: list[ProfilePerson]
    account_masked: str


@router.get("/profile")
def read_profile(
    member: SituationMembership, profiles: ProfilesOf, store: StoreOf, clock: ClockOf
) -> Profile:
    """Return what the fund knows of the household."""
    with store.read() as transaction:
        file = transaction.get_one(File, member.file_id)
        people = profiles.people(transaction, file.id, clock.now().date())
        return Profile(
            file_id=file.id,
            marital=file.marital,
            since=file.marital_since,
            occupation=file.occupation,
            children_count=file.children_count,
            people=[_person(each, member) for each in people],
            account_masked=file.account_masked,
        )


def _person(person: HouseholdPerson, asking: Member) -> ProfilePerson:
    return ProfilePerson(
        person_id=person.member.id,
        name=person.member.name,
        role=person.member.role,
        you=person.member.id == asking.id,
        birth_date=person.member.birth_date,
        age=person.age,
        ends=[ProfileEnding(benefit=each.benefit, age=each.age, on=each.on) for each in person.ends],
    )
