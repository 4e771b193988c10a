"""Forms for tests: one with every kind of question, and the parts to make others of."""

from copy import deepcopy
from typing import Any

from questionnaires.definition import Definition
from questionnaires.parsing import parse


def form(
    questions: list[dict[str, Any]], data: dict[str, Any], *required: str, **more: Any
) -> dict[str, Any]:
    """Return a form of one page, as JSON."""
    return {
        "id": "form",
        "version": 1,
        "title": "Un formulaire",
        "kind": "change",
        "benefit": None,
        "door": "changes",
        "minutes": 5,
        "pages": [{"id": "first", "title": "Première page", "questions": questions}],
        "data": {"type": "object", "properties": data, "required": list(required)},
    } | more


def asking(kind: str, schema: dict[str, Any], *, required: bool = True, **more: Any) -> Definition:
    """Return a form with one question, `it`."""
    question = {"name": "it", "kind": kind, "label": "La question", **more}
    return parse(form([question], {"it": schema}, *(["it"] if required else [])))


def options(*values: str) -> list[dict[str, str]]:
    return [{"value": value, "label": value.capitalize()} for value in values]


def every_kind() -> dict[str, Any]:
    """Return a form that asks a question of every kind, on three pages and behind conditions."""
    return deepcopy(_EVERY_KIND)


def complete() -> dict[str, Any]:
    """Return answers that can be sent of `every_kind`."""
    return deepcopy(_COMPLETE)


