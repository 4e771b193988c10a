"""What the fund knows of a family, in words that several screens say."""

from collections.abc import Mapping
from typing import Final


class SituationText:
    """The family's situation."""

    MARITAL: Final[Mapping[str, str]] = {
        "single": "Célibataire",
        "couple": "En couple",
        "married": "En couple marié",
        "pacs": "En couple pacsé",
        "separated": "Séparation",
        "widowed": "Veuvage",
    }
    OCCUPATIONS: Final[Mapping[str, str]] = {
        "student": "En études",
        "employed": "En emploi",
        "self_employed": "À votre compte",
        "unemployed": "Au chômage",
        "retired": "À la retraite",
    }
    UNKNOWN = "Situation connue de la Caf"
    ADDRESS = "Adresse"
    MAIL = "Adresse mail"
    PHONE = "Téléphone"
    NONE = "Non renseigné"
