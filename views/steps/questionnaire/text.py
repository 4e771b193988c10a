"""The French of every form that is described by data; what a form asks is in the form's own words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from app.steps.questionnaire_keeping import Kept
from questionnaires.definition import Bounds, Kind
from views.shell.formats import clock, count, exact_euros, said_of


class QuestionnaireText:
    """Filling in a form."""

    LATER = "Enregistrer et finir plus tard"
    SAVING = "Enregistrement en cours…"
    RECAP = "Récapitulatif"
    RECAP_LEAD = "Relisez vos réponses. Vous pouvez encore tout modifier."
    MODIFY = "Modifier"
    SEND = "Envoyer"
    SENDING = "Envoi en cours…"
    NO_ANSWER = "Pas de réponse"
    PREFILLED = "Repris de votre dossier. Corrigez si c'est faux."
    OPTIONAL = "facultatif"
    YES = "Oui"
    NO = "Non"
    ADD = "Ajouter"
    REMOVE = "Retirer"
    IN_EUROS = "en euros"
    EURO = "€"
    SOMEBODY_NEW = "Une autre personne"
    MONTH_HINT = "Par exemple : 10/2026"
    IBAN_HINT = "Il est sur votre RIB. En France, 27 caractères qui commencent par FR."
    GROWN = "Votre réponse amène d'autres questions"
    GROWN_MORE = "Elles sont sur cette page. Répondez-y, puis continuez."
    CONTESTED = "Deux réponses différentes"
    CONTESTED_LEAD = (
        "Vous avez répondu à ces questions ici, et autrement sur un autre appareil. "
        "Choisissez la bonne réponse."
    )
    CLOSED = "Cette démarche est déjà envoyée"
    CLOSED_MORE = "Elle a été envoyée depuis un autre appareil. Vos dernières réponses d'ici n'y sont pas."
    SENT = "Votre démarche est envoyée"
    FOLLOW = "Voir ma démarche"
    NEWER = "Ce formulaire a changé depuis que vous l'avez commencé"
    TAKEN = "Des réponses viennent d'un autre appareil"
    PARTS: Mapping[str, str] = {
        "line1": "Numéro et rue",
        "line2": "Complément d'adresse",
        "postcode": "Code postal",
        "city": "Commune",
        "country": "Pays",
        "name": "Nom de l'employeur",
        "siret": "SIRET",
        "first_names": "Prénoms",
        "last_name": "Nom",
        "birth_date": "Date de naissance",
        "person_id": "Personne",
    }
    SIRET_HINT = "14 chiffres, sur le bulletin de salaire"

    @staticmethod
    def kept(last: Kept, at: datetime | None) -> str:
        """Return whether what was answered is kept."""
        if last is Kept.ELSEWHERE:
            return "Pas enregistré : cette démarche a changé sur un autre appareil. Continuez pour voir la différence."
        if last is Kept.REFUSED:
            return "Pas enregistré. Continuez pour savoir pourquoi."
        if last is Kept.NOT_YET or at is None:
            return "Pas encore enregistré : il n'y a pas de réponse. Nous essayons à nouveau."
        return f"Enregistré à {clock(at)}"

    @staticmethod
    def optional(label: str) -> str:
        """Return the label of a question that need not be answered."""
        return f"{label} ({QuestionnaireText.OPTIONAL})"

    @staticmethod
    def item(label: str, number: int) -> str:
        """Return what one of a group is called."""
        return f"{label} {number}"

    @staticmethod
    def of(what: str, whom: str) -> str:
        """Return what is done with whom, or a question about whom."""
        return said_of(what, whom)

    @staticmethod
    def how_many(one: str, several: str, number: int) -> str:
        """Return how many of a group there are, by the form's words for one and for several of them."""
        if not number:
            return f"{one} : aucun pour le moment"
        if number == 1 or several:
            return f"{number} {(one if number == 1 else several).lower()}"
        return f"{one} : {number} en tout"

    @staticmethod
    def option(label: str, more: str) -> str:
        """Return the words of an answer to choose, with what helps to choose it."""
        return f"{label} – {more}" if more else label

    @staticmethod
    def newer(added: Sequence[str], removed: Sequence[str]) -> str:
        """Return what a newer version of a form asks otherwise, and what becomes of what was answered."""
        said = [
            "Vos réponses sont gardées. Vous pouvez finir et envoyer ce formulaire : votre Caf l'accepte.",
            *([f"Le nouveau demande aussi : {_quoted(added)}."] if added else []),
            *([f"Il ne demande plus : {_quoted(removed)}."] if removed else []),
        ]
        return " ".join(said)

    @staticmethod
    def taken(labels: list[str]) -> str:
        """Return which answers came from another device."""
        return f"Relisez : {', '.join(labels)}."

    @staticmethod
    def here(answer: str) -> str:
        """Return an answer that was given on this device."""
        return f"Ici : {answer}"

    @staticmethod
    def there(answer: str) -> str:
        """Return an answer that was given on another device."""
        return f"Sur l'autre appareil : {answer}"

    @staticmethod
    def documents(number: int) -> str:
        """Return how many documents were sent."""
        return count(number, "document envoyé", "documents envoyés")

    @staticmethod
    def to_mend(number: int) -> str:
        """Return how many answers keep a form from being sent."""
        return "Une réponse est à revoir" if number == 1 else f"{number} réponses sont à revoir"


