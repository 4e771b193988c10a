"""`/v1/files/{file_id}/profile`: what the fund knows of a household."""

from datetime import date
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.transport import Call


class ProfileEnding(Model):
    """A benefit that may end as a child reaches an age in years, and the day on which that is."""

    benefit: str
    age: int
    on: date


class ProfilePerson(Model):
    """A person of the household.

    Attributes:
        person_id: as forms name them.
        name: first and last name.
        role: in the file.
        you: whether it is who asks.
        birth_date: YYYY-MM-DD, with 00 for an unknown day or month; None where it is unknown.
        age: in whole years; None where it is unknown.
        ends: what may end as they grow, the soonest first.
    """

    person_id: str
    name: str
    role: Literal["responsable", "conjoint", "enfant", "personne_a_charge"]
    you: bool
    birth_date: str | None
    age: int | None
    ends: tuple[ProfileEnding, ...]


class Profile(Model):
    """What the fund knows of a household; `children_count` may be more than the children among the people."""

    file_id: str
    marital: Literal["single", "couple", "married", "pacs", "separated", "widowed"]
    since: date | None
    occupation: str | None
    children_count: int
    people: tuple[ProfilePerson, ...]
    account_masked: str


class Profiles:
    """The profiles of files."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def read(self, file_id: str) -> Profile:
        """Ask for what the fund knows of a household.

        Raises:
            DoorClosed: the person may not see the situation of this file.
            NotFound: no such file of this person's.
        """
        return Profile.read(await self._keeper.send(Call.of("GET", "v1", "files", file_id, "profile")))
