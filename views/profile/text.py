"""La Caf m'informe."""

from datetime import date

from views.shell.benefit_names import benefit
from views.shell.formats import birth_date, count, day
from views.steps.situation_text import SituationText


class ProfileText:
    """What the fund knows of the household, and what changes it."""

    HEADING = "La Caf m'informe"
    LEAD = (
        "Voici ce que la Caf sait de vous. Quelque chose a changé ? Dites-le ici : vos droits en dépendent."
    )
    SITUATION = "Ma situation"
    MARITAL = "Situation familiale"
    OCCUPATION = "Activité"
    HOME = "Mon adresse"
    PEOPLE = "Les personnes de mon foyer"
    CONTACT = "Mes coordonnées"
    ACCOUNT = "Mon compte bancaire"
    ACCOUNT_NUMBER = "Compte sur lequel la Caf verse"
    NO_ADDRESS = "La Caf ne connaît pas votre adresse."
    SEPARATION = "Déclarer une séparation"
    COUPLE = "Déclarer une vie de couple"
    WORK = "Déclarer un changement de travail"
    MOVING = "Déclarer un changement d'adresse"
    BIRTH = "Déclarer une grossesse ou une naissance"
    DEPARTURE = "Déclarer le départ d'un enfant"
    OTHER_CHANGE = "Déclarer un autre changement"
    CONTACT_DETAILS = "Modifier mes coordonnées"
    BANK_DETAILS = "Changer de compte bancaire"

    @staticmethod
    def marital(code: str, since: date | None) -> str:
        """Return the family situation, and since when it is so."""
        words = SituationText.MARITAL.get(code, SituationText.UNKNOWN)
        return f"{words}, depuis le {day(since)}" if since else words

    @staticmethod
    def occupation(code: str | None) -> str:
        """Return the occupation of the person."""
        return SituationText.OCCUPATIONS.get(code or "", SituationText.NONE)

    @staticmethod
    def role(role: str, *, you: bool) -> str:
        """Return what a person is in the household."""
        words = {
            "responsable": "Responsable du dossier",
            "conjoint": "Conjoint ou conjointe",
            "enfant": "Enfant",
        }.get(role, "Personne à charge")
        return f"{words} (vous)" if you else words

    @staticmethod
    def age(years: int | None, born: str | None) -> str:
        """Return how old somebody is, and the date of birth; empty where the fund does not know."""
        said = f"naissance le {birth_date(born)}" if born else ""
        if years is None:
            return said
        old = count(years, "an", "ans") if years else "moins d'un an"
        return f"{old}, {said}" if said else old

    @staticmethod
    def may_end(code: str, age: int, on: date) -> str:
        """Return what may end on a birthday of a child."""
        return f"{benefit(code)} : peut changer à ses {age} ans, le {day(on)}"

    @staticmethod
    def unnamed(number: int) -> str:
        """Return how many children the fund counts whose names it does not have yet."""
        return (
            "Et un autre enfant, dont la Caf n'a pas encore le nom."
            if number == 1
            else (f"Et {number} autres enfants, dont la Caf n'a pas encore le nom.")
        )
