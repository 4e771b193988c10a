"""State of the civil status: who the person is."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar, Final, Literal

from api_client import Client
from api_client.enrolments import Element, Enrolment, Question, Vouched
from api_client.errors import ClientError, Refused
from api_client.places import BirthPlace, Place
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.dates import check_birth_date, sent_birth_date
from app.rules.identifiers import IdentifierKind, check_identifier, grouped, sent_identifier
from app.rules.names import check_name
from app.rules.problem import Fault, Problem
from text_rules.absence import means_no_name
from text_rules.dates import date_parts
from text_rules.names import first_names_in, tidy_name

__all__ = ["BirthPlace", "CivilStatus", "Element", "Place", "Question"]

_ELEMENTS: Final[tuple[Element, ...]] = (
    "birth_name",
    "first_names",
    "birth_date",
    "civility",
    "birth_place",
)

_PAUSE_SECONDS: Final = 0.15
"""Between the last key and the search: fast typing asks once, not at each letter."""

_LEAST_TYPED: Final = 2
_ONE_LETTER: Final = frozenset({"y"})
"""The commune of Y, in the Somme."""

_REFUSED: Final = {"vouched": Fault.VOUCHED, "nir_temporary": Fault.TEMPORARY, "nir_key": Fault.WRONG_KEY}
"""What is wrong with a field, by the server's code; any other is a shape."""


