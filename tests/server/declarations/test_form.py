"""The form of a declaration: a form as any other, and its answers are the incomes that are kept."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from questionnaires import checking
from questionnaires.asking import advice, asked
from questionnaires.conditions import Said
from questionnaires.parsing import parse
from server.declarations.form import Amounts, Declarant, answers, form, incomes
from server.declarations.rules import INCOME_KINDS, Quarter

QUARTER = Quarter("2026-08")
TODAY = date(2026, 11, 20)
THOMAS = Declarant(
    "Thomas",
    known={("wages", month): 124_000 for month in QUARTER.months},
    before={"wages": 124_000},
)
INES = Declarant("Inès")


def test_it_is_a_form() -> None:
    """It has a page for each person, and may be sent once the rest is answered."""
    definition = parse(form(QUARTER, [THOMAS, INES]))
    assert definition.title == "Déclaration trimestrielle d’août à octobre 2026"
    assert [page.title for page in definition.pages] == [
        "Votre situation",
        "Revenus de Thomas",
        "Revenus de Inès",
    ]
    found = answers(QUARTER, [THOMAS, INES])
    assert found == {
        "kinds_0": ["wages"],
        "wages_0_0": 124_000,
        "wages_0_1": 124_000,
        "wages_0_2": 124_000,
    }
    assert checking.refusals(definition, found, TODAY) == {
        "changed": "required",
        "kinds_1": "required",
        "statement": "required",
    }
    whole = found | {"changed": False, "kinds_1": ["none"], "statement": True}
    assert checking.refusals(definition, whole, TODAY) == {}


def test_the_double_is_asked_about() -> None:
    """What is twice the month before, or what was declared last, is asked about and not refused."""
    definition = parse(form(QUARTER, [THOMAS]))
    told = {
        month: advice(
            definition.question(f"wages_0_{month}"),
            Said({"wages_0_0": 250_000, "wages_0_1": 124_000, "wages_0_2": 248_000}, TODAY),
        )
        for month in range(3)
    }
    (asked_about,) = told[0]
    assert asked_about.startswith("C’est au moins le double de juillet. Est-ce une prime")
    assert told[1] == ()
    assert told[2][0].startswith("C’est au moins le double de septembre.")
    reference = definition.question("wages_0_0").reference
    assert reference is not None
    assert reference.label == "Vous aviez déclaré 1\u00a0240,00\u00a0€ en juillet 2026."


def test_nothing_and_something() -> None:
    """Who ticks that there is no income besides one is told so."""
    definition = parse(form(QUARTER, [INES]))
    given = {"changed": False, "kinds_0": ["none", "alimony"], "statement": True}
    assert checking.refusals(definition, given, TODAY)["kinds_0"] == "check:nothing_and_something_0"


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(INCOME_KINDS), st.sampled_from(QUARTER.months)), st.integers(0, 10_000_000)
    )
)
def test_a_correction_begins_with_what_was_sent(declared: Amounts) -> None:
    """What was declared is filled in again, is complete, and is read as the same incomes."""
    declarant = Declarant("Thomas", declared=declared)
    definition = parse(form(QUARTER, [declarant]))
    found = answers(QUARTER, [declarant]) | {"changed": False, "statement": True}
    assert checking.refusals(definition, found, TODAY) == {}
    sent = asked(definition, found, TODAY).answers
    again = {(kind, month): amount for _, kind, month, amount in incomes(QUARTER, ["1"], sent)}
    assert {key: amount for key, amount in again.items() if amount} == {
        key: amount for key, amount in declared.items() if amount
    }
    assert declared.items() <= again.items()
