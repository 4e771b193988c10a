"""The French of Mes démarches. What is asked in a form, and what it is called, are the fund's words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from app.requests.appeal import TEXT_MAX
from app.rules.problem import Fault, Problem
from views.shell.clock import local
from views.shell.feature import Searched
from views.shell.formats import capital, count, day, moment, months, short_day


class RequestsText:
    """Mes démarches."""

    HEADING = "Mes démarches"
    SHORT = "Démarches"
    TO_DO = "À faire"
    UNDER_WAY = "En cours"
    OVER = "Terminées"
    NONE = "Vous n'avez aucune démarche en cours."
    NONE_MORE = "Un changement dans votre vie, une aide à demander ? C'est ici."
    MORE = "Voir les plus anciennes"
    WAYS = "Que voulez-vous faire ?"
    DECLARE = "Déclarer un changement"
    QUARTERLY = "Déclaration trimestrielle"
    ASK = "Demander une aide"
    GO_ON = "Reprendre"
    FOLLOW = "Voir cette démarche"
    STATES: Final[Mapping[str, str]] = {
        "draft": "À finir",
        "sent": "Envoyée",
        "studied": "À l'étude",
        "waiting": "À vous",
        "accepted": "Acceptée",
        "refused": "Refusée",
        "withdrawn": "Retirée",
        "appealed": "Recours en cours",
    }

    @staticmethod
    def of(kind: str, state: str, sent_at: datetime | None, opened_on: date, reference: str) -> str:
        """Return when a request was sent or begun, and its number."""
        if state == "draft" or sent_at is None:
            return f"Commencée le {short_day(opened_on)}"
        what = {"change": "Déclaré", "declaration": "Envoyée", "benefit": "Demande"}[kind]
        when = short_day(local(sent_at).date())
        return (
            f"{what} du {when}, n° {reference}" if kind == "benefit" else f"{what} le {when}, n° {reference}"
        )

    @staticmethod
    def due(state: str, due_on: date | None) -> str:
        """Return what is awaited until when; nothing where nothing is."""
        if due_on is None:
            return ""
        match state:
            case "waiting":
                return f"Un document est à envoyer avant le {short_day(due_on)}."
            case "sent" | "studied" | "appealed":
                return f"Réponse avant le {short_day(due_on)}."
            case _:
                return ""

    @staticmethod
    def called(label: str, title: str) -> str:
        """Return the accessible name of a link that others have the words of."""
        return f"{label} : {title}"

    @staticmethod
    def period(first: str) -> str:
        """Return the months of a declaration, from the first: Septembre à novembre 2026."""
        year, number = map(int, first.split("-"))
        last = year * 12 + number - 1 + 2
        return capital(months(first, f"{last // 12:04}-{last % 12 + 1:02}"))


class ChangesText:
    """Déclarer un changement."""

    HEADING = "Déclarer un changement"
    LEAD = "Dites-le dès que cela arrive : vos aides seront justes, et vous n'aurez rien à rembourser."
    OPEN = "Ce qui change"
    CLOSED = "Fermé pour vous"
    NO_FILE = "Vous n'avez pas encore de dossier : il n'y a rien à changer. Demandez d'abord une aide."
    BEGUN = "à finir"

    @staticmethod
    def minutes(number: int) -> str:
        """Return how long a form takes."""
        return f"{number} min"


class StartText:
    """What is said before a form is begun."""

    BACK_TO_CHANGES = "Retour à tous les changements"
    BACK_TO_REQUESTS = "Retour à mes démarches"
    EFFECTS = "Ce que cela peut changer"
    NEEDED = "Ce qu'il faudra"
    NEEDED_MORE = "Il vous manque un papier ? Commencez quand même : vous pourrez l'envoyer plus tard."
    BEGIN = "Commencer"
    GO_ON = "Reprendre là où j'en étais"
    UNPROVED = "Vous pouvez préparer votre demande. Elle partira quand votre identité sera vérifiée."
    UNKNOWN = "Cette démarche n'existe pas, ou ne se fait plus ici."

    @staticmethod
    def takes(minutes: int) -> str:
        """Return how long it takes, and that one may stop."""
        return (
            f"Environ {count(minutes, 'minute', 'minutes')}. Ce que vous tapez est gardé au fur et à mesure : "
            "vous pouvez vous arrêter, et finir sur un autre appareil."
        )


class RequestText:
    """One request."""

    TIMELINE = "Où en est ma démarche"
    APPEAL = "Contester cette décision"
    WITHDRAW = "Retirer ma demande"
    WITHDRAW_CHANGE = "Retirer ma déclaration"
    WITHDRAW_ASKED = "Voulez-vous vraiment la retirer ?"
    WITHDRAW_MEANS = "La Caf ne l'étudiera pas. Pour la faire plus tard, il faudra tout recommencer."
    WITHDRAW_YES = "Oui, la retirer"
    KEEP = "Non, la garder"
    WITHDRAWN = "Votre démarche est retirée"
    DELETE = "Effacer ce brouillon"
    DELETE_ASKED = "Voulez-vous vraiment l'effacer ?"
    DELETE_MEANS = "Ce que vous avez tapé sera perdu."
    DELETE_YES = "Oui, l'effacer"
    GO_ON = "Reprendre"
    DRAFT = "Cette démarche n'est pas encore envoyée."
    RECEIPT = "Télécharger l'accusé de réception"
    SAVED = "L'accusé de réception est enregistré"
    UNSAVED = "L'accusé de réception n'a pas pu être enregistré"
    UNSAVED_MORE = "Vérifiez la place libre, ou choisissez un autre dossier."
    SEND = "Envoyer le document"
    BACK = "Retour à mes démarches"
    ACCEPTED = "Votre démarche est acceptée"
    REFUSED = "Votre démarche est refusée"

    _EVENTS: Final[Mapping[str, str]] = {
        "sent": "Reçue",
        "studied": "Étudiée",
        "accepted": "Acceptée",
        "refused": "Refusée",
        "withdrawn": "Retirée",
        "appealed": "Recours envoyé",
        "appeal_accepted": "Recours accepté",
        "appeal_refused": "Recours refusé",
    }

    @staticmethod
    def event(kind: str, label: str | None) -> str:
        """Return what happened."""
        match kind:
            case "document_asked":
                return f"Il manque {label}"
            case "document_sent":
                return f"Vous avez envoyé {label}"
            case "document_refused":
                return f"{capital(label or 'Le document')} est à renvoyer"
            case _:
                return RequestText._EVENTS.get(kind, "Mise à jour")

    @staticmethod
    def at(when: datetime) -> str:
        """Return when something happened."""
        return capital(moment(when))

    @staticmethod
    def until(last: date) -> str:
        """Return the last day to do something."""
        return f"Avant le {short_day(last)}"

    @staticmethod
    def expected(state: str, due_on: date | None) -> str:
        """Return when the next thing is to be expected; nothing where nothing is."""
        match state:
            case "waiting":
                return "Décision, environ 10 jours après votre document"
            case "appealed" if due_on is not None:
                return f"Réponse à votre recours, avant le {day(due_on)}"
            case "sent" | "studied" if due_on is not None:
                return f"Décision, avant le {day(due_on)}"
            case _:
                return ""

    @staticmethod
    def counts_from(on: date) -> str:
        """Return from when what was declared counts."""
        return (
            f"Ce changement compte à partir du {day(on)}. "
            "Ce n'est pas vous qui l'avez déclaré ? Retirez-le avant cette date, et changez votre mot de passe."
        )

    @staticmethod
    def appeal_until(on: date) -> str:
        """Return until when a decision may be contested."""
        return f"Vous pouvez contester cette décision jusqu'au {day(on)}."

    @staticmethod
    def number(reference: str) -> str:
        """Return the number of a request."""
        return f"n° {reference}"


class AppealText:
    """Contester une décision."""

    HEADING = "Contester une décision"
    LEAD = (
        "Dites pourquoi vous n'êtes pas d'accord. "
        "Une autre personne de la Caf reprend votre démarche, et vous répond."
    )
    DECISION = "La décision"
    TEXT = "Pourquoi contestez-vous cette décision ?"
    TEXT_HINT = "Avec vos mots. Par exemple : ce qui est faux, ce qui manquait, ce qui a changé."
    DOCUMENTS = "Ce qui le montre (facultatif)"
    SUBMIT = "Envoyer mon recours"
    DONE = "Votre recours est envoyé"
    CLOSED = "Cette décision ne peut plus être contestée ici."
    FOLLOW = "Suivre ma démarche"

    @staticmethod
    def text(problem: Problem) -> str:
        """Return what is wrong with the text, and how to mend it."""
        if problem.fault is Fault.TOO_LONG:
            too_many = count(problem.count, "caractère", "caractères")
            return f"{too_many} de trop : gardez l'essentiel ({TEXT_MAX} au plus)."
        return "Écrivez pourquoi, en quelques mots."

    @staticmethod
    def documents(_: Problem) -> str:
        """Return that a document cannot be sent with the appeal."""
        return "Un de ces documents n'est plus là. Retirez-le, ou envoyez-le à nouveau."


class RequestsSearchText:
    """What Rechercher says of it."""

    MOVING = Searched(
        "Changer d'adresse",
        "Déclarer un déménagement",
        "déménager nouveau logement appartement maison nouvelle adresse postale",
    )
    BANK = Searched(
        "Changer de compte bancaire",
        "Donner un nouveau RIB",
        "IBAN banque coordonnées bancaires virement compte",
    )
    BIRTH = Searched(
        "Déclarer une grossesse ou une naissance",
        "",
        "enceinte bébé accouchement nouveau-né enfant né adoption",
    )
    CHILD = Searched(
        "Déclarer le départ d'un enfant",
        "",
        "fils fille majeur parti quitte la maison garde alternée",
    )
    COUPLE = Searched(
        "Déclarer une vie en couple, un mariage ou un Pacs",
        "",
        "marié pacsé concubinage concubin conjoint compagnon remise en couple",
    )
    SEPARATION = Searched(
        "Déclarer une séparation",
        "",
        "divorce divorcé rupture séparé quitter conjoint",
    )
    DEATH = Searched(
        "Déclarer un décès",
        "",
        "mort mort d'un proche deuil obsèques veuf veuve",
    )
    INCOME = Searched(
        "Déclarer un changement de revenus",
        "",
        "salaire ressources baisse hausse chômage indemnités gagner moins plus",
    )
    WORK = Searched(
        "Déclarer un changement de travail",
        "",
        "emploi embauche chômage licenciement retraite arrêt maladie employeur situation professionnelle",
    )
    STUDY = Searched(
        "Déclarer des études ou un apprentissage",
        "",
        "école lycée étudiant scolarité apprenti alternance",
    )
    HOUSING = Searched(
        "Demander une aide au logement",
        "APL, ALF ou ALS",
        "loyer appartement location logement étudiant allocation logement",
    )
    ACTIVITY = Searched(
        "Demander la prime d'activité",
        "",
        "complément salaire travail salarié",
    )
    RSA = Searched(
        "Demander le RSA",
        "Revenu de solidarité active",
        "sans revenu sans emploi minimum",
    )
    CHILDCARE = Searched(
        "Demander une aide pour faire garder un enfant",
        "Complément de libre choix du mode de garde (CMG)",
        "nounou assistante maternelle crèche micro-crèche garde à domicile",
    )
    SCHOOL = Searched(
        "Demander l'allocation de rentrée scolaire",
        "ARS",
        "école fournitures rentrée",
    )
    CHANGES = Searched(
        "Déclarer un changement",
        "Famille, logement, travail, compte bancaire",
        "signaler modifier situation changer informations",
    )
    FOLLOW = Searched(
        "Suivre mes démarches",
        "Où en sont mes demandes, et ce qui manque",
        "demande en cours dossier avancement délai traitement réponse recours brouillon",
    )
    REQUEST_CALLED = ("Mes démarches", "démarche")