class CivilStatus(TypedForm):
    """What is typed of the person, and what is wrong with it.

    Attributes:
        problems: what is wrong, by field: nir, civility, birth_name, used_name, first_names, birth_date, birth_place.
        in_part: whether the person says not to know the day or the month of birth.
        no_first_name: whether there is no first name.
        no_birth_name: whether there are only first names.
        vouched: the fields that FranceConnect filled in, which are not the person's to change.
        questions: what the NIR seems to contradict; the person confirms or mends.
        place: the place chosen.
        places: those found for what is typed.
        attempts: submissions refused; changes each time, so that the errors are said again.
        given_nir: the number that the server took: it gives none back.
        submit: sends it all.
    """

    _TYPED: ClassVar = frozenset(
        {"nir", "birth_name", "used_name", "first_names", "day", "month", "year", "place_typed"}
    )

    def __init__(
        self,
        client: Client,
        take: Callable[[Enrolment], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._take = take
        self.has_nir = True
        self.nir = ""
        self.civility: Literal["madame", "monsieur"] | None = None
        self.birth_name = ""
        self.used_name = ""
        self.first_names = ""
        self._cut: tuple[str, ...] = ()
        self.no_first_name = False
        self.no_birth_name = False
        self.day = ""
        self.month = ""
        self.year = ""
        self.in_part = False
        self.place_typed = ""
        self.place: BirthPlace | None = None
        self.places: tuple[Place, ...] | None = None
        self.vouched: frozenset[Element] = frozenset()
        self.problems: dict[str, Problem] = {}
        self.questions: tuple[Question, ...] = ()
        self.attempts = 0
        self._search: asyncio.Task[None] | None = None
        self._confirmed = False
        self.given_nir: str | None = None
        self.submit = Command(self._send, observe=observe, navigates=True)

    def fill(self, known: Enrolment) -> None:
        """Take what the server knows already, for an enrolment taken up; a NIR is never given back."""
        status = known.civil_status
        if known.vouched is not None:
            self.vouched = frozenset(_ELEMENTS) - set(known.vouched.missing)
        if self.birth_name or self.first_names:
            return
        if status is None:
            if known.vouched is not None:
                self._fill_vouched(known.vouched)
            return
        self.has_nir = status.identifier_kind == "nir"
        self.civility = status.civility
        self.birth_name, self.used_name = status.birth_name, status.used_name or ""
        self._take_first_names(status.first_names)
        self.no_first_name, self.no_birth_name = not status.first_names, not status.birth_name
        self._take_birth_date(status.birth_date)
        self.place, self.place_typed = status.birth_place, status.birth_place.label
        self.tell()

    def _fill_vouched(self, vouched: Vouched) -> None:
        """Take what FranceConnect said; what it did not say is left to the person."""
        self.civility = vouched.civility
        self.birth_name = vouched.birth_name or ""
        self._take_first_names(vouched.first_names)
        self.no_first_name, self.no_birth_name = vouched.no_first_name, vouched.no_birth_name
        if vouched.birth_date is not None:
            self._take_birth_date(vouched.birth_date)
        if vouched.birth_place is not None:
            self.place, self.place_typed = vouched.birth_place, vouched.birth_place.label
        self.tell()

    def _take_birth_date(self, iso: str) -> None:
        """Show what is known of a date; nothing stands for what is not."""
        self.year, self.month, self.day = ("" if not int(part) else part for part in iso.split("-"))
        self.in_part = not (self.month and self.day)

    @property
    def birth_date(self) -> str:
        """The date of birth as it travels, once it is checked."""
        return sent_birth_date(self.day, self.month, self.year)

    def _take_first_names(self, names: tuple[str, ...]) -> None:
        """Show them in one field, and remember where one ends: a first name may hold a blank."""
        self._cut, self.first_names = names, " ".join(names)

    @property
    def first_name_list(self) -> tuple[str, ...]:
        """The first names one by one: as they were known, where nobody typed others."""
        return self._cut if " ".join(self._cut) == self.first_names else self._typed_first_names()

    def _typed_first_names(self) -> tuple[str, ...]:
        """Where commas part first names, as on papers, a blank is a part of one; elsewhere blanks part them."""
        names = first_names_in(self.first_names)
        return tuple(names if len(names) > 1 else " ".join(names).split())

    def type_text(self, field: str, text: str) -> None:
        """Take what a field holds now, of a whole date its parts; what was wrong with it is being mended."""
        if field in {"day", "month", "year"} and (parts := date_parts(text)):
            self.day, self.month, self.year = parts
            self.tell()
        else:
            setattr(self, field, text)
        self._mended("birth_date" if field in {"day", "month", "year"} else field)

    def _mended(self, field: str) -> None:
        if field in self.problems:
            del self.problems[field]

    async def know_in_part(self, in_part: bool) -> None:  # noqa: FBT001 - what a box to tick tells
        """Say whether the day or the month of birth is unknown."""
        self.in_part = in_part
        self._mended("birth_date")

    async def have_no_first_name(self, none: bool) -> None:  # noqa: FBT001 - the same
        """Say whether one has no first name; one typed before is still there on the way back."""
        self.no_first_name = none
        self._mended("first_names")

    def choose_civility(self, civility: Literal["madame", "monsieur"]) -> None:
        """Take a civility."""
        self.civility = civility
        self._mended("civility")

    def leave_nir(self) -> None:
        """Group the number as it is printed, now that nobody types in it."""
        self.nir = grouped(self.nir)
        self.tell()

    @property
    def temporary(self) -> bool:
        """Whether the number typed is one of somebody not registered for good: the enrolment goes on without."""
        problem = self.problems.get("nir")
        return problem is not None and problem.fault is Fault.TEMPORARY

    def swap_nir(self) -> None:
        """Say that one has a number, or has none."""
        self.has_nir = not self.has_nir
        self._mended("nir")

    def type_place(self, text: str) -> None:
        """Take what the field of the place holds now, and look for the places that begin so."""
        self.place_typed, self.place = text, None
        self._mended("birth_place")
        self._stop_search()
        typed = text.strip().casefold()
        if len(typed) < _LEAST_TYPED and typed not in _ONE_LETTER:
            self.places = None
        else:
            self._search = asyncio.create_task(self._find(text))

    async def _find(self, text: str) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        try:
            self.places = await self._client.places.search(text)
        except ClientError as error:
            self.places = None
            self.submit.error = error

    def choose(self, place: Place) -> None:
        """Take one of the places found."""
        self._stop_search()
        self.place, self.place_typed, self.places = place, place.label, None
        self._mended("birth_place")

    def _stop_search(self) -> None:
        """An older answer must not come after what was typed or chosen since."""
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def put_away(self) -> None:
        """Keep no refusal: the step is left; what is typed stays."""
        self.submit.drop()

    async def run(self) -> None:
        """Send the step, unless something is plainly wrong."""
        self._confirmed = False
        await self._try()

    async def confirm(self) -> None:
        """Send it as it stands, in spite of the questions."""
        self._confirmed = True
        await self._try()

    async def _try(self) -> None:
        self.submit.clear()
        self.questions = ()
        # What papers print where there is no name.
        if means_no_name(self.first_names) and "first_names" not in self.vouched:
            self.no_first_name = True
        if "birth_name" not in self.vouched:
            self.no_birth_name = means_no_name(self.birth_name)
        self.problems = self._check()
        if self.problems:
            self.attempts += 1
            return
        await self.submit.run()
        if isinstance(self.submit.error, Refused) and self.submit.error.fields:
            self.problems = {
                _field_of(name): Problem(_REFUSED.get(code, Fault.WRONG_SHAPE))
                for name, code in self.submit.error.fields.items()
            }
        if self.submit.error is not None or self.questions:
            self.attempts += 1

    def _check(self) -> dict[str, Problem]:
        found = {
            "nir": check_identifier(IdentifierKind.NIR, self.nir) if self.has_nir else None,
            "civility": None if self.civility else Problem(Fault.EMPTY),
            "birth_name": self._check_birth_name(),
            "used_name": check_name(self.used_name) if tidy_name(self.used_name) else None,
            "first_names": (
                None if self.no_first_name else check_name(" ".join(first_names_in(self.first_names)))
            ),
            "birth_date": check_birth_date(self.day, self.month, self.year, in_part=self.in_part),
            "birth_place": None if self.place else Problem(Fault.EMPTY),
        }
        # What was vouched for has whatever shape it has.
        return {
            field: problem
            for field, problem in found.items()
            if problem is not None and field not in self.vouched
        }

    def _check_birth_name(self) -> Problem | None:
        """Nobody has neither name."""
        if self.no_birth_name:
            return Problem(Fault.EMPTY) if self.no_first_name else None
        return check_name(self.birth_name)

    async def _send(self) -> None:
        if self.civility is None or self.place is None:
            return
        taken = await self._client.enrolments.civil_status(
            nir=sent_identifier(self.nir) if self.has_nir else None,
            civility=self.civility,
            birth_name=self._sent_birth_name(),
            used_name=tidy_name(self.used_name) or None,
            first_names=() if self.no_first_name else self.first_name_list,
            no_first_name=self.no_first_name,
            no_birth_name=self.no_birth_name,
            birth_date=self.birth_date,
            birth_place=self.place,
            confirmed=self._confirmed,
        )
        self.questions = taken.questions if not self._confirmed else ()
        if not self.questions:
            self.given_nir = sent_identifier(self.nir) if self.has_nir else None
            await self._take(taken.enrolment)

    def _sent_birth_name(self) -> str:
        if "birth_name" in self.vouched:
            return self.birth_name
        return "" if self.no_birth_name else tidy_name(self.birth_name)


def _field_of(name: str) -> str:
    """Return the field that a name of the API belongs to, such as `birth_place.code`."""
    return name.split(".", maxsplit=1)[0]
