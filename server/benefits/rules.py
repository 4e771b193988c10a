"""The benefits that a person can ask for, by theme, with their conditions and needed documents, all in codes.

The conditions are those that decide whether a request is worth making. The Caf's own pages have the full rules and the
amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.rules.benefit_forms import FORMS

Theme = Literal["logement", "enfants", "separation", "handicap", "revenus", "deuil"]

Condition = Literal[
    "adult_over_18",
    "adult_over_20",
    "adult_over_25_or_parent",
    "agreed_housing",
    "caring_for_ill_child",
    "child_lost",
    "child_support_unpaid",
    "child_under_3",
    "child_under_6",
    "disability_recognised",
    "disabled_child_under_20",
    "expecting",
    "has_dependants",
    "low_income",
    "no_other_housing_benefit",
    "pays_childcare",
    "pays_rent",
    "pupil_6_to_18",
    "raises_child_alone",
    "three_children_over_3",
    "two_children_under_20",
    "works",
    "works_less",
]

Document = Literal[
    "bank_details",
    "birth_certificate",
    "childcare_contract",
    "death_certificate",
    "disability_decision",
    "employer_certificate",
    "family_record_book",
    "identity_document",
    "income_statement",
    "medical_certificate",
    "pregnancy_declaration",
    "rent_certificate",
    "school_certificate",
    "separation_judgment",
]


@dataclass(frozen=True, slots=True)
class Benefit:
    """A benefit; all conditions of its audience must hold."""

    theme: Theme
    benefit: str
    audience: tuple[Condition, ...]
    needed: tuple[Document, ...]

    @property
    def questionnaire(self) -> str | None:
        """The form that asks for it; None where it is not asked for here yet."""
        return FORMS.get(self.benefit)


BENEFITS = (
    Benefit(
        "logement", "apl", ("pays_rent", "agreed_housing", "low_income"), ("rent_certificate", "bank_details")
    ),
    Benefit(
        "logement", "alf", ("pays_rent", "has_dependants", "low_income"), ("rent_certificate", "bank_details")
    ),
    Benefit(
        "logement",
        "als",
        ("pays_rent", "no_other_housing_benefit", "low_income"),
        ("rent_certificate", "bank_details"),
    ),
    Benefit(
        "enfants", "prime_naissance", ("expecting", "low_income"), ("pregnancy_declaration", "bank_details")
    ),
    Benefit("enfants", "paje_base", ("child_under_3", "low_income"), ("birth_certificate", "bank_details")),
    Benefit(
        "enfants", "preparee", ("child_under_3", "works_less"), ("birth_certificate", "employer_certificate")
    ),
    Benefit(
        "enfants",
        "cmg",
        ("child_under_6", "pays_childcare", "works"),
        ("childcare_contract", "income_statement", "bank_details"),
    ),
    Benefit("enfants", "af", ("two_children_under_20",), ("family_record_book", "bank_details")),
    Benefit("enfants", "cf", ("three_children_over_3", "low_income"), ("family_record_book", "bank_details")),
    Benefit("enfants", "ars", ("pupil_6_to_18", "low_income"), ("school_certificate", "bank_details")),
    Benefit(
        "separation",
        "asf",
        ("raises_child_alone", "child_support_unpaid"),
        ("family_record_book", "separation_judgment", "bank_details"),
    ),
    Benefit("separation", "aripa", ("child_support_unpaid",), ("separation_judgment", "bank_details")),
    Benefit(
        "handicap",
        "aah",
        ("adult_over_20", "disability_recognised", "low_income"),
        ("disability_decision", "identity_document", "bank_details"),
    ),
    Benefit("handicap", "aeeh", ("disabled_child_under_20",), ("disability_decision", "bank_details")),
    Benefit(
        "handicap",
        "ajpp",
        ("caring_for_ill_child", "works_less"),
        ("medical_certificate", "employer_certificate"),
    ),
    Benefit(
        "revenus",
        "rsa",
        ("adult_over_25_or_parent", "low_income"),
        ("identity_document", "income_statement", "bank_details"),
    ),
    Benefit(
        "revenus",
        "prime_activite",
        ("adult_over_18", "works", "low_income"),
        ("income_statement", "bank_details"),
    ),
    Benefit("deuil", "ade", ("child_lost",), ("death_certificate", "bank_details")),
)
"""In the order to show them, theme by theme."""

_BY_CODE = {each.benefit: each for each in BENEFITS}


def find(benefit: str) -> Benefit | None:
    """Return the benefit with that code."""
    return _BY_CODE.get(benefit)
