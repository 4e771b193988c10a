"""State of the civil status: who the person is."""

from collections.abc import Awaitable, Callable
from typing import Final

from api_client import Client
from api_client.enrolments import Civility, Element, Enrolment, Question, Vouched
from api_client.errors import ClientError
from api_client.places import BirthPlace, Place
from app.core.field import Checkbox, Choice, Common, Field, PartialDate, Text
from app.core.form import Form
from app.enrolment.birth_place import BirthPlaceField
from app.rules.identifiers import IdentifierKind, check_identifier, grouped, sent_identifier
from app.rules.names import check_name
from app.rules.problem import Fault, Problem
from text_rules.absence import means_no_name
from text_rules.names import first_names_in, tidy_name

__all__ = ["BirthPlace", "CivilStatus", "Element", "Place", "Question"]

_ELEMENTS: Final[tuple[Element, ...]] = (
    "birth_name",
    "first_names",
    "birth_date",
    "civility",
    "birth_place",
)

_REFUSED: Final = {"vouched": Fault.VOUCHED, "nir_temporary": Fault.TEMPORARY, "nir_key": Fault.WRONG_KEY}
"""What is wrong with a field, by the server's code; any other is a shape."""


class FirstNames(Text):
    """First names in one box, with where each ends: a first name may hold a blank."""

    _known: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The first names one by one: as they were known, where nobody typed others."""
        return self._known if " ".join(self._known) == self.text else self._typed_names()

    def know(self, names: tuple[str, ...]) -> None:
        """Hold names that are known one by one."""
        self._known = names
        self.put(" ".join(names))

    def _typed_names(self) -> tuple[str, ...]:
        """Return the names typed: where commas part them, as on papers, a blank is a part of one."""
        names = first_names_in(self.text)
        return tuple(names if len(names) > 1 else " ".join(names).split())


class CivilStatus(Form):
    """What is typed of the person.

    Attributes:
        nir, civility, birth_name, used_name, first_names, birth_date, birth_place: what is asked.
        has_nir: whether the person has a number.
        no_first_name: the box for a person who has no first name.
        vouched: the fields that FranceConnect filled in, which are not the person's to change.
        questions: what the NIR seems to contradict; the person confirms or mends.
        given_nir: the number that the server took: it gives none back.
    """

    def __init__(
        self,
        client: Client,
        take: Callable[[Enrolment], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._take = take
        self._confirmed = False
        self._no_birth_name = False
        self.has_nir = True
        self.vouched: frozenset[Element] = frozenset()
        self.questions: tuple[Question, ...] = ()
        self.given_nir: str | None = None
        self.nir = Text(
            lambda typed: check_identifier(IdentifierKind.NIR, typed),
            tidy=grouped,
            name="nir",
            asked=lambda: self.has_nir,
            refused_as=_refusal,
        )
        self.civility: Choice[Civility] = Choice(**self._of("civility"))
        self.birth_name = Text(self._check_birth_name, **self._of("birth_name"))
        self.used_name = Text(_check_used_name, name="used_name", refused_as=_refusal)
        self.first_names = FirstNames(self._check_first_names, **self._of("first_names"))
        self.no_first_name = Checkbox(on_change=self.first_names.mend)
        self.birth_date = PartialDate(**self._of("birth_date"))
        self.birth_place = BirthPlaceField(
            client.places.search, on_failure=self._tell_failure, **self._of("birth_place")
        )
        super().__init__(
            self.nir,
            self.civility,
            self.birth_name,
            self.used_name,
            self.first_names,
            self.no_first_name,
            self.birth_date,
            self.birth_place,
            send=self._send,
            observe=observe,
            navigates=True,
        )

    @property
    def temporary(self) -> bool:
        """Whether the number typed is one of somebody not registered for good: the enrolment goes on without it."""
        return self.nir.problem is not None and self.nir.problem.fault is Fault.TEMPORARY

    def is_vouched(self, field: Field) -> bool:
        """Tell whether FranceConnect filled a field in."""
        return field.name in self.vouched

    def fill(self, known: Enrolment) -> None:
        """Take what the server knows already, for an enrolment taken up; a NIR is never given back."""
        status = known.civil_status
        if known.vouched is not None:
            self.vouched = frozenset(_ELEMENTS) - set(known.vouched.missing)
        if self.birth_name.text or self.first_names.text:
            return
        if status is None:
            if known.vouched is not None:
                self._fill_vouched(known.vouched)
            return
        self.has_nir = status.identifier_kind == "nir"
        self.civility.choose(status.civility)
        self.birth_name.put(status.birth_name)
        self.used_name.put(status.used_name or "")
        self.first_names.know(status.first_names)
        self.no_first_name.ticked, self._no_birth_name = not status.first_names, not status.birth_name
        self.birth_date.put(status.birth_date)
        self.birth_place.choose(status.birth_place)

    def swap_nir(self) -> None:
        """Say that one has a number, or has none; one typed before is still there on the way back."""
        self.has_nir = not self.has_nir
        self.nir.mend()

    async def run(self) -> None:
        """Send the step, unless something is plainly wrong."""
        self._confirmed = False
        await super().run()

    async def confirm(self) -> None:
        """Send it as it stands, in spite of the questions."""
        self._confirmed = True
        await super().run()

    def _fill_vouched(self, vouched: Vouched) -> None:
        """Take what FranceConnect said; what it did not say is left to the person."""
        if vouched.civility is not None:
            self.civility.choose(vouched.civility)
        self.birth_name.put(vouched.birth_name or "")
        self.first_names.know(vouched.first_names)
        self.no_first_name.ticked, self._no_birth_name = vouched.no_first_name, vouched.no_birth_name
        if vouched.birth_date is not None:
            self.birth_date.put(vouched.birth_date)
        if vouched.birth_place is not None:
            self.birth_place.choose(vouched.birth_place)

    def _of(self, name: Element) -> Common:
        """Return what a field that FranceConnect may fill in is made with: then it has whatever shape it has."""
        return {"name": name, "asked": lambda: name not in self.vouched, "refused_as": _refusal}

    def _check(self) -> bool:
        self.questions = ()
        # What papers print where there is no name.
        if means_no_name(self.first_names.text) and not self.is_vouched(self.first_names):
            self.no_first_name.ticked = True
        if not self.is_vouched(self.birth_name):
            self._no_birth_name = means_no_name(self.birth_name.text)
        return super()._check()

    def _check_birth_name(self, typed: str) -> Problem | None:
        """Say what is wrong with the name; nobody has neither name."""
        if self._no_birth_name:
            return Problem(Fault.EMPTY) if self.no_first_name.ticked else None
        return check_name(typed)

    def _check_first_names(self, typed: str) -> Problem | None:
        return None if self.no_first_name.ticked else check_name(" ".join(first_names_in(typed)))

    def _refused(self) -> bool:
        return super()._refused() or bool(self.questions)

    def _tell_failure(self, error: ClientError) -> None:
        self.submit.fail(error)

    async def _send(self) -> None:
        if self.civility.value is None or self.birth_place.chosen is None:
            return
        nir = sent_identifier(self.nir.text) if self.has_nir else None
        taken = await self._client.enrolments.civil_status(
            nir=nir,
            civility=self.civility.value,
            birth_name=self._sent_birth_name(),
            used_name=tidy_name(self.used_name.text) or None,
            first_names=() if self.no_first_name.ticked else self.first_names.names,
            no_first_name=self.no_first_name.ticked,
            no_birth_name=self._no_birth_name,
            birth_date=self.birth_date.iso,
            birth_place=self.birth_place.chosen,
            confirmed=self._confirmed,
        )
        self.questions = taken.questions if not self._confirmed else ()
        if not self.questions:
            self.given_nir = nir
            await self._take(taken.enrolment)

    def _sent_birth_name(self) -> str:
        if self.is_vouched(self.birth_name):
            return self.birth_name.text
        return "" if self._no_birth_name else tidy_name(self.birth_name.text)


def _check_used_name(typed: str) -> Problem | None:
    return check_name(typed) if tidy_name(typed) else None


def _refusal(code: str) -> Fault:
    return _REFUSED.get(code, Fault.WRONG_SHAPE)
