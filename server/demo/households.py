"""The people and households of the demonstration. Everything is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from server.demo.accounts import DEMO_ACCOUNTS, NEWCOMERS
from server.demo.documents import WAITING
from server.identities.recognition import fingerprint
from server.people.doors import Role
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import BirthPlace, Civility, CivilStatus, PlaceKind
from server.rules.codes import Channel
from server.rules.documents import DocumentKind, Verdict
from server.rules.payments import month_of

if TYPE_CHECKING:
    from server.crypto.tokens import Pepper

_NAMESPACE = UUID("6d6f6e2d-636f-4d70-8465-2d64656d6f31")

# Argon2id hashes of the public passwords of DEMO_ACCOUNTS, made in advance so that a start hashes nothing.
_PARAMETERS = "$argon2id$v=19$m=65536,t=3,p=4$"
_HASHES = {
    "responsable-seul": _PARAMETERS + "L7I9cRTwFd0pu6q7t+yKnQ$v3NUsumWxPCvSDbdSw1flTxqwoS2SDo4OtEmkSLJ4Aw",
    "responsable-couple": _PARAMETERS + "nmBaHYlrmZDjaJCNkQNajw$vurUiVphYUUAYVJ1upc2DvhMDpFH53m9BEgpengA33g",
    "conjoint-autorise": _PARAMETERS + "P44/VlBZw++f26qCjKNHqg$n/LWNn3ooKu7LW5YT2OEyJTVTcNXE1nboK/I5GmHodk",
    "conjoint-sans-procuration": _PARAMETERS
    + "XUqNVFTaXpWkIxUnTY3T6Q$gMh3vhzt9l2/PhaHzbDG+39qEDj5Ahjei+N9NjSMv4c",
    "enfant": _PARAMETERS + "F1MGIbWv+SG5/O1hvtvpKw$Sd++Kdl6S0MGJbqQBCJ8CY6gygJrfYcKMtgPJ6TqJXY",
    "ancien-seul": _PARAMETERS + "r2MjbAYv+jHwim5yR+h0QQ$7hpttPjNZQwHKopb3+m6YyQ3lydY5dWgviv9VgxpAP0",
    "ancien-couple": _PARAMETERS + "4N4x+4CyXxaU4G1tJk2mmA$xeh92MNuuqZQdFXPQw0RzYPsKZNLZMRX6MsOKdkx9XU",
    "provisoire": _PARAMETERS + "R8PgzIs4mBvccG0mF9xDyw$jWLCnfQC5pF5m0H/EvBl9BPKlUtZ4CIkCLc+uX2b5jI",
    "portee-limitee": _PARAMETERS + "dpXcsGnnHJeC9dlS+0GVaw$ZgstGaJa/AFKvjFQA03vtKQzwQqCCf1AsZ3I2B6dq0U",
    "code-a-la-connexion": _PARAMETERS + "4n35TcJ7P7Y4m6fouxIBag$1Okg8qvMrTHSxhvIQNE6RljSphxnUFsqzYNS4hrf8dw",
}
_IDENTIFIERS = {account.role: account.identifier for account in DEMO_ACCOUNTS}


def demo_id(*names: str) -> UUID:
    """Return an id that is the same at every start, so that links into the demonstration stay valid."""
    return uuid5(_NAMESPACE, "/".join(names))


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person with an account."""

    role: str
    civility: str | None
    first_names: tuple[str, ...]
    last_name: str
    birth_date: date
    # INSEE code of the commune, or of the country abroad.
    birth_place: str
    mail: str | None
    birth_name: str | None = None
    phone: str | None = None
    verified: bool = True
    street: str = "12 rue des Tilleuls"
    postcode: str = "35000"
    city: str = "Rennes"
    legacy: bool = False
    code_channel: Channel | None = None
    # Number of a document that could not be checked; None where the identity is proved.
    unchecked: str | None = None
    created_for: str | None = None

    @property
    def account_id(self) -> UUID:
        """Id of the account."""
        return demo_id("account", self.role)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_names[0]} {self.last_name}"

    def row(self) -> dict[str, Any]:
        """Return the row of the accounts table."""
        return {
            "id": self.account_id,
            "identifier": _IDENTIFIERS[self.role],
            "password_hash": _HASHES[self.role],
            "legacy": self.legacy,
            "code_channel": self.code_channel,
            "civility": self.civility,
            "first_names": list(self.first_names),
            "last_name": self.last_name,
            "birth_date": BirthDate.of(self.birth_date),
            "mail": self.mail,
            "mail_verified": bool(self.mail) and self.verified,
            "phone": self.phone,
            "phone_verified": bool(self.phone) and self.verified,
            "address": None
            if self.unchecked
            else {
                "lines": [self.street],
                "postcode": self.postcode,
                "city": self.city,
                "country": "France",
            },
        }

    @property
    def status(self) -> CivilStatus:
        """The civil status that the person gave when the account was created."""
        kind = PlaceKind.COUNTRY if self.birth_place.startswith("99") else PlaceKind.COMMUNE
        return CivilStatus(
            nir=None,
            civility=Civility(self.civility or Civility.MADAME),
            birth_name=self.birth_name or self.last_name,
            used_name=self.last_name if self.birth_name else None,
            first_names=self.first_names,
            birth_date=BirthDate.of(self.birth_date),
            birth_place=BirthPlace(kind, self.birth_place, ""),
        )

    def identity_row(self, pepper: Pepper) -> dict[str, Any]:
        """Return the row of the identities table."""
        status = self.status
        return {
            "account_id": self.account_id,
            "fingerprint": fingerprint(pepper, status.particulars),
            "birth_name": status.birth_name,
            "used_name": status.used_name,
            "birth_place_kind": status.birth_place.kind,
            "birth_place_code": self.birth_place,
            "document_kind": DocumentKind.PASSPORT if self.unchecked else DocumentKind.CNI,
            "document_number": self.unchecked,
            "verdict": Verdict.TO_CHECK if self.unchecked else Verdict.VERIFIED,
            "benefit": self.created_for,
        }


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """A member of a household without an account; `known_as` is the newcomer who may create one."""

    name: str
    known_as: str | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A person's place in a household."""

    who: Person | Stranger
    role: Role
    authorised: bool = False
    position: int = 0


