"""The French of Mes paiements."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from views.shell.benefit_names import benefit
from views.shell.feature import Searched
from views.shell.formats import count, day, euros, month, months, of_month, unbroken

_REASONS: Mapping[str, str] = {
    "income_change": "vos revenus de cette période étaient plus élevés que prévu",
    "situation_change": "votre situation avait changé",
    "duplicate_payment": "cette somme avait été versée deux fois",
}
_REFUSALS: Mapping[str, str] = {
    "account_closed": "Ce compte bancaire est fermé.",
    "account_unknown": "La banque ne connaît pas ce compte.",
}
AT_THE_CAF: Final = "écrivez à votre Caf, ou allez à son accueil"
"""How what cannot be asked here yet is asked."""


class PaymentsText:
    """Paiements et droits."""

    HEADING = "Paiements et droits"
    PLACE = "Paiements et droits"
    PLACE_SHORT = "Paiements"
    EMPTY = "Aucun paiement pour le moment."
    EMPTY_MORE = "Dès que la Caf versera une aide pour ce dossier, elle apparaîtra ici."
    ALL = "Tous les paiements"
    YEAR = "Année"
    BENEFIT = "Aide"
    ANY = "Toutes"
    NOT_FOUND = "Aucun paiement ne correspond à ce choix."
    NO_YEAR = "Il n'y a pas de paiement à cette date."
    NO_YEAR_MORE = "La Caf montre ici dix ans de paiements, jusqu'à aujourd'hui."
    SHOW_ALL = "Voir tous les paiements"
    MORE = "Voir les paiements plus anciens"
    LOADING_MORE = "Chargement…"
    REFUSED = "Refusé"
    CHART = "Montants versés"
    CHART_VIEW = "Présentation"
    CHART_BARS = "Graphique"
    CHART_TABLE = "Tableau"
    CHART_COLUMNS = ("Mois", "Montant")

    @staticmethod
    def last_months(number: int) -> str:
        """Return the heading of the chart."""
        return f"{number} derniers mois" if number > 1 else "Dernier mois"

    @staticmethod
    def next_on(on: date) -> str:
        """Return when the next payment is due."""
        return f"Prochain paiement le {day(on)}."

    @staticmethod
    def shown(number: int, year: int | None, code: str | None) -> str:
        """Return how many payments are shown now that others were chosen, and which."""
        of = ", ".join(filter(None, (str(year) if year else "", benefit(code) if code else ""))) or "tous"
        begin = (
            count(number, "paiement affiché", "paiements affichés") if number else "Aucun paiement affiché"
        )
        return f"{begin} : {of}."

    @staticmethod
    def came(number: int) -> str:
        """Return how many older payments were added to the list."""
        return f"{count(number, 'paiement plus ancien est affiché', 'paiements plus anciens sont affichés')}."


class PaymentMonthText:
    """A month of payments."""

    NAME = "Paiements du mois"
    TOTAL = "Total reçu"
    BACK = "Retour aux paiements"
    NONE = "Aucun paiement ce mois-ci."
    PAYMENT = "Voir ce paiement seul"
    MALFORMED = "Ce mois n'existe pas"
    MALFORMED_MORE = "Un mois s'écrit avec l'année, puis son numéro : 2026-11 pour novembre 2026."
    _OUT: Final[Mapping[str, tuple[str, str]]] = {
        "future": (
            "Ce mois n'est pas encore arrivé",
            "Ses paiements apparaîtront ici dès que la Caf les aura versés.",
        ),
        "before_first": (
            "Ce mois est avant votre premier paiement",
            "La Caf ne versait rien encore pour ce dossier.",
        ),
        "too_old": (
            "Ce mois est trop ancien",
            f"La Caf montre ici dix ans de paiements. Pour ceux d'avant, {AT_THE_CAF}.",
        ),
    }

    @staticmethod
    def heading(name: str) -> str:
        """Return the heading of the screen."""
        return f"Paiements {of_month(name)}"

    @staticmethod
    def out(code: str) -> tuple[str, str]:
        """Return why the server shows no such month, and what there is instead."""
        return PaymentMonthText._OUT.get(code, (PaymentMonthText.MALFORMED, PaymentMonthText.MALFORMED_MORE))

    @staticmethod
    def paid(paid_on: date, account: str) -> str:
        """Return when the money came, and where to."""
        return f"Versé le {day(paid_on)}, compte {unbroken(account)}"

    @staticmethod
    def payment(paid_on: date, *, refused: bool) -> str:
        """Return what one payment of several is called."""
        return f"{'Refusé' if refused else 'Versé'} le {day(paid_on)}"

    @staticmethod
    def lead(name: str) -> str:
        """Return the name of the way to a month."""
        return f"Voir tout {month(name)}"

    @staticmethod
    def before(name: str) -> str:
        """Return the name of the way to the month before."""
        return f"Mois d'avant : {month(name)}"


class PaymentText:
    """Détail d'un paiement."""

    HEADING = "Paiement"
    PAID = "Ce qui a été versé"
    UNPAID = "Ce qui devait être versé"
    TAKEN = "Ce qui a été repris"
    TOTAL = "Total reçu"
    BACK = "Retour aux paiements"
    BENEFIT = "Aide"
    AMOUNT = "Montant"
    DEBT = "D'où vient cette retenue"
    RETRY = "Ce paiement en remplace un que votre banque avait refusé."
    RETRIED = "Voir le paiement refusé"
    REFUSED = "Votre banque a refusé ce paiement"
    _REFUSED_MORE = (
        f"Donnez un autre compte bancaire à votre Caf : {AT_THE_CAF}. "
        "Elle vous versera cette somme à nouveau."
    )

    @staticmethod
    def heading(name: str) -> str:
        """Return the heading of the screen."""
        return f"Paiement {of_month(name)}"

    @staticmethod
    def transfer(paid_on: date, account: str) -> str:
        """Return how the money came."""
        return f"Versé le {day(paid_on)}, par virement sur le compte {unbroken(account)}."

    @staticmethod
    def sent(paid_on: date, account: str) -> str:
        """Return how the money should have come."""
        return f"Envoyé le {day(paid_on)}, par virement sur le compte {unbroken(account)}."

    @staticmethod
    def account(account: str) -> str:
        """Return how the money came, under the day on which it did."""
        return f"Par virement sur le compte {unbroken(account)}."

    @staticmethod
    def refused(reason: str | None, again_on: date | None) -> str:
        """Return why the bank refused a payment, and what comes of it."""
        why = _REFUSALS.get(reason or "", "Elle n'a pas dit pourquoi.")
        then = (
            f"La Caf vous l'a versé à nouveau le {day(again_on)}." if again_on else PaymentText._REFUSED_MORE
        )
        return f"{why} {then}"

    @staticmethod
    def next_on(on: date | None) -> str:
        """Return when the next payment is due."""
        return PaymentsText.next_on(on) if on else "La date du prochain paiement n'est pas encore connue."

    @staticmethod
    def columns(month_of_right: str | None) -> tuple[str, str]:
        """Return what heads the table of a payment: the month of right too, where all lines have the same."""
        name = PaymentText.BENEFIT
        return f"{name}, {month(month_of_right)}" if month_of_right else name, PaymentText.AMOUNT

    @staticmethod
    def line(code: str, name: str | None, *, arrears: bool) -> str:
        """Return what a sum was paid for; `name` is the month of right where the table does not say it."""
        owed = "somme due pour " if arrears else ""
        return f"{benefit(code)}, {owed}{month(name)}" if name else benefit(code)

    @staticmethod
    def recovery(code: str, first: str, last: str, reason: str) -> str:
        """Return what was taken back, of which months, and why."""
        why = _REASONS.get(reason)
        return f"Retenue : {benefit(code)}, {months(first, last)}" + (f", {why}." if why else ".")

    @staticmethod
    def remaining(cents: int) -> str:
        """Return what is still owed."""
        return f"Il reste {euros(cents)} à rembourser." if cents else "Tout est remboursé."


