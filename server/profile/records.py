"""Records of a fund that the feature stores: households and their members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from pydantic import AfterValidator, Field
from sqlalchemy import select, update
from sqlalchemy.orm import Session as Transaction

from server.crypto.tokens import Pepper, readable_code
from server.db.bulk import IN_AT_ONCE, upsert
from server.feature import OPEN, Claim, Holding, Importable, Link
from server.identities.holders import Arrival, Holders
from server.identities.recognition import fingerprint
from server.imports.records import Day, Key, Record, Text, fault, id_of
from server.people.doors import Role
from server.people.tables import File, Member
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import name_error
from server.rules.identifiers import NirError, read_nir
from server.rules.likeness import Particulars, fingerprint_of
from server.services import Services
from text_rules.contacts import bare_address, bare_number

_ADULTS = (Role.RESPONSABLE, Role.CONJOINT)
_NAME_LENGTH = 200
_PARKED_LENGTH = 6


def _nir(typed: str) -> str:
    read = read_nir(typed)
    if isinstance(read, NirError):
        raise fault(read.value)
    return read


def _born(text: str) -> str:
    if BirthDate.read(text) is None:
        raise fault("birth_date")
    return text


def _name(text: str) -> str:
    if name_error(text):
        raise fault("name")
    return text


def _mail(text: str) -> str:
    address = bare_address(text)
    if address.count("@") != 1 or address.startswith("@") or "." not in address.rpartition("@")[2]:
        raise fault("mail")
    return address


def _phone(text: str) -> str:
    number = bare_number(text)
    if number is None:
        raise fault("phone")
    return number


_Name = Annotated[Text, AfterValidator(_name)]


class HouseholdRecord(Record):
    """A household, as the fund keeps its file. Members, rights and payments refer to its key."""

    kind: Literal["household"]
    number: str = Field(pattern=r"^[0-9]{7}$", description="The number that people know, 7 digits.")
    closed_on: Day | None = None
    marital: Literal["single", "couple", "married", "pacs", "separated", "widowed"]
    marital_since: Day | None = None
    occupation: Literal["employed", "self_employed", "unemployed", "student", "retired", "none"] | None = None
    children_count: int = Field(ge=0, le=30)
    account_end: str = Field(
        pattern=r"^[0-9A-Z]{4}$",
        description="The last 4 signs of the number of the bank account; no more is taken.",
    )


class MemberRecord(Record):
    """A person of a household. Their own account is joined to it when it is created, or when this record comes."""

    kind: Literal["member"]
    household: Key
    role: Role
    birth_name: _Name
    used_name: _Name | None = None
    first_names: tuple[_Name, ...] = Field(
        (),
        max_length=10,
        description="In CSV one cell, with | between two of them; none for a person of one name.",
    )
    birth_date: Annotated[str, AfterValidator(_born)] = Field(
        description="YYYY-MM-DD; 00 for a month or a day that nobody knows."
    )
    birth_place: Annotated[str, Field(pattern=r"^([0-9]{5}|2[AB][0-9]{3})$")] | None = Field(
        None, description="INSEE code of the commune, or 99 and the code of the country."
    )
    nir: Annotated[str, AfterValidator(_nir)] | None = Field(
        None, max_length=30, description="13 digits, or 15 with the key, which is then checked."
    )
    mail: Annotated[str, Field(max_length=254), AfterValidator(_mail)] | None = None
    phone: Annotated[str, Field(max_length=20), AfterValidator(_phone)] | None = None
    authorised: bool | None = Field(
        None, description="For a conjoint: the procuration. Absent, what was chosen in Mon Compte stays."
    )

    @property
    def born(self) -> BirthDate:
        """The date of birth."""
        born = BirthDate.read(self.birth_date)
        assert born is not None  # noqa: S101 - it was validated
        return born

    @property
    def particulars(self) -> Particulars:
        """What is compared with what people say of themselves; a place that is not known is no common one."""
        return Particulars(
            birth_name=self.birth_name,
            first_names=self.first_names,
            birth_date=self.born,
            civility=None,
            place=self.birth_place,
            other_name=self.used_name,
        )


class _Known(NamedTuple):
    id: UUID
    record: MemberRecord
    number: bytes | None
    fingerprint: bytes | None


def _number(services: Services, nir: str) -> bytes:
    return services[Pepper].hash("nir", nir)


def _write_households(_: Services, transaction: Transaction, records: Sequence[HouseholdRecord]) -> None:
    rows = [
        {
            "id": id_of("household", each.key),
            "number": each.number,
            "closed_on": each.closed_on,
            "marital": each.marital,
            "marital_since": each.marital_since,
            "occupation": each.occupation,
            "children_count": each.children_count,
            "account_masked": f"•••• {each.account_end}",
        }
        for each in records
    ]
    _free_numbers(transaction, {each.number: id_of("household", each.key) for each in records})
    upsert(transaction, File, rows)


def _free_numbers(transaction: Transaction, wanted: Mapping[str, UUID]) -> None:
    """Take numbers from households that these records, or later ones, give another: a number has one household.

    Two that swap theirs could not be written otherwise, in whatever order.
    """
    numbers = list(wanted)
    for start in range(0, len(numbers), IN_AT_ONCE):
        held = select(File.id, File.number).where(File.number.in_(numbers[start : start + IN_AT_ONCE]))
        for own, number in transaction.execute(held).all():
            if own != wanted[number]:
                parked = f"-{readable_code(_PARKED_LENGTH)}"
                transaction.execute(update(File).where(File.id == own).values(number=parked))


def _household_claims(_: Services, record: HouseholdRecord) -> Iterator[Claim]:
    yield Claim("number_taken", "number", record.number.encode(), id_of("household", record.key))


def _households_held(transaction: Transaction, rule: str, tokens: Sequence[bytes]) -> Iterator[Holding]:
    if rule == "number_taken":
        numbers = [token.decode() for token in tokens]
        for number, own in transaction.execute(select(File.number, File.id).where(File.number.in_(numbers))):
            yield Holding(number.encode(), own, own)
    elif rule == OPEN:
        ids = [UUID(bytes=token) for token in tokens]
        for own, closed_on in transaction.execute(select(File.id, File.closed_on).where(File.id.in_(ids))):
            yield Holding(own.bytes, own, own, closed_on is None)


def _write_members(services: Services, transaction: Transaction, records: Sequence[MemberRecord]) -> None:
    """Store members, and join them to the accounts of those who they are."""
    pepper = services[Pepper]
    known = [
        _Known(
            id_of("member", each.key),
            each,
            _number(services, each.nir) if each.nir else None,
            fingerprint(pepper, each.particulars) if fingerprint_of(each.particulars) else None,
        )
        for each in records
    ]
    _part_from_others(transaction, known)
    for said in (True, False):
        rows = [_row(each) for each in known if (each.record.authorised is not None) is said]
        upsert(transaction, Member, rows, only_new=("position", *(() if said else ("authorised",))))
    services[Holders].arrived(
        transaction, [Arrival(each.id, each.record.nir, each.fingerprint) for each in known]
    )


def _row(known: _Known) -> dict[str, object]:
    record = known.record
    shown = (*record.first_names[:1], record.used_name or record.birth_name)
    return {
        "id": known.id,
        "file_id": id_of("household", record.household),
        "role": record.role,
        "authorised": bool(record.authorised),
        "name": " ".join(shown)[:_NAME_LENGTH],
        "position": 0,
        "nir_hash": known.number,
        "fingerprint": known.fingerprint,
        "birth_date": record.birth_date,
        "known_mail": record.mail,
        "known_phone": record.phone,
    }


def _part_from_others(transaction: Transaction, known: Sequence[_Known]) -> None:
    """Take the account from a member who turns out to have another NIR: it is somebody else's."""
    numbers = {each.id: each.number for each in known}
    held = select(Member.id, Member.nir_hash).where(
        Member.id.in_(numbers), Member.account_id.is_not(None), Member.nir_hash.is_not(None)
    )
    other = [own for own, number in transaction.execute(held) if number != numbers[own]]
    if other:
        transaction.execute(update(Member).where(Member.id.in_(other)).values(account_id=None))


