"""The French of Mon agenda."""

from datetime import datetime

from views.shell.benefit_names import benefit
from views.shell.feature import Searched
from views.shell.formats import capital, euros, hour, moment, month, months
from views.steps.document_text import supporting_document


class AgendaSearchText:
    """By which words Mon agenda is found."""

    AGENDA = Searched(
        "Mon agenda",
        "Vos paiements, vos déclarations, vos rendez-vous et vos derniers jours.",
        "calendrier date échéance quand prochain paiement versement délai",
    )
    CALENDAR = Searched(
        "Ajouter à mon calendrier",
        "Un fichier, ou une adresse privée pour votre calendrier.",
        "ics ical abonnement agenda téléphone google outlook",
    )


class AgendaText:
    """Mon agenda."""

    HEADING = "Mon agenda"
    SHORT = "Agenda"
    LIST = "Liste"
    MONTHS = "Mois par mois"
    VIEWS = "Présentation"
    ADD = "Ajouter à mon calendrier"
    NONE = "Rien de prévu."
    NONE_MORE = "Vos paiements, vos déclarations et vos rendez-vous seront ici."
    EARLIER = "Mois précédents"
    LATER = "Mois suivants"
    EARLIER_ONE = "Mois précédent"
    LATER_ONE = "Mois suivant"
    NOW = "Revenir à aujourd'hui"

    @staticmethod
    def month(of: str) -> str:
        """Return the heading of a month: Novembre 2026."""
        return capital(month(of))

    @staticmethod
    def title(code: str, document: str | None, label: str | None) -> str:
        """Return what happens on a date, in two or three words."""
        match code:
            case "paid" | "refused" | "expected":
                return "Paiement"
            case "due" | "later":
                return "Déclaration trimestrielle"
            case "asked":
                return supporting_document(document or "other", label)
            case "appeal":
                return "Contester une décision"
            case "contest":
                return "Contester une somme à rembourser"
            case "booked":
                return "Rendez-vous avec la Caf"
            case "ends":
                return "Fin d'un droit"
            case _:
                return "À noter"

    @staticmethod
    def more(code: str, *, amount: int | None, quarter: str | None) -> str:
        """Return what else is known of a payment, a declaration, a document or a last day."""
        sum_ = euros(amount) if amount is not None else ""
        match code:
            case "paid":
                return f"{sum_}, versés"
            case "refused":
                return f"{sum_}, refusés par la banque"
            case "expected":
                return f"Environ {sum_}" if sum_ else "Prévu"
            case "due":
                return "Dernier jour, 10 minutes"
            case "later":
                return f"Dernier jour, pour {_quarter(quarter)}"
            case "asked":
                return "À envoyer"
            case "appeal" | "contest":
                return "Dernier jour"
            case _:
                return ""

    @staticmethod
    def meeting(at: datetime, way: str | None) -> str:
        """Return when and how one meets: 9 h 30, à l'accueil."""
        return f"{hour(at)}, {'par téléphone' if way == 'telephone' else 'à l' + chr(39) + 'accueil'}"

    @staticmethod
    def benefit(code: str) -> str:
        """Return the name of the right that ends."""
        return benefit(code)


class CalendarText:
    """Ajouter à mon calendrier."""

    HEADING = "Ajouter à mon calendrier"
    BACK = "Retour à mon agenda"
    FILES = "Un fichier pour votre calendrier"
    FILES_MORE = (
        "Il ne contient ni montant, ni nom. Il ne change plus ensuite : les dates nouvelles n'y viennent pas."
    )
    ALL = "Toutes mes dates"
    ONE = "Une seule date"
    ADDRESS = "Une adresse pour votre calendrier"
    ADDRESS_LEAD = (
        "Donnez cette adresse à votre calendrier (« S'abonner », « À partir d'une URL ») : il montre vos dates, "
        "et suit leurs changements. Ni montant, ni nom n'y sont."
    )
    ADDRESS_WARNING = (
        "Qui a cette adresse voit vos dates. Ne la donnez qu'à votre calendrier. "
        "Vous pouvez la supprimer à tout moment."
    )
    HERE_ALONE = "Pas d'adresse ici"
    HERE_ALONE_MORE = (
        "Mon Compte fonctionne seul sur cet appareil : votre calendrier ne pourrait pas lire d'adresse. "
        "Prenez un fichier, ci-dessous."
    )
    THIS_DEVICE = "Cette adresse ne marche que sur cet appareil, tant que Mon Compte y est ouvert."
    MAKE = "Créer mon adresse privée"
    RENEW = "Changer d'adresse"
    REVOKE = "Supprimer l'adresse"
    COPY = "Copier l'adresse"
    COPIED = "L'adresse est copiée."
    URL = "Votre adresse privée"
    ONCE = "Notez-la ou copiez-la maintenant : elle n'est montrée qu'une fois."
    REVOKED = "L'adresse est supprimée"
    REVOKED_MORE = "Les calendriers qui l'avaient ne reçoivent plus rien."
    RENEW_ASKED = "Changer d'adresse ?"
    RENEW_MEANS = "L'adresse d'avant ne marchera plus. Il faudra donner la nouvelle à votre calendrier."
    REVOKE_ASKED = "Supprimer l'adresse ?"
    REVOKE_MEANS = "Les calendriers qui l'ont ne montreront plus vos dates à venir."
    RENEW_YES = "Oui, en changer"
    REVOKE_YES = "Oui, la supprimer"
    KEEP = "Non, la garder"

    @staticmethod
    def made(at: datetime) -> str:
        """Return since when there is an address."""
        return f"Vous avez une adresse privée depuis le {moment(at)}. Elle n'est plus montrée ici."

    @staticmethod
    def add(title: str, on: str) -> str:
        """Return the accessible name of what adds one date."""
        return f"Ajouter à mon calendrier : {title}, {on}"


def _quarter(first: str | None) -> str:
    if first is None:
        return "trois mois"
    year, number = map(int, first.split("-"))
    last = year * 12 + number - 1 + 2
    return months(first, f"{last // 12:04}-{last % 12 + 1:02}").removeprefix("de ").replace(" à ", " à ")