class RefusalText:
    """What is wrong with an answer, and how to mend it."""

    _REQUIRED: Final[Mapping[Kind, str]] = {
        Kind.AMOUNT: "Tapez une somme, ou 0.",
        Kind.NUMBER: "Tapez un nombre.",
        Kind.DATE: "Donnez le jour, le mois et l'année.",
        Kind.PARTIAL_DATE: "Donnez le jour, le mois et l'année.",
        Kind.MONTH: "Donnez un mois. Par exemple : 10/2026",
        Kind.YES_NO: "Répondez par oui ou par non.",
        Kind.CHOICE: "Choisissez une réponse.",
        Kind.CHOICES: "Choisissez au moins une réponse.",
        Kind.PERSON: "Dites de qui il s'agit.",
        Kind.IBAN: "Tapez l'IBAN.",
        Kind.GROUP: "Remplissez cette partie.",
        Kind.DOCUMENT: "Envoyez ce document.",
        Kind.STATEMENT: "Cochez cette case pour continuer.",
    }
    _REQUIRED_PART: Final[Mapping[str, str]] = {
        "line1": "Tapez le numéro et la rue.",
        "postcode": "Tapez le code postal.",
        "city": "Tapez la commune.",
        "country": "Tapez le pays.",
        "name": "Tapez le nom de l'employeur.",
        "first_names": "Tapez les prénoms.",
        "last_name": "Tapez le nom.",
        "birth_date": "Donnez le jour, le mois et l'année.",
        "person_id": "Dites de qui il s'agit.",
    }
    _FORMAT: Final[Mapping[Kind, str]] = {
        Kind.AMOUNT: "Ce n'est pas une somme. Par exemple : 1 240,00",
        Kind.NUMBER: "Ce n'est pas un nombre. Par exemple : 3",
        Kind.DATE: "Cette date n'existe pas. Par exemple : 02 / 11 / 2026",
        Kind.PARTIAL_DATE: "Cette date n'existe pas. Par exemple : 02 / 11 / 2026",
        Kind.MONTH: "Ce mois n'existe pas. Par exemple : 10/2026",
        Kind.IBAN: "Cet IBAN n'a pas la longueur de ceux de son pays. Relisez votre RIB.",
    }
    _FORMAT_PART: Final[Mapping[str, str]] = {
        "postcode": "En France, un code postal a 5 chiffres.",
        "siret": "Un SIRET a 14 chiffres.",
        "birth_date": "Cette date n'existe pas. Par exemple : 02 / 11 / 2026",
    }
    _CHECKSUM: Final = (
        "Il y a une erreur dans ce numéro : des chiffres manquent ou sont inversés. Relisez-le."
    )
    _OTHERS: Final[Mapping[str, Callable[[Kind, Bounds], str]]] = {
        "too_small": lambda kind, bounds: f"C'est trop peu : {_figure(kind, bounds.minimum)} au moins.",
        "too_large": lambda kind, bounds: f"C'est trop : {_figure(kind, bounds.maximum)} au plus.",
        "too_short": lambda _, bounds: (
            f"C'est trop court : {count(max(1, bounds.min_length), 'caractère', 'caractères')} au moins."
        ),
        "too_long": lambda _, bounds: (
            f"C'est trop long : {bounds.max_length} caractères au plus."
            if bounds.max_length
            else "C'est trop long. Raccourcissez cette réponse."
        ),
        "too_few": lambda _, bounds: f"Il en faut au moins {bounds.min_items}.",
        "too_many": lambda _, bounds: f"Il y en a trop : {bounds.max_items} au plus.",
        "not_allowed": lambda _, __: "Choisissez une des réponses proposées.",
        "checksum": lambda _, __: RefusalText._CHECKSUM,
    }

    @staticmethod
    def statement() -> str:
        """Return that a statement is still to be accepted."""
        return RefusalText._REQUIRED[Kind.STATEMENT]

    @staticmethod
    def choice() -> str:
        """Return that one of several is still to be chosen."""
        return RefusalText._REQUIRED[Kind.CHOICE]

    @staticmethod
    def of(kind: Kind, below: str, code: str, bounds: Bounds) -> str:
        """Return the words for a code, at a part (`below`) of an answer of that kind, or at the answer itself."""
        if code == "required":
            return RefusalText._REQUIRED_PART.get(below) or RefusalText._REQUIRED.get(
                kind, "Répondez à cette question."
            )
        if code in RefusalText._OTHERS:
            return RefusalText._OTHERS[code](kind, Bounds() if below else bounds)
        found = RefusalText._FORMAT_PART.get(below) if below else RefusalText._FORMAT.get(kind)
        return found or "Cette réponse n'a pas la forme attendue. Relisez-la."


def _figure(kind: Kind, figure: float | None) -> str:
    if figure is None:
        return ""
    return exact_euros(int(figure)) if kind is Kind.AMOUNT else f"{figure:g}".replace(".", ",")


def _quoted(labels: Sequence[str]) -> str:
    return ", ".join(f"« {label} »" for label in labels)
