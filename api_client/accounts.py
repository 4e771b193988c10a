"""`/v1/me`: the person who is signed in."""

from datetime import date, datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.identity import Limit, Reach
from api_client.model import Model
from api_client.transport import Call


class Address(Model):
    """A postal address."""

    lines: tuple[str, ...]
    postcode: str
    city: str
    country: str


class Contact(Model):
    """Where the person can be reached."""

    mail: str | None
    phone: str | None
    mail_verified: bool
    phone_verified: bool
    address: Address | None


class FileSummary(Model):
    """A file that the person stands in.

    Attributes:
        number: seven digits, shown to the person.
        authorised: for a conjoint, whether the responsable gave a procuration; None for every other role.
        spouse_name: the spouse's name, where there is one.
        spouse_authorised: for a responsable, whether the spouse has the procuration.
        closed_on: the day the file was closed; None while it is open.
    """

    file_id: str
    number: str
    role: Literal["responsable", "conjoint", "enfant", "personne_a_charge"]
    responsable_name: str
    authorised: bool | None
    spouse_name: str | None
    spouse_authorised: bool | None
    closed_on: date | None


class Creation(Model):
    """The creation of the account, and the benefit that it was created to ask for."""

    benefit: str | None
    opened_at: datetime | None


class Me(Model):
    """The person.

    Attributes:
        birth_date: text, since civil status knows days such as `1977-00-03`.
        closes_at: when the account closes, once that was asked for.
        reach: `limited` until it is proved who the holder is: what is not the person's own is closed meanwhile.
        limit: why it is limited.
        creation: None where the fund opened the account.
    """

    account_id: str
    civility: Literal["madame", "monsieur"] | None
    first_names: tuple[str, ...]
    last_name: str
    birth_date: str
    identifier_kind: Literal["nir", "provisional"]
    masked_identifier: str
    contact: Contact
    closes_at: datetime | None = None
    reach: Reach = "full"
    limit: Limit | None = None
    creation: Creation | None = None
    files: tuple[FileSummary, ...]


class Accounts:
    """The account of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def me(self) -> Me:
        """Ask who is signed in, and in which files that person stands.

        Raises:
            SessionExpired: nobody is, any more.
            MigrationRequired: the account has to be migrated first.
        """
        return Me.read(await self._keeper.send(Call.of("GET", "v1", "me")))