@dataclass(frozen=True)
class Child:
    """A child of a household, born so many months before the newest payment: births are as old as what they changed."""

    name: str
    months: int
    day: int

    def born(self, newest: date) -> date:
        """Return the date of birth, where the newest payment is of this day."""
        return month_of(newest, self.months).replace(day=self.day)


@dataclass(frozen=True, kw_only=True)
class Household:
    """A household with its file. `pattern` names its figures in `figures`; `quotient` is in cents."""

    number: str
    pattern: str
    places: tuple[Place, ...]
    marital: str
    since: date | None
    occupation: str
    quotient: int | None
    # The eldest first.
    children: tuple[Child, ...] = ()
    closed_on: date | None = None
    account_end: str = field(default="1234")

    @property
    def file_id(self) -> UUID:
        """Id of the file."""
        return demo_id("file", self.number)

    @property
    def spouse(self) -> str | None:
        """First name of the spouse or partner."""
        return next((place.who.name.split()[0] for place in self.places if place.role is Role.CONJOINT), None)

    def row(self) -> dict[str, Any]:
        """Return the row of the files table."""
        return {
            "id": self.file_id,
            "number": self.number,
            "closed_on": self.closed_on,
            "marital": self.marital,
            "marital_since": self.since,
            "occupation": self.occupation,
            "children_count": len(self.children),
            "account_masked": f"•••• {self.account_end}",
        }

    def member_rows(self, pepper: Pepper) -> list[dict[str, Any]]:
        """Return the rows of the members table."""
        return [
            {
                "id": demo_id("member", self.number, str(index)),
                "file_id": self.file_id,
                "account_id": place.who.account_id if isinstance(place.who, Person) else None,
                "role": place.role,
                "authorised": place.authorised,
                "name": place.who.name,
                "position": place.position,
                **_known(place.who, pepper),
            }
            for index, place in enumerate(self.places)
        ]

    def child_rows(self, newest: date) -> list[dict[str, Any]]:
        """Return the rows of the members table for the children without an account, as of the newest payment."""
        placed = {place.who.name.split()[0] for place in self.places}
        family = self.places[0].who.name.split()[-1]
        return [
            {
                "id": demo_id("member", self.number, child.name),
                "file_id": self.file_id,
                "account_id": None,
                "role": Role.ENFANT,
                "authorised": False,
                "name": f"{child.name} {family}",
                "position": 0,
                "nir_hash": None,
                "fingerprint": None,
                "birth_date": child.born(newest).isoformat(),
                "known_mail": None,
                "known_phone": None,
            }
            for child in self.children
            if child.name not in placed
        ]


