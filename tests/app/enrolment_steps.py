"""How tests go through an enrolment, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api_client.places import BirthPlace
from server.demo.accounts import NEWCOMERS

if TYPE_CHECKING:
    from app.core.form import Form
    from app.enrolment.wizard import EnrolmentWizard
    from app.rules.problem import Fault
    from app.steps.code import Code
    from tests.app.conftest import Demo

NEWCOMER = {person.case: person for person in NEWCOMERS}
MAIL = "maelle@exemple.fr"
PASSWORD = "Pommier77orange"


def fill_civil_status(enrolment: EnrolmentWizard, case: str = "avec-nir", **changed: Any) -> None:
    """Type what a newcomer says of themselves; `changed` is by the field's name, the parts of the date by theirs."""
    person, state = NEWCOMER[case], enrolment.civil_status
    year, month, day = person.birth_date.split("-")
    state.has_nir = person.nir is not None
    state.civility.choose(changed.pop("civility", person.civility))
    place = {
        "kind": person.birth_place_kind,
        "code": person.birth_place_code,
        "label": "typed and chosen",
    }
    state.birth_place.choose(changed.pop("place", BirthPlace.model_validate(place)))
    typed = {
        "nir": person.nir or "",
        "birth_name": person.birth_name,
        "first_names": " ".join(person.first_names),
        "day": day,
        "month": month,
        "year": year,
    }
    for name, text in (typed | changed).items():
        field = getattr(state.birth_date if name in {"day", "month", "year"} else state, name)
        field.type(text)


def faults(form: Form) -> dict[str, Fault]:
    """Return what is wrong with each field of a form, by the field's name."""
    return {field.name: field.problem.fault for field in form.fields if field.problem is not None}


def fill_contact(enrolment: EnrolmentWizard, value: str = MAIL) -> None:
    """Type a contact twice."""
    enrolment.contact.choose("mail" if "@" in value else "sms")
    enrolment.contact.value.type(value)
    enrolment.contact.again.type(value)


def fill_password(enrolment: EnrolmentWizard, value: str = PASSWORD) -> None:
    """Type a password twice."""
    enrolment.password.value.type(value)
    enrolment.password.again.type(value)


async def enter_code(code: Code | None, demo: Demo) -> None:
    """Type the code that was sent."""
    assert code is not None
    code.typed.type(await demo.code())
    await code.run()


async def bring(
    enrolment: EnrolmentWizard, demo: Demo, step: str, case: str = "avec-nir", value: str = MAIL
) -> None:
    """Go from the door to `step`."""
    person = NEWCOMER[case]
    await enrolment.begin.run()
    while enrolment.step != step:
        before = enrolment.step
        match before:
            case "civil_status":
                fill_civil_status(enrolment, case)
                await enrolment.civil_status.run()
            case "identity":
                enrolment.identity.choose(person.document_kind)  # type: ignore[arg-type]
                enrolment.identity.number.type(person.document_number or "")
                await enrolment.identity.run()
                if person.document_kind == "none":
                    await enrolment.pass_identity.run()
            case "contact":
                fill_contact(enrolment, value)
                await enrolment.contact.run()
            case "code":
                await enter_code(enrolment.code, demo)
            case "password":
                fill_password(enrolment)
                await enrolment.password.run()
        assert enrolment.step != before, f"held at {before}"
