"""What an accepted request changes at the fund: the situation of a file, or a file for who had none."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol
from uuid import uuid4

from sqlalchemy import select

from server.identities.holders import Holders
from server.identities.tables import Identity
from server.people.doors import Role
from server.people.tables import Account, File, Member
from server.requests.rules import RequestKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final, Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.requests.tables import Request
    from server.services import Services

_FILE_NUMBERS = 10_000_000


class Grant(NamedTuple):
    """What the fund grants: a benefit by its code, cents a month, the first day of the first month."""

    benefit: str
    amount: int
    since: date


class Rights(Protocol):
    """The rights of files, as requests need them."""

    def open(self, transaction: Transaction, file_id: UUID, benefit: str, amount: int, since: date) -> None:
        """Open a right: cents a month from a day on."""


class Effects:
    """The service of what follows from an acceptance."""

    def __init__(self, holders: Holders, rights: Rights) -> None:
        self._holders = holders
        self._rights = rights

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Holders], services[Rights])

    def apply(self, transaction: Transaction, request: Request, grant: Grant | None) -> None:
        """Change what an accepted request says, and open what is granted."""
        account = transaction.get_one(Account, request.account_id)
        if request.file_id is None and request.kind is RequestKind.BENEFIT:
            self._open_file(transaction, request, account)
        elif request.file_id is not None and (change := _CHANGES.get(request.questionnaire)):
            change(transaction.get_one(File, request.file_id), account, request.answers)
        if grant is not None and request.file_id is not None:
            self._rights.open(transaction, request.file_id, *grant)

    def _open_file(self, transaction: Transaction, request: Request, account: Account) -> None:
        """Open a file for a newcomer, who is its responsable."""
        answers = request.answers
        file = File(
            id=uuid4(),
            number=_new_number(transaction),
            closed_on=None,
            marital=_MARITAL.get(str(answers.get("marital")), "single"),
            marital_since=_day(answers.get("marital_since")),
            occupation=answers.get("occupation"),
            children_count=len(answers.get("children") or ()),
            account_masked=_masked(answers.get("iban")),
        )
        transaction.add(file)
        transaction.flush()
        identity = transaction.get(Identity, account.id)
        has_nir = not account.identifier.startswith("P")
        transaction.add(
            Member(
                id=uuid4(),
                file_id=file.id,
                account_id=account.id,
                role=Role.RESPONSABLE,
                authorised=False,
                name=f"{account.first_names[0]} {account.last_name}",
                position=len(account.memberships),
                nir_hash=self._holders.number_hash(account.identifier) if has_nir else None,
                fingerprint=identity.fingerprint if identity else None,
                birth_date=str(account.birth_date),
                known_mail=account.mail if account.mail_verified else None,
                known_phone=account.phone if account.phone_verified else None,
            )
        )
        request.file_id = file.id
        _move_to(account, answers.get("address"))


def _separation(file: File, _: Account, answers: Mapping[str, Any]) -> None:
    file.marital, file.marital_since = "separated", _day(answers.get("since"))


def _couple(file: File, _: Account, answers: Mapping[str, Any]) -> None:
    file.marital = _MARITAL.get(str(answers.get("union")), "couple")
    file.marital_since = _day(answers.get("since"))


def _moving(_: File, account: Account, answers: Mapping[str, Any]) -> None:
    _move_to(account, answers.get("address"))


def _bank_details(file: File, _: Account, answers: Mapping[str, Any]) -> None:
    file.account_masked = _masked(answers.get("iban"))


def _birth(file: File, _: Account, answers: Mapping[str, Any]) -> None:
    if answers.get("event") == "birth":
        file.children_count += max(1, len(answers.get("children") or ()))


def _departure(file: File, _: Account, __: Mapping[str, Any]) -> None:
    file.children_count = max(0, file.children_count - 1)


def _work(file: File, _: Account, answers: Mapping[str, Any]) -> None:
    file.occupation = _OCCUPATIONS.get(str(answers.get("now")), file.occupation)


def _move_to(account: Account, address: object) -> None:
    if isinstance(address, dict):
        account.address = {
            "lines": [line for line in (address.get("line1"), address.get("line2")) if line],
            "postcode": address.get("postcode", ""),
            "city": address.get("city", ""),
            "country": address.get("country", ""),
        }


def _masked(iban: object) -> str:
    return f"•••• {iban[-4:]}" if isinstance(iban, str) and iban else ""


def _day(value: object) -> date | None:
    """Return a date; None for one that is not known to the day."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _new_number(transaction: Transaction) -> str:
    """Return the number of a file that nobody has."""
    while True:
        number = f"{secrets.randbelow(_FILE_NUMBERS):07}"
        if transaction.scalar(select(File.id).where(File.number == number)) is None:
            return number


_MARITAL: Final[Mapping[str, str]] = {
    "single": "single",
    "couple": "couple",
    "married": "married",
    "pacs": "pacs",
    "separated": "separated",
    "widowed": "widowed",
}
_OCCUPATIONS: Final[Mapping[str, str]] = {
    "employed": "employed",
    "self_employed": "self_employed",
    "unemployed": "unemployed",
    "retired": "retired",
}
_CHANGES: Final[Mapping[str, Callable[[File, Account, Mapping[str, Any]], None]]] = {
    "separation": _separation,
    "couple": _couple,
    "moving": _moving,
    "bank_details": _bank_details,
    "birth": _birth,
    "child_departure": _departure,
    "work": _work,
}
