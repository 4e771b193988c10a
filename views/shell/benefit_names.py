"""The names of benefits, by the codes of the API."""

from collections.abc import Mapping

_BENEFITS: Mapping[str, str] = {
    "aah": "Allocation aux adultes handicapés",
    "ade": "Allocation décès enfant",
    "aeeh": "Allocation d'éducation de l'enfant handicapé",
    "af": "Allocations familiales",
    "alf": "Allocation de logement familiale",
    "ajpp": "Allocation journalière de présence parentale",
    "als": "Allocation de logement sociale",
    "apl": "Aide personnalisée au logement",
    "aripa": "Recouvrement de la pension alimentaire",
    "ars": "Allocation de rentrée scolaire",
    "asf": "Allocation de soutien familial",
    "cf": "Complément familial",
    "cmg": "Complément de libre choix du mode de garde",
    "paje_base": "Allocation de base de la Paje",
    "paje_cmg": "Complément de libre choix du mode de garde",
    "preparee": "Prestation partagée d'éducation de l'enfant",
    "prime_activite": "Prime d'activité",
    "prime_naissance": "Prime à la naissance",
    "rsa": "Revenu de solidarité active",
}


def benefit(code: str) -> str:
    """Return the name of a benefit; a benefit newer than this program keeps its code."""
    return _BENEFITS.get(code, code.upper().replace("_", " "))