_CLAIRE = Person(
    role="responsable-seul",
    civility="madame",
    first_names=("Claire", "Anne"),
    last_name="Lefèvre",
    birth_date=date(1988, 6, 14),
    birth_place="35238",
    mail="claire.lefevre@example.org",
    phone="0612345642",
    street="4 allée des Acacias",
    postcode="35200",
)
_THOMAS = Person(
    role="responsable-couple",
    civility="monsieur",
    first_names=("Thomas",),
    last_name="Martin",
    birth_date=date(1985, 5, 23),
    birth_place="78006",
    mail="thomas.martin@example.org",
    phone="0698765418",
)
_INES = Person(
    role="conjoint-sans-procuration",
    civility="madame",
    first_names=("Inès",),
    last_name="Martin",
    birth_date=date(1987, 2, 9),
    birth_place="44109",
    birth_name="Fontaine",
    mail="ines.martin@example.org",
)
_LEA = Person(
    role="enfant",
    civility="madame",
    first_names=("Léa",),
    last_name="Martin",
    birth_date=date(2010, 4, 2),
    birth_place="35238",
    mail="lea.martin@example.org",
    verified=False,
)
_NADIA = Person(
    role="conjoint-autorise",
    civility="madame",
    first_names=("Nadia", "Samira"),
    last_name="Moreau",
    birth_date=date(1986, 9, 30),
    birth_place="22278",
    mail="nadia.moreau@example.org",
    phone="0634567890",
    street="27 quai de la Prévalaye",
)
_PIERRE = Person(
    role="ancien-seul",
    civility="monsieur",
    first_names=("Pierre",),
    last_name="Garnier",
    birth_date=date(1979, 11, 3),
    birth_place="56121",
    mail=None,
    street="8 place Sainte-Anne",
    legacy=True,
)
_MARIE = Person(
    role="ancien-couple",
    civility="madame",
    first_names=("Marie", "Ange"),
    last_name="Santoni",
    birth_date=date(1983, 12, 19),
    birth_place="2A004",
    mail="marie.santoni@example.org",
    phone="0655443322",
    verified=False,
    street="3 cours Napoléon",
    postcode="20000",
    city="Ajaccio",
    legacy=True,
)
_AMADOU = Person(
    role="provisoire",
    civility="monsieur",
    first_names=("Amadou",),
    last_name="Diallo",
    birth_date=date(1999, 1, 1),
    birth_place="99331",
    mail="amadou.diallo@example.org",
    phone="0677889911",
    street="15 boulevard de la Liberté",
)
_JULIEN = Person(
    role="code-a-la-connexion",
    civility="monsieur",
    first_names=("Julien",),
    last_name="Petit",
    birth_date=date(1991, 8, 7),
    birth_place="29019",
    mail="julien.petit@example.org",
    phone="0611223344",
    street="41 rue de Siam",
    postcode="29200",
    city="Brest",
    code_channel=Channel.MAIL,
)

# In no household: the account was created a few days ago, to ask for a benefit.
_SALOME = Person(
    role="portee-limitee",
    civility="madame",
    first_names=("Salomé",),
    last_name="Bertin",
    birth_date=date(1995, 6, 8),
    birth_place="69123",
    mail="salome.bertin@example.org",
    unchecked=WAITING,
    created_for="apl",
)

