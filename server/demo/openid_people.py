"""The people of the demonstration's FranceConnect. Everything is invented."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from server.demo.accounts import NEWCOMERS
from server.demo.households import people

if TYPE_CHECKING:
    from server.demo.accounts import Newcomer
    from server.demo.households import Person

IDENTITY_PROVIDERS = {
    "impots": "Les impôts de démonstration",
    "assurance-maladie": "L’Assurance maladie de démonstration",
    "poste": "La Poste de démonstration",
}
_FRANCE = "99100"
_GENDERS = {"madame": "female", "monsieur": "male"}


@dataclass(frozen=True, slots=True)
class DemoIdentity:
    """A person, as FranceConnect vouches for them; `claims` are those of the identité pivot, and the mail address."""

    key: str
    note: str
    claims: dict[str, Any] = field(repr=False)

    @property
    def subject(self) -> str:
        """The `sub` of the person, the same at every start, as FranceConnect's is."""
        return hashlib.sha256(f"demonstration/{self.key}".encode()).hexdigest() + "v1"

    @property
    def name(self) -> str:
        """The name to show."""
        return f"{self.claims['given_name']} {self.claims['family_name']}".strip()


def _claims(
    *,
    first_names: tuple[str, ...],
    family_name: str,
    gender: str,
    birthdate: str,
    place: str,
    mail: str,
) -> dict[str, Any]:
    abroad = place.startswith("99")
    return {
        "given_name": " ".join(first_names),
        "given_name_array": list(first_names),
        "family_name": family_name,
        "gender": gender,
        "birthdate": birthdate,
        "birthplace": "" if abroad else place,
        "birthcountry": place if abroad else _FRANCE,
        "email": mail,
    }


def _holder(person: Person, note: str) -> DemoIdentity:
    claims = _claims(
        first_names=person.first_names,
        family_name=person.birth_name or person.last_name,
        gender=_GENDERS[person.civility or "madame"],
        birthdate=person.birth_date.isoformat(),
        place=person.birth_place,
        mail=person.mail or "",
    )
    return DemoIdentity(person.role, note, claims)


def _newcomer(person: Newcomer, note: str) -> DemoIdentity:
    claims = _claims(
        first_names=person.first_names,
        family_name=person.birth_name,
        gender=_GENDERS[person.civility],
        birthdate=person.birth_date,
        place=person.birth_place_code,
        mail=f"{person.case}@example.org",
    )
    return DemoIdentity(person.case, note, claims)


def _identities() -> dict[str, DemoIdentity]:
    newcomers = {person.case: person for person in NEWCOMERS}
    holders = {person.role: person for person in people()}
    complete = _newcomer(newcomers["corse"], "").claims
    found = (
        _holder(holders["responsable-seul"], "qui a déjà un compte"),
        _holder(holders["responsable-couple"], "qui a déjà un compte"),
        _holder(holders["conjoint-sans-procuration"], "qui a déjà un compte"),
        _holder(holders["code-a-la-connexion"], "qui a déjà un compte, avec un code à la connexion"),
        _holder(holders["ancien-seul"], "qui a un compte avec un mot de passe à 8 chiffres"),
        _holder(holders["portee-limitee"], "dont le compte attend que son identité soit vérifiée"),
        _newcomer(newcomers["avec-nir"], "qui n’a pas encore de compte"),
        _newcomer(newcomers["sans-nir"], "qui n’a pas encore de compte, est née à l’étranger"),
        _newcomer(newcomers["trop-jeune"], "qui est trop jeune pour un compte"),
        DemoIdentity("date-incomplete", "qui ne connaît pas son mois de naissance", {
            **complete, "given_name": "Sami", "given_name_array": ["Sami"], "family_name": "Belkacem",
            "birthdate": "1977-00-03", "birthplace": "", "birthcountry": "99352", "email": "sami@example.org",
        }),
        DemoIdentity("annee-seule", "qui ne connaît que son année de naissance", {
            **complete, "given_name": "Fatoumata", "given_name_array": ["Fatoumata"], "family_name": "TRAORE",
            "gender": "female", "birthdate": "1992-00-00", "birthplace": "", "birthcountry": "99335",
            "email": "fatoumata@example.org",
        }),
        DemoIdentity("ancienne-commune", "née dans une commune qui a changé de code", {
            **complete, "given_name": "Sarah", "given_name_array": ["Sarah"], "family_name": "ACHARD",
            "gender": "female", "birthdate": "1960-12-06", "birthplace": "75012", "email": "sarah@example.org",
        }),
        DemoIdentity("sans-lieu", "dont le lieu de naissance n’est pas transmis", {
            **complete, "given_name": "Camille", "given_name_array": ["Camille"], "family_name": "BESSON",
            "gender": "female", "birthdate": "1994-09-12", "birthplace": "", "email": "camille.b@example.org",
        }),
        DemoIdentity("sexe-corrige", "qui a déjà un compte ; l’état civil a corrigé son sexe", {
            **_holder(holders["responsable-seul"], "").claims, "family_name": "LEFEVRE", "gender": "male",
        }),
        DemoIdentity("prenom-corrige", "qui a déjà un compte ; l’état civil a corrigé son sexe et ses prénoms", {
            **_holder(holders["conjoint-autorise"], "").claims, "family_name": "MOREAU", "gender": "male",
            "given_name": "Nadir Samir", "given_name_array": ["Nadir", "Samir"],
        }),
        DemoIdentity("sans-sexe", "dont le sexe n’est pas transmis", {
            **complete, "given_name": "Camille", "given_name_array": ["Camille"], "family_name": "Roux",
            "gender": "", "email": "camille@example.org",
        }),
        DemoIdentity("prenom-compose", "dont le premier prénom a une espace", {
            **complete, "given_name": "Jean Pierre Marc", "given_name_array": ["Jean Pierre", "Marc"],
            "family_name": "MARTINEAU", "birthdate": "1982-08-24", "birthplace": "75107",
            "email": "jean-pierre@example.org",
        }),
        DemoIdentity("un-seul-nom", "qui n’a qu’un seul nom", {
            **complete, "given_name": "", "given_name_array": [], "family_name": "Suparman",
            "birthplace": "", "birthcountry": "99231", "email": "suparman@example.org",
        }),
    )  # fmt: skip
    return {identity.key: identity for identity in found}


IDENTITIES = _identities()