_EVERY_KIND: dict[str, Any] = {
    "id": "every_kind",
    "version": 3,
    "title": "Déclarer un déménagement",
    "kind": "change",
    "benefit": None,
    "door": "changes",
    "minutes": 8,
    "introduction": {
        "sentences": ["Dites-nous où vous habitez maintenant."],
        "needed": [{"document": "rent_certificate", "label": "L’attestation de loyer"}],
        "effects": ["Votre aide au logement peut changer."],
    },
    "pages": [
        {
            "id": "home",
            "title": "Votre logement",
            "help": "Le logement où vous vivez le plus souvent.",
            "questions": [
                {
                    "name": "housing",
                    "kind": "choice",
                    "label": "Vous êtes",
                    "options": [
                        {"value": "rent", "label": "Locataire"},
                        {"value": "own", "label": "Propriétaire", "hint": "Même si vous remboursez un prêt."},
                    ],
                },
                {
                    "name": "rent",
                    "kind": "amount",
                    "label": "Loyer par mois",
                    "hint": "Sans les charges",
                    "when": {"question": "housing", "equals": "rent"},
                    "reference": {"value": 62000, "label": "Vous aviez déclaré 620 €"},
                    "advice": [
                        {
                            "when": {"question": "rent", "times": 2, "of": "reference"},
                            "text": "C’est le double.",
                        }
                    ],
                },
                {"name": "home", "kind": "address", "label": "Votre adresse", "prefill": "contacts.address"},
                {"name": "moved_on", "kind": "date", "label": "Depuis quand ?"},
                {"name": "left_on", "kind": "date", "label": "Ancien logement quitté le"},
                {"name": "rooms", "kind": "number", "label": "Nombre de pièces"},
            ],
        },
        {
            "id": "people",
            "title": "Qui vit avec vous",
            "questions": [
                {"name": "alone", "kind": "yes_no", "label": "Vivez-vous seul ?"},
                {
                    "name": "partner",
                    "kind": "person",
                    "label": "Qui est votre conjoint ?",
                    "when": {"question": "alone", "equals": False},
                    "options": [{"value": "p1", "label": "Thomas Martin"}],
                },
                {
                    "name": "children",
                    "kind": "group",
                    "label": "Vos enfants",
                    "item": {
                        "label": "Enfant",
                        "several": "Enfants",
                        "questions": [
                            {"name": "child_name", "kind": "text", "label": "Prénom"},
                            {"name": "child_born", "kind": "partial_date", "label": "Date de naissance"},
                            {
                                "name": "child_school",
                                "kind": "text",
                                "label": "École",
                                "when": {"question": "child_born", "before": "today"},
                            },
                        ],
                    },
                },
            ],
        },
        {
            "id": "rest",
            "title": "Pour finir",
            "when": {"question": "housing", "answered": True},
            "questions": [
                {"name": "work_since", "kind": "month", "label": "Vous travaillez depuis"},
                {"name": "employer", "kind": "employer", "label": "Votre employeur"},
                {
                    "name": "incomes",
                    "kind": "choices",
                    "label": "Vos revenus",
                    "options": options("salaire", "chômage", "retraite"),
                },
                {"name": "account", "kind": "iban", "label": "IBAN"},
                {"name": "lease", "kind": "document", "label": "Votre bail"},
                {"name": "remarks", "kind": "long_text", "label": "Autre chose à dire ?"},
                {"name": "true_to_life", "kind": "statement", "label": "Ce logement est décent."},
            ],
        },
    ],
    "checks": [
        {
            "id": "order",
            "when": {"question": "left_on", "after": {"question": "moved_on"}},
            "at": "left_on",
            "message": "Vous avez quitté l’ancien logement après être entré dans le nouveau.",
        },
        {
            "id": "unborn",
            "when": {"question": "child_born", "after": "today"},
            "at": "child_born",
            "message": "Cette date n’est pas encore venue.",
        },
        {
            "id": "french",
            "when": {
                "not": {
                    "any": [
                        {"question": "account", "begins": ["FR"]},
                        {"question": "account", "answered": False},
                    ]
                }
            },
            "at": "account",
            "message": "La Caf paie sur un compte ouvert en France.",
        },
    ],
    "statement": {"text": "Je certifie que ces réponses sont exactes."},
    "data": {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["housing", "rent", "home", "moved_on", "alone", "partner", "account", "true_to_life"],
        "properties": {
            "housing": {"enum": ["rent", "own"]},
            "rent": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
            "home": {"type": "object"},
            "moved_on": {"type": "string", "format": "date"},
            "left_on": {"type": "string", "format": "date"},
            "rooms": {"type": "number", "minimum": 1, "maximum": 30},
            "alone": {"type": "boolean"},
            "partner": {"type": "object"},
            "children": {
                "type": "array",
                "maxItems": 6,
                "items": {
                    "type": "object",
                    "required": ["child_name", "child_born"],
                    "properties": {
                        "child_name": {"type": "string", "maxLength": 60},
                        "child_born": {"type": "string"},
                        "child_school": {"type": "string", "minLength": 2, "maxLength": 60},
                    },
                },
            },
            "work_since": {"type": "string"},
            "employer": {"type": "object"},
            "incomes": {
                "type": "array",
                "items": {"enum": ["salaire", "chômage", "retraite"]},
                "uniqueItems": True,
                "minItems": 1,
            },
            "account": {"type": "string"},
            "lease": {"type": "array", "maxItems": 3},
            "remarks": {"type": "string", "maxLength": 500},
            "true_to_life": {"const": True},
        },
    },
}

_COMPLETE: dict[str, Any] = {
    "housing": "rent",
    "rent": 65000,
    "home": {"line1": "3 rue de la Paix", "postcode": "35000", "city": "Rennes", "country": "France"},
    "moved_on": "2026-11-02",
    "left_on": "2026-11-01",
    "rooms": 3.5,
    "alone": False,
    "partner": {"person_id": "p1"},
    "children": [{"child_name": "Inès", "child_born": "2019-00-00", "child_school": "École Jules-Ferry"}],
    "work_since": "2024-09",
    "employer": {"name": "La Poste", "siret": "35600000000048"},
    "incomes": ["salaire"],
    "account": "FR7630006000011234567890189",
    "lease": ["u1"],
    "remarks": "Rien.",
    "true_to_life": True,
    "statement": True,
}