HOUSEHOLDS: tuple[Household, ...] = (
    Household(
        number="1046287",
        pattern="couple",
        places=(
            Place(who=_THOMAS, role=Role.RESPONSABLE),
            Place(who=_INES, role=Role.CONJOINT),
            Place(who=_LEA, role=Role.ENFANT),
        ),
        marital="couple",
        since=date(2012, 3, 1),
        occupation="employed",
        children=(Child("Léa", 199, 2), Child("Hugo", 98, 14)),
        quotient=687_00,
        account_end="7302",
    ),
    Household(
        number="1073915",
        pattern="couple",
        places=(
            Place(who=Stranger(name="Karim Moreau", known_as="connu-de-la-caf"), role=Role.RESPONSABLE),
            Place(who=_NADIA, role=Role.CONJOINT, authorised=True),
        ),
        marital="married",
        since=date(2019, 6, 15),
        occupation="employed",
        children=(Child("Adam", 151, 6), Child("Sofia", 98, 14)),
        quotient=687_00,
        account_end="5518",
    ),
    Household(
        number="0982640",
        pattern="closed",
        places=(Place(who=_NADIA, role=Role.RESPONSABLE, position=1),),
        marital="single",
        since=None,
        occupation="employed",
        quotient=None,
        closed_on=date(2019, 6, 30),
        account_end="9041",
    ),
    Household(
        number="1120458",
        pattern="lone_parent",
        places=(Place(who=_CLAIRE, role=Role.RESPONSABLE),),
        marital="separated",
        since=date(2023, 9, 17),
        occupation="employed",
        children=(Child("Emma", 147, 27), Child("Jules", 101, 9)),
        quotient=512_00,
    ),
    Household(
        number="0894471",
        pattern="housing",
        places=(Place(who=_PIERRE, role=Role.RESPONSABLE),),
        marital="single",
        since=None,
        occupation="unemployed",
        quotient=431_00,
        account_end="6620",
    ),
    Household(
        number="0917736",
        pattern="family",
        places=(
            Place(who=_MARIE, role=Role.RESPONSABLE),
            Place(who=Stranger(name="Ghjuvan Santoni"), role=Role.CONJOINT),
        ),
        marital="married",
        since=date(2008, 7, 12),
        occupation="employed",
        children=(Child("Lisandru", 118, 3), Child("Stella", 42, 21)),
        quotient=903_00,
        account_end="2287",
    ),
    Household(
        number="1158802",
        pattern="newcomer",
        places=(Place(who=_AMADOU, role=Role.RESPONSABLE),),
        marital="single",
        since=None,
        occupation="student",
        quotient=None,
        account_end="3175",
    ),
    Household(
        number="1099341",
        pattern="housing_refused",
        places=(Place(who=_JULIEN, role=Role.RESPONSABLE),),
        marital="single",
        since=None,
        occupation="employed",
        quotient=748_00,
        account_end="8456",
    ),
)


def people() -> list[Person]:
    """Return everybody who has an account."""
    found = {
        place.who.role: place.who
        for house in HOUSEHOLDS
        for place in house.places
        if isinstance(place.who, Person)
    }
    return [*found.values(), _SALOME]


def _known(who: Person | Stranger, pepper: Pepper) -> dict[str, Any]:
    """Return the columns of the members table by which the fund recognises a member."""
    if isinstance(who, Person):
        identifier = _IDENTIFIERS[who.role]
        return {
            "nir_hash": None if identifier.startswith("P") else pepper.hash("nir", identifier),
            "fingerprint": who.identity_row(pepper)["fingerprint"],
            "birth_date": str(who.birth_date),
            "known_mail": who.mail,
            "known_phone": who.phone,
        }
    newcomer = next((person for person in NEWCOMERS if person.case == who.known_as), None)
    if newcomer is None:
        return dict.fromkeys(("nir_hash", "fingerprint", "birth_date", "known_mail", "known_phone"))
    status = CivilStatus(
        nir=newcomer.nir,
        civility=Civility(newcomer.civility),
        birth_name=newcomer.birth_name,
        used_name=None,
        first_names=newcomer.first_names,
        birth_date=BirthDate.of(date.fromisoformat(newcomer.birth_date)),
        birth_place=BirthPlace(PlaceKind(newcomer.birth_place_kind), newcomer.birth_place_code, ""),
    )
    return {
        "nir_hash": pepper.hash("nir", newcomer.nir) if newcomer.nir else None,
        "fingerprint": fingerprint(pepper, status.particulars),
        "birth_date": newcomer.birth_date,
        "known_mail": newcomer.known_contact,
        "known_phone": None,
    }
