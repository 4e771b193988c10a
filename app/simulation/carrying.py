"""What was answered in a simulation, as the forms of requests ask for it: nobody answers twice."""

from collections.abc import Mapping
from typing import Any, Final

_HOUSINGS: Final[Mapping[str, str]] = {
    "rent": "rent",
    "furnished": "rent",
    "social": "rent",
    "owner": "owner",
    "free": "hosted",
}
_OTHER_INCOMES: Final = ("sick_pay", "retirement", "disability_pension", "alimony")
_FRANCE: Final = "France"


def carried(answers: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """Return the answers to the questions of these names that follow from those of a simulation."""
    found = {
        "has_children": bool(answers["children"]) if "children" in answers else None,
        "children": _children(answers),
        "pupils": _children(answers),
        "housing": _HOUSINGS.get(answers.get("housing", "")),
        "furnished": answers["housing"] == "furnished"
        if "rent" in answers and "housing" in answers
        else None,
        "rent": answers.get("rent"),
        "address": _address(answers),
        "wages": answers.get("salary"),
        "partner_income": answers.get("partner_salary"),
        "other_income": _other_income(answers),
        "tax_income": answers.get("past_income"),
    }
    return {name: answer for name, answer in found.items() if name in names and answer is not None}


def _children(answers: Mapping[str, Any]) -> list[dict[str, str]] | None:
    born = [each.get("child_birth_date") for each in answers.get("children", ())]
    return [{"birth_date": each} for each in born if each] or None


def _address(answers: Mapping[str, Any]) -> dict[str, str] | None:
    if not answers.get("city"):
        return None
    return {"postcode": answers.get("postcode", ""), "city": answers["city"], "country": _FRANCE}


def _other_income(answers: Mapping[str, Any]) -> int | None:
    amounts = [
        answers[name] for name in ("unemployment", *_OTHER_INCOMES) if isinstance(answers.get(name), int)
    ]
    return sum(amounts) if amounts else None
