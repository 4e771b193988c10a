"""State of Mon agenda: the dates of some months."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from api_client import Client
from api_client.agenda import AgendaDate, AgendaDates
from api_client.errors import ClientError
from app.agenda.paths import MONTH, SINCE, agenda_path
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.rules.months import month_named, months_later

__all__ = ["Agenda", "AgendaDate", "AgendaDates", "Months"]

_TOGETHER: Final = 3
_YEARS: Final = (2000, 2099)


@dataclass(frozen=True, slots=True)
class Months:
    """Months in a row that are looked at.

    Attributes:
        first: the first of them, YYYY-MM; None for those that begin with the fund's present one.
        alone: whether it is one month.
    """

    first: str | None = None
    alone: bool = False

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Self:
        """Return the months that an address names; those of now where it names none."""
        month = _month(query.get(MONTH, ""))
        return cls(month, alone=True) if month is not None else cls(_month(query.get(SINCE, "")))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day; None where the fund knows them."""
        if self.first is None:
            return None, None
        first = date.fromisoformat(f"{self.first}-01")
        after = months_later(self.first, 1 if self.alone else _TOGETHER)
        return first, date.fromisoformat(f"{after}-01") - timedelta(days=1)

    def path(self, shown: AgendaDates, turn: int) -> str:
        """Return the path of the months after those that are shown, or of those before where `turn` is negative."""
        first = f"{shown.since:%Y-%m}"
        if self.alone:
            return agenda_path(month=months_later(first, turn))
        return agenda_path(since=months_later(first, turn * _TOGETHER))


def _month(said: str) -> str | None:
    month = month_named(said)
    return month if month is not None and _YEARS[0] <= int(month[:4]) <= _YEARS[1] else None


class Agenda(Resource[AgendaDates]):
    """The dates of a person and of one of their files in some months."""

    def __init__(
        self,
        client: Client,
        file_id: str | None,
        months: Months,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        async def read() -> AgendaDates:
            return await client.agenda.list(file_id, *months.days)

        super().__init__(read, observe=observe)
        self.months = months

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None, months: Months) -> Self:
        """Return the state of those months of a person's file, or of what is theirs alone."""
        return cls(person.page.client, file_id, months, observe=person.page.session.observe)
