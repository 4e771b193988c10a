from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from api_client import ConnectionFailed, TooYoung
from api_client.places import BirthPlace
from app.rules.problem import Fault
from tests.app.enrolment_steps import NEWCOMER, faults, fill_civil_status

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Network, Until

TICKED = True

FIELDS = {"nir", "civility", "birth_name", "first_names", "birth_date", "birth_place"}


@pytest.fixture
async def begun(enrolment: EnrolmentWizard) -> EnrolmentWizard:
    await enrolment.begin.run()
    return enrolment


@pytest.mark.parametrize("case", ["avec-nir", "passeport", "sans-nir", "corse", "sans-piece"])
async def test_who_one_is_passes_the_step(begun: EnrolmentWizard, case: str) -> None:
    """With a NIR or without, born here, abroad or in Corsica, accents and all: the document comes next."""
    fill_civil_status(begun, case)
    await begun.civil_status.run()
    assert begun.civil_status.questions == ()
    assert begun.step == "identity"
    assert begun.draft is not None
    known = begun.draft.civil_status
    assert known is not None
    assert known.birth_name == NEWCOMER[case].birth_name
    assert (known.masked_nir is None) == (NEWCOMER[case].nir is None)


async def test_faults_are_named_and_nothing_is_sent(begun: EnrolmentWizard, network: Network) -> None:
    """Everything missing is said at once, before anything leaves; each refusal is announced anew."""
    state, asked = begun.civil_status, list(network.asked)
    await state.run()
    assert faults(state) == dict.fromkeys(FIELDS, Fault.EMPTY)
    await state.run()
    assert (state.attempts, network.asked) == (2, asked)


async def test_mending_a_field_takes_its_fault_away(begun: EnrolmentWizard) -> None:
    """The fault goes with the first change to its field, to any of the three for the date; the others stay."""
    state = begun.civil_status
    await state.run()
    state.birth_date.month.type("3")
    state.civility.choose("madame")
    state.swap_nir()
    assert faults(state).keys() == {"birth_name", "first_names", "birth_place"}


@pytest.mark.parametrize("pasted", ["17/03/1992", "17 mars 1992", "1992-03-17", "\u202a17 03 1992\u202c"])
async def test_a_whole_date_fills_the_three_fields(begun: EnrolmentWizard, pasted: str) -> None:
    """Nothing of what is pasted into one part of the date is lost."""
    date = begun.civil_status.birth_date
    date.day.type(pasted)
    assert (date.day.text, date.month.text, date.year.text) == ("17", "03", "1992")


async def test_what_papers_put_around_names_goes(begun: EnrolmentWizard) -> None:
    """Commas part first names; the server keeps what the form made of them."""
    fill_civil_status(begun)
    begun.civil_status.first_names.type("Maëlys, Gaëlle\u200b,")
    begun.civil_status.birth_name.type("\u202aD´Arco–Roy\u202c")
    await begun.civil_status.run()
    assert faults(begun.civil_status) == {}
    assert begun.draft is not None
    assert begun.draft.civil_status is not None
    assert begun.draft.civil_status.birth_name == "D'Arco-Roy"
    assert begun.draft.civil_status.first_names == ("Maëlys", "Gaëlle")


async def test_a_place_typed_but_not_chosen_is_a_fault(begun: EnrolmentWizard) -> None:
    """What counts is the place chosen: typing on after the choice takes it back."""
    fill_civil_status(begun)
    begun.civil_status.birth_place.type("Rennes")
    await begun.civil_status.run()
    assert faults(begun.civil_status).keys() == {"birth_place"}


@pytest.mark.parametrize(
    ("changed", "question"),
    [
        ({"civility": "monsieur"}, "nir_sex"),
        ({"month": "04"}, "nir_birth_date"),
        ({"place": BirthPlace(kind="commune", code="44109", label="Nantes")}, "nir_birth_place"),
    ],
)
async def test_a_nir_that_contradicts_is_a_question(
    begun: EnrolmentWizard, changed: dict[str, Any], question: str
) -> None:
    """It is asked, not refused; the person who stands by it goes on."""
    fill_civil_status(begun, **changed)
    state = begun.civil_status
    await state.run()
    assert state.questions == (question,)
    assert (begun.step, state.attempts) == ("civil_status", 1)
    await state.confirm()
    assert (state.questions, begun.step) == ((), "identity")


