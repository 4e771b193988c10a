"""The French of receipts of requests, and of their part of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from questionnaires.definition import Kind
from questionnaires.numbers import grouped_iban
from server.requests.rules import RequestState
from server.typesetting.french import MONTHS, NONE, euros, month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.definition import Question

ISSUER: Final = "Caisse d’allocations familiales"
HEADING: Final = "Accusé de réception"
LEAD: Final = (
    "La Caisse d’allocations familiales a bien reçu cette démarche. Voici ce que vous avez envoyé. "
    "Ce document ne dit rien de la décision."
)
REQUEST: Final = "Démarche"
REFERENCE: Final = "Numéro"
SENT_BY: Final = "Envoyée par"
FILE_NUMBER: Final = "Numéro de dossier"
SENT_ON: Final = "Envoyée le"
STATEMENT: Final = "Ce que vous avez certifié"
APPEAL: Final = "appeal"
"""The code of what is sent with an appeal."""
APPEAL_LABEL: Final = "ce qui appuie votre recours"
REQUESTS: Final = "Démarches"
STATES: Final[Mapping[RequestState, str]] = {
    RequestState.DRAFT: "Brouillon",
    RequestState.SENT: "Envoyée",
    RequestState.STUDIED: "À l’étude",
    RequestState.WAITING: "Un document manque",
    RequestState.ACCEPTED: "Acceptée",
    RequestState.REFUSED: "Refusée",
    RequestState.WITHDRAWN: "Retirée",
    RequestState.APPEALED: "Recours en cours",
}
_NEW_ROW: Final = ", "


def said(  # noqa: C901, PLR0911, PLR0912 - one case a kind: a table with types
    question: Question,
    answer: Any,  # noqa: ANN401 - JSON
) -> list[str]:
    """Return an answer in words, a line each."""
    if answer is None or answer in ("", [], {}):
        return [NONE]
    labels = {option.value: option.label for option in question.options}
    match question.kind:
        case Kind.AMOUNT:
            return [euros(answer)]
        case Kind.NUMBER:
            return [str(answer).replace(".", ",")]
        case Kind.DATE | Kind.PARTIAL_DATE:
            return [_day(answer)]
        case Kind.MONTH:
            return [month(answer)]
        case Kind.YES_NO | Kind.STATEMENT:
            return ["Oui" if answer else "Non"]
        case Kind.CHOICE:
            return [labels.get(answer, answer)]
        case Kind.CHOICES:
            return [labels.get(each, each) for each in answer]
        case Kind.PERSON:
            return [_person(answer, labels)]
        case Kind.ADDRESS:
            town = " ".join(filter(None, (answer.get("postcode"), answer.get("city"))))
            return [*filter(None, (answer.get("line1"), answer.get("line2"), town, answer.get("country")))]
        case Kind.EMPLOYER:
            siret = answer.get("siret")
            return [answer.get("name", NONE), *([f"Siret {siret}"] if siret else [])]
        case Kind.IBAN:
            return [grouped_iban(answer)]
        case Kind.DOCUMENT:
            count = len(answer)
            return [f"{count} document{'s' if count > 1 else ''} envoyé{'s' if count > 1 else ''}"]
        case Kind.GROUP:
            return [_item(question, each, place) for place, each in enumerate(answer, start=1)]
        case _:
            return str(answer).split("\n")


def _item(group: Question, item: Mapping[str, Any], place: int) -> str:
    parts = (
        f"{each.label} : {_NEW_ROW.join(said(each, item[each.name]))}"
        for each in group.questions
        if each.name in item
    )
    return f"{place}. {' ; '.join(parts)}"


def _person(answer: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    if "person_id" in answer:
        return labels.get(answer["person_id"], NONE)
    name = f"{answer.get('first_names', '')} {answer.get('last_name', '')}".strip()
    born = answer.get("birth_date")
    return f"{name}, {_day(born)}" if born else name


def _day(value: str) -> str:
    """Return a date of which a part may be unknown."""
    year, number, day = value.split("-")
    if number == "00":
        return year
    if day == "00":
        return month(f"{year}-{number}")
    return f"{'1er' if day == '01' else int(day)} {MONTHS[int(number) - 1]} {year}"
