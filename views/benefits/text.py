"""The French of Aides et démarches."""

from collections.abc import Iterable, Mapping
from typing import Final

from views.shell.feature import Searched

_THEMES: Mapping[str, str] = {
    "logement": "Logement",
    "enfants": "Enfants et famille",
    "separation": "Séparation",
    "handicap": "Handicap",
    "revenus": "Revenus",
    "etudes": "Études",
    "deuil": "Deuil",
}


_AUDIENCES: Mapping[str, str] = {
    "adult_over_18": "Vous avez plus de 18 ans.",
    "adult_over_20": "Vous avez plus de 20 ans.",
    "adult_over_25_or_parent": "Vous avez plus de 25 ans, ou un enfant à charge.",
    "agreed_housing": "Votre logement est conventionné.",
    "caring_for_ill_child": "Vous vous occupez d'un enfant gravement malade.",
    "child_lost": "Vous avez perdu un enfant.",
    "child_support_unpaid": "La pension alimentaire n'est pas payée.",
    "child_under_3": "Vous avez un enfant de moins de 3 ans.",
    "child_under_6": "Vous avez un enfant de moins de 6 ans.",
    "disability_recognised": "Votre handicap est reconnu.",
    "disabled_child_under_20": "Vous avez un enfant handicapé de moins de 20 ans.",
    "expecting": "Vous attendez un enfant.",
    "has_dependants": "Vous avez une personne à charge.",
    "low_income": "Vos revenus ne dépassent pas un plafond.",
    "no_other_housing_benefit": "Vous n'avez pas droit à une autre aide au logement.",
    "pays_childcare": "Vous payez la garde de votre enfant.",
    "pays_rent": "Vous payez un loyer.",
    "pupil_6_to_18": "Votre enfant va à l'école et a entre 6 et 18 ans.",
    "raises_child_alone": "Vous élevez un enfant sans l'autre parent.",
    "three_children_over_3": "Vous avez au moins 3 enfants de plus de 3 ans.",
    "two_children_under_20": "Vous avez au moins 2 enfants de moins de 20 ans.",
    "works": "Vous travaillez.",
    "works_less": "Vous travaillez moins, ou vous arrêtez.",
}


_NEEDED: Mapping[str, str] = {
    "bank_details": "Votre relevé d'identité bancaire",
    "birth_certificate": "L'acte de naissance de l'enfant",
    "childcare_contract": "Le contrat de garde",
    "death_certificate": "L'acte de décès",
    "disability_decision": "La décision de la maison du handicap",
    "employer_certificate": "Une attestation de votre employeur",
    "family_record_book": "Votre livret de famille",
    "identity_document": "Une pièce d'identité",
    "income_statement": "Vos derniers revenus",
    "medical_certificate": "Un certificat médical",
    "pregnancy_declaration": "La déclaration de grossesse",
    "rent_certificate": "L'attestation de loyer, remplie par votre bailleur",
    "school_certificate": "Le certificat de scolarité",
    "separation_judgment": "Le jugement ou l'accord de séparation",
}


class BenefitsText:
    """Aides et démarches."""

    HEADING = "Aides et démarches"
    LEAD = "Choisissez l'aide qui correspond à votre situation."
    AUDIENCE = "Pour qui ?"
    NEEDED = "Ce qu'il faudra"
    REQUEST = "Faire la demande"
    TODAY = "Comment faire la demande aujourd'hui"
    TODAY_NEEDED = "Ajoutez ce qui est dans la liste « Ce qu'il faudra »."
    ACCOUNT_HEADING = "Votre compte"
    ACCOUNT_MORE = (
        "Vous pouvez créer votre compte dès maintenant. "
        "Il n'est pas obligatoire pour demander cette aide à votre Caf."
    )
    ACCOUNT_NEEDED = (
        "La demande se fait dans votre compte. Elle vous y attend, et vous pouvez vous arrêter en chemin."
    )
    CREATE = "Créer un compte"
    HAVE = "J'ai déjà un compte"
    BACK = "Toutes les aides"

    @staticmethod
    def theme(code: str) -> str:
        """Return the name of a theme."""
        return _THEMES.get(code, code.capitalize())

    @staticmethod
    def audience(codes: Iterable[str]) -> list[str]:
        """Return who a benefit is for, a line each."""
        return [_AUDIENCES[code] for code in codes if code in _AUDIENCES]

    @staticmethod
    def needed(codes: Iterable[str]) -> list[str]:
        """Return what is needed to ask for a benefit, a line each."""
        return [_NEEDED[code] for code in codes if code in _NEEDED]


class BenefitsSearchText:
    """What Rechercher says of them."""

    BENEFITS = Searched(
        "Voir toutes les aides",
        "Qui y a droit, et comment les demander",
        "prestations allocations à quoi ai-je droit liste catalogue",
    )
    WORDS: Final[Mapping[str, str]] = {
        "aah": "handicap handicapé adulte invalidité",
        "ade": "mort perte d'un enfant deuil",
        "aeeh": "handicap enfant handicapé",
        "af": "deux enfants allocations",
        "ajpp": "enfant malade gravement arrêt parent",
        "alf": "loyer logement famille",
        "als": "loyer logement étudiant seul",
        "apl": "loyer logement appartement location",
        "aripa": "pension alimentaire impayée ex-conjoint",
        "ars": "école rentrée fournitures",
        "asf": "parent seul isolé pension alimentaire",
        "cf": "trois enfants famille nombreuse",
        "cmg": "nounou assistante maternelle crèche garde",
        "paje_base": "bébé jeune enfant moins de trois ans",
        "preparee": "congé parental arrêt de travail bébé",
        "prime_activite": "travail salaire complément",
        "prime_naissance": "bébé grossesse enceinte adoption",
        "rsa": "sans revenu sans emploi minimum",
    }

    @staticmethod
    def benefit(name: str, code: str) -> Searched:
        """Return what is said of a benefit, by its name."""
        return Searched(name, "", f"{code} {BenefitsSearchText.WORDS[code]}")