async def test_what_is_mended_after_a_question_is_asked_about_again(begun: EnrolmentWizard) -> None:
    """Confirming one contradiction confirms no later one."""
    fill_civil_status(begun, civility="monsieur")
    state = begun.civil_status
    await state.run()
    state.civility.choose("madame")
    state.birth_date.month.type("04")
    await state.run()
    assert state.questions == ("nir_birth_date",)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ({"day": "00", "month": "00"}, "1996-00-00"),
        ({"day": "0", "month": "11"}, "1996-11-00"),
        ({"day": "3", "month": "00"}, "1996-00-03"),
        ({"day": "", "month": "", "in_part": True}, "1996-00-00"),
        ({"day": "", "month": "11", "in_part": True}, "1996-11-00"),
        ({"day": " ", "month": "0", "in_part": True}, "1996-00-00"),
        ({"day": "3", "month": "11", "in_part": True}, "1996-11-03"),
    ],
)
async def test_a_date_known_in_part_can_be_said(
    begun: EnrolmentWizard, typed: dict[str, Any], sent: str
) -> None:
    """With noughts, as papers have it, or by the box: nobody invents a day, and Modifier brings it back as it was."""
    in_part = typed.pop("in_part", False)
    fill_civil_status(begun, "sans-nir", year="1996", **typed)
    await begun.civil_status.birth_date.know_in_part(in_part)
    await begun.civil_status.run()
    assert begun.step == "identity"
    assert begun.draft is not None
    assert begun.draft.civil_status is not None
    assert begun.draft.civil_status.birth_date == sent
    await begun.take_up(begun.draft)
    again = begun.civil_status
    again.fill(begun.draft)
    assert again.birth_date.iso == sent
    await again.run()
    assert faults(again) == {}


async def test_an_empty_day_is_missing_unless_it_is_unknown(begun: EnrolmentWizard) -> None:
    """Whoever forgot it is told; ticking the box takes the fault away."""
    state = begun.civil_status
    fill_civil_status(begun, "sans-nir", day="")
    await state.run()
    assert faults(state) == {"birth_date": Fault.EMPTY}
    await state.birth_date.know_in_part(TICKED)
    assert faults(state) == {}
    await state.run()
    assert begun.step == "identity"


async def test_commas_keep_a_first_name_of_two_words(begun: EnrolmentWizard) -> None:
    """What the carte d'identité parts by commas is not parted by blanks too."""
    fill_civil_status(begun, "sans-nir", first_names="Jean Pierre, Marc")
    await begun.civil_status.run()
    assert begun.draft is not None
    assert begun.draft.civil_status is not None
    assert begun.draft.civil_status.first_names == ("Jean Pierre", "Marc")


@pytest.mark.parametrize("typed", ["", "-", ".", "X", "XXX", "SANS PRÉNOM", "sans prenom"])
async def test_whoever_has_no_first_name_says_so(begun: EnrolmentWizard, typed: str) -> None:
    """By the box, or by what papers print instead: the step is passed with one name."""
    state = begun.civil_status
    fill_civil_status(begun, "sans-nir", birth_name="Suparman", first_names=typed)
    if not typed:
        await state.run()
        assert faults(state).keys() == {"first_names"}
        await state.no_first_name.tick(TICKED)
    await state.run()
    assert state.no_first_name.ticked
    assert begun.step == "identity"
    assert begun.draft is not None
    assert begun.draft.civil_status is not None
    assert begun.draft.civil_status.first_names == ()


async def test_nobody_has_neither_name(begun: EnrolmentWizard) -> None:
    """A sign in the place of the name is understood where there are first names, and asked about otherwise."""
    state = begun.civil_status
    fill_civil_status(begun, "sans-nir", birth_name="-", first_names="-")
    await state.run()
    assert faults(state).keys() == {"birth_name"}
    await state.no_first_name.tick(not TICKED)
    state.first_names.type("Suparman")
    await state.run()
    assert begun.step == "identity"