class DebtsText:
    """Sommes à rembourser."""

    HEADING = "Sommes à rembourser"
    LEAD = (
        "Quand la Caf a versé trop d'argent, elle retient une partie de vos paiements, jusqu'à ce que tout soit "
        "remboursé. Dans ses courriers, elle appelle cette somme un indu."
    )
    EMPTY = "Vous n'avez rien à rembourser."
    EMPTY_MORE = (
        "Si la Caf vous verse un jour trop d'argent, vous trouverez ici pourquoi et ce qu'il reste à rendre."
    )

    @staticmethod
    def row(code: str, first: str, last: str) -> str:
        """Return a debt in the list."""
        return f"{benefit(code)}, {months(first, last)}"

    @staticmethod
    def state(state: str, remaining: int) -> str:
        """Return where a debt stands, in a word or two."""
        return {"settled": "Remboursée", "cancelled": "Annulée"}.get(state, f"Reste {euros(remaining)}")


class DebtText:
    """Une somme à rembourser."""

    HEADING = "Somme à rembourser"
    BACK = "Retour aux sommes à rembourser"
    ORIGIN = "D'où elle vient"
    LEFT = "Reste à rembourser"
    SETTLED = "Tout est remboursé."
    CANCELLED = "La Caf a annulé le reste : vous n'avez plus rien à rembourser."
    AMOUNT = "Versé en trop"
    RECOVERED = "Déjà remboursé"
    MONTHLY = "Retenu chaque mois"
    NOTIFIED = "Annoncé le"
    TAKEN = "Ce qui a été repris"
    TAKEN_COLUMNS = ("Paiement", "Somme reprise")
    NOTHING_TAKEN = "Rien n'a encore été repris."
    CONTEST = "Vous n'êtes pas d'accord ?"
    HELP = "Vous ne pouvez pas rembourser ?"
    HELP_MORE = "Vous pouvez demander à rembourser moins chaque mois, ou à ne pas tout rembourser."
    REACH = "Contacter ma Caf"

    @staticmethod
    def origin(code: str, first: str, last: str, reason: str) -> str:
        """Return where a debt comes from, in a sentence."""
        period = months(first, last)
        when = f"en {period}" if first == last else period
        why = _REASONS.get(reason)
        return f"La Caf a versé trop d'argent {when} ({benefit(code)})" + (f" : {why}." if why else ".")

    @staticmethod
    def left_after(cents: int) -> str:
        """Return what was owed after a part of it was taken back."""
        return f"Il restait {euros(cents)}." if cents else "Tout était remboursé."

    @staticmethod
    def contest(until: date, *, passed: bool) -> str:
        """Return how to contest a debt, and until when."""
        if passed:
            return (
                f"Le délai pour contester s'est terminé le {day(until)}. "
                "Si vous pensez qu'il y a une erreur, dites-le à votre Caf."
            )
        return (
            f"Jusqu'au {day(until)}, vous pouvez contester : écrivez à la commission de recours amiable de votre Caf, "
            "en expliquant pourquoi. C'est gratuit, et une lettre suffit."
        )


class PaymentsSearchText:
    """What Rechercher says of it."""

    PAYMENTS = Searched(
        "Voir mes paiements",
        "Chaque versement, mois par mois",
        "argent versement virement montant reçu payé combien date de paiement quand prochain",
    )
    DEBTS = Searched(
        "Voir mes indus",
        "Ce qui a été versé en trop, et comment le contester",
        "trop-perçu dette rembourser remboursement retenue contester remise",
    )
    PAYMENT_CALLED = ("Paiements", "paiement")
    DEBT_CALLED = ("Indus", "indu")