def _member_links(record: MemberRecord) -> Iterator[Link]:
    yield Link("household", "household", record.household)


def _member_claims(services: Services, record: MemberRecord) -> Iterator[Claim]:
    if record.nir is None:
        return
    household = id_of("household", record.household)
    number = _number(services, record.nir)
    yield Claim("nir_twice", "nir", number + household.bytes, household)
    if record.role in _ADULTS:
        yield Claim("two_households", "nir", number, household, among_open=True)


def _members_held(transaction: Transaction, rule: str, tokens: Sequence[bytes]) -> Iterable[Holding]:
    if rule not in {"nir_twice", "two_households"}:
        return
    numbers = {token[:32] for token in tokens}
    query = (
        select(Member.nir_hash, Member.id, Member.file_id, File.closed_on, Member.role)
        .join(File)
        .where(Member.nir_hash.in_(numbers))
    )
    for number, own, household, closed_on, role in transaction.execute(query):
        assert number is not None  # noqa: S101 - it is one of those asked for
        token = number + household.bytes if rule == "nir_twice" else number
        if token in tokens and (rule == "nir_twice" or role in _ADULTS):
            yield Holding(token, own, household, closed_on is None)


IMPORTABLE = (
    Importable(
        kind="household",
        model=HouseholdRecord,
        table=File,
        write=_write_households,
        claims=_household_claims,
        held=_households_held,
        is_open=lambda record: record.closed_on is None,
    ),
    Importable(
        kind="member",
        model=MemberRecord,
        table=Member,
        write=_write_members,
        links=_member_links,
        claims=_member_claims,
        held=_members_held,
    ),
)
