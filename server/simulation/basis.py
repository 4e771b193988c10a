"""What an estimate rests on: the answers that its benefit depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.rules.simulated import Benefit

Fact = Literal[
    "children",
    "couple",
    "salary",
    "other_income",
    "past_income",
    "housing",
    "rent",
    "city",
    "alimony",
    "incapacity",
]

_FACTS: Final[dict[Benefit, tuple[Fact, ...]]] = {
    "af": ("children", "past_income"),
    "cf": ("children", "couple", "past_income"),
    "paje_base": ("children", "couple", "past_income"),
    "ars": ("children", "past_income"),
    "asf": ("children", "couple", "alimony"),
    "apl": ("housing", "rent", "city", "couple", "children", "salary", "other_income"),
    "prime_activite": ("salary", "other_income", "couple", "children", "housing"),
    "rsa": ("salary", "other_income", "couple", "children", "housing"),
    "aah": ("incapacity", "salary", "other_income"),
}
_OTHER_INCOMES: Final = ("unemployment", "sick_pay", "retirement", "disability_pension", "alimony")


def basis(benefit: Benefit, given: Mapping[str, Any]) -> list[tuple[Fact, int | str | None]]:
    """Return what the estimate of a benefit rests on, with the value of each; None for what was left out."""
    salary = given.get("salary", 0) + given.get("partner_salary", 0)
    known: dict[Fact, int | str | None] = {
        "children": len(given.get("children", ())),
        "couple": int(given["couple"]),
        "salary": salary,
        "other_income": sum(given.get(name, 0) for name in _OTHER_INCOMES),
        "past_income": given.get("past_income"),
        "housing": given.get("housing"),
        "rent": given.get("rent"),
        "city": given.get("city"),
        "alimony": given.get("alimony", 0),
        "incapacity": given.get("incapacity"),
    }
    return [
        (fact, known[fact])
        for fact in _FACTS[benefit]
        if not (fact in {"rent", "city", "alimony", "other_income"} and not known[fact])
    ]
