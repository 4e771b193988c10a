"""Which form asks for which benefit. Three housing benefits have one form: the fund says which of them is due."""

from __future__ import annotations

from typing import Final

FORMS: Final = {
    "alf": "housing_benefit",
    "als": "housing_benefit",
    "apl": "housing_benefit",
    "ars": "ars",
    "cmg": "cmg",
    "prime_activite": "prime_activite",
    "rsa": "rsa",
}
"""The id of the questionnaire by the code of the benefit; others are not asked for here yet."""