async def test_too_young_is_refused_with_the_age(begun: EnrolmentWizard) -> None:
    """A child of 15 or less is told so, and the step is not passed."""
    fill_civil_status(begun, "trop-jeune")
    await begun.civil_status.run()
    error = begun.civil_status.submit.error
    assert isinstance(error, TooYoung)
    assert error.age_limit == 15
    assert begun.step == "civil_status"


async def test_a_field_that_the_server_refuses_is_named(begun: EnrolmentWizard) -> None:
    """A place that the server does not know is said at its own field."""
    fill_civil_status(begun, place=BirthPlace(kind="commune", code="00000", label="Nulle Part"))
    await begun.civil_status.run()
    assert faults(begun.civil_status).keys() == {"birth_place"}
    assert begun.step == "civil_status"


async def test_a_lost_network_keeps_what_was_typed(begun: EnrolmentWizard, network: Network) -> None:
    """Cut in the middle of the step, nothing is typed again: pressing once more passes."""
    fill_civil_status(begun)
    network.cut = True
    await begun.civil_status.run()
    assert isinstance(begun.civil_status.submit.error, ConnectionFailed)
    assert begun.civil_status.birth_name.text == NEWCOMER["avec-nir"].birth_name
    network.cut = False
    await begun.civil_status.run()
    assert begun.step == "identity"


async def test_places_are_found_as_one_types(begun: EnrolmentWizard, network: Network, until: Until) -> None:
    """Fast typing asks once, for the whole of it; the place chosen fills the field and closes the list."""
    place = begun.civil_status.birth_place
    for text in ("sa", "sain", "saint-e", "saint-etien"):
        place.type(text)
        await asyncio.sleep(0)
    await until(lambda: place.found is not None)
    assert network.asked.count("GET /v1/places") == 1
    assert place.found
    found = next(found for found in place.found if found.label == "Saint-Étienne")
    place.choose(found)
    assert (place.chosen, place.typed, place.found) == (found, "Saint-Étienne", None)


async def test_the_commune_of_one_letter_is_found(begun: EnrolmentWizard, until: Until) -> None:
    """Y, in the Somme, has no more letters to type."""
    begun.civil_status.birth_place.type("Y")
    await until(lambda: bool(begun.civil_status.birth_place.found))
    assert begun.civil_status.birth_place.found
    assert begun.civil_status.birth_place.found[0].label == "Y"


async def test_one_letter_finds_nothing(begun: EnrolmentWizard, network: Network) -> None:
    """A single letter names half the country: nothing is asked, and the list of before closes."""
    begun.civil_status.birth_place.type("r")
    assert begun.civil_status.birth_place.found is None
    assert "GET /v1/places" not in network.asked


async def test_a_search_that_comes_late_does_not_undo_the_choice(
    begun: EnrolmentWizard, network: Network, until: Until
) -> None:
    """Whoever chose has chosen: the list does not open again over it."""
    place = begun.civil_status.birth_place
    place.type("renn")
    await until(lambda: bool(place.found))
    assert place.found
    found = place.found[0]
    network.hold()
    place.type("rennes")
    await until(lambda: network.asked.count("GET /v1/places") == 2)
    place.choose(found)
    network.release()
    await begun.resume.run()  # an answer that comes after the search's
    assert (place.found, place.chosen) == (None, found)


async def test_a_search_without_a_network_is_said(
    begun: EnrolmentWizard, network: Network, until: Until
) -> None:
    """The person learns why no place comes."""
    network.cut = True
    begun.civil_status.birth_place.type("rennes")
    await until(lambda: isinstance(begun.civil_status.submit.error, ConnectionFailed))
    assert begun.civil_status.birth_place.found is None


async def test_the_number_is_grouped_when_its_field_is_left(begun: EnrolmentWizard) -> None:
    """As it is printed; spaces and key are no fault."""
    state = begun.civil_status
    fill_civil_status(begun, nir="2920335238114")
    state.nir.leave()
    assert state.nir.text == "2 92 03 35 238 114"
    await state.run()
    assert begun.step == "identity"


async def test_going_without_a_number_and_back_keeps_it(begun: EnrolmentWizard) -> None:
    """The link swaps the question; a number already typed is still there on the way back."""
    state = begun.civil_status
    fill_civil_status(begun)
    state.swap_nir()
    assert not state.has_nir
    state.swap_nir()
    assert state.nir.text == NEWCOMER["avec-nir"].nir
