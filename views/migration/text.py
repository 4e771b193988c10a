"""The change of connection of an old account, the terms, and what the spouse is allowed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from views.shell.formats import confirmed_at, day, moment


class NewConnectionText:
    """Votre connexion change."""

    HEADING = "Votre connexion change"
    LEAD = "Votre mot de passe à 8 chiffres est reconnu. Il reste à le remplacer par un nouveau."
    REQUIRED = "Votre mot de passe à 8 chiffres doit d'abord être remplacé par un nouveau."
    STEPS_TITLE = "3 étapes, 5 à 10 minutes"
    STEPS = (
        "Je lis et j'accepte les conditions générales d'utilisation",
        "Je choisis mon nouveau mot de passe",
        "Je confirme mes coordonnées de contact",
    )
    WHY = "Pourquoi ?"
    WHY_MORE = "Un mot de passe plus long protège mieux vos informations et vos paiements."
    KEPT = "Vous pouvez vous arrêter et reprendre pendant 24 heures, sur n'importe quel appareil."
    BEGIN = "Commencer"
    RESUME = "Reprendre"
    BEGUN = "Vous avez déjà commencé"
    QUIT = "Quitter"
    QUIT_KEPT = "Ce que vous avez rempli est gardé 24 heures."
    ASK_QUIT = "Quitter le changement de connexion ?"
    ASK_QUIT_BEGUN = (
        "Ce que vous avez rempli est gardé 24 heures. Votre mot de passe à 8 chiffres fonctionne encore : "
        "reconnectez-vous pour reprendre à la même étape."
    )
    ASK_QUIT_NOT_BEGUN = (
        "Rien n'a changé. Votre mot de passe à 8 chiffres fonctionne encore : "
        "reconnectez-vous pour faire le changement."
    )
    SIGN_OUT = "Me déconnecter"
    STAY = "Rester ici"
    PASSWORD_HEADING = "Choisir son mot de passe"
    PASSWORD_LEAD = "Il remplacera votre mot de passe à 8 chiffres à la fin du changement, pas avant."
    CONTACT_HEADING = "Coordonnées de contact"
    CONTACT_LEAD = (
        "Nous vous envoyons un code de vérification par SMS ou par mail. "
        "Ces coordonnées serviront aussi à vous prévenir."
    )
    SKIP = "Passer cette étape"
    SKIP_MORE = "Vous pourrez les vérifier plus tard : Mon Compte vous le rappellera."
    CODE_HEADING = "Vérification de mes coordonnées de contact"

    @staticmethod
    def resume_at(heading: str) -> str:
        """Where a change begun before goes on."""
        return f"Vous reprenez à l'étape « {heading} »."


class AcceptanceText:
    """Conditions générales d'utilisation, to be accepted."""

    HEADING = "Conditions générales d'utilisation"
    LEAD = "Lisez-les jusqu'à la fin de la page : c'est là que vous pourrez les accepter."
    BOX = "J'ai pris connaissance des conditions générales d'utilisation et je les accepte"
    MISSING = "Pour continuer, cochez la case : elle dit que vous acceptez les conditions."

    @staticmethod
    def version(version: str, published_on: date) -> str:
        """Which text it is."""
        return f"Version {version}, publiée le {day(published_on)}."


class ConnectionDoneText:
    """The end of the change of connection."""

    PENDING = "Dernière étape"
    PENDING_MORE = "Nous enregistrons votre nouvelle connexion."
    HEADING = "Votre nouvelle connexion est prête"
    LEAD = "Votre nouveau mot de passe est actif. L'ancien, à 8 chiffres, ne fonctionne plus."
    NEXT: Mapping[str, str] = {
        "nir": "Pour accéder à Mon Compte, utilisez votre numéro de Sécurité sociale et ce nouveau mot de passe.",
        "provisional": "Pour accéder à Mon Compte, utilisez votre identifiant provisoire et ce nouveau mot de passe.",
    }
    UNSENT = "Nous n'avons pas pu vous envoyer de confirmation : nous ne connaissons ni téléphone, ni adresse mail."
    POSTPONED = "Vos coordonnées restent à vérifier"
    POSTPONED_MORE = "Sans elles, la Caf ne peut pas vous prévenir. Mon Compte vous le rappellera."
    ENTER = "Accéder à Mon Compte"

    @staticmethod
    def sent(destinations: Iterable[tuple[str, str]]) -> str:
        """Where the confirmation went: each contact with its channel before it."""
        return confirmed_at(*destinations)


class AuthorisationText:
    """Mes autorisations, in the change of connection and in Gérer mon compte."""

    HEADING = "Mes autorisations"
    RESPONSABLE = "Vous êtes responsable de votre dossier Caf"
    ALONE = (
        "Sans votre autorisation, votre conjoint ou conjointe ne peut ni consulter le dossier, ni le gérer."
    )
    CAN = (
        "consulter les droits et paiements",
        "déclarer des changements",
        "demander une prestation",
    )
    YES = "Oui"
    NO = "Non"
    MISSING = "Choisissez Oui ou Non, ou passez cette étape."
    LATER = "À tout moment, vous pourrez revenir sur votre choix dans « Gérer mon compte »."
    PASS = "Passer"
    CONTINUE = "Continuer"
    GIVE = "Donner l'autorisation"
    WITHDRAW = "Retirer l'autorisation"
    WORKING = "Enregistrement en cours…"
    CANCEL = "Annuler"
    HISTORY = "Ce qui a changé"
    NO_HISTORY = "Aucun changement pour le moment."

    @staticmethod
    def could(spouse: str) -> str:
        """Before the list of what the spouse could do."""
        return f"Vous pouvez autoriser {spouse} à :"

    @staticmethod
    def question(spouse: str) -> str:
        """What is answered by yes or no."""
        return f"J'autorise {spouse} à consulter les données du dossier et à réaliser les démarches."

    @staticmethod
    def chosen(spouse: str, *, authorised: bool) -> str:
        """What was just answered."""
        return (
            f"Vous autorisez {spouse} à consulter les données du dossier et à réaliser les démarches."
            if authorised
            else f"Vous n'autorisez pas {spouse} à consulter les données du dossier, ni à réaliser les démarches."
        )

    @staticmethod
    def can(spouse: str) -> str:
        """Before the list of what the spouse may do now."""
        return f"{spouse} peut :"

    @staticmethod
    def state(spouse: str, *, authorised: bool) -> str:
        """What is allowed now."""
        return (
            f"{spouse} peut consulter et gérer votre dossier."
            if authorised
            else f"{spouse} ne peut ni consulter, ni gérer votre dossier."
        )

    @staticmethod
    def no_account(spouse: str) -> str:
        """The spouse cannot use it yet."""
        return f"{spouse} n'a pas encore de compte. L'autorisation comptera dès sa création."

    @staticmethod
    def ask(spouse: str, *, give: bool) -> tuple[str, str]:
        """Title and text of the question before a change."""
        if give:
            return (
                f"Autoriser {spouse} ?",
                f"{spouse} pourra tout de suite consulter les droits et paiements, déclarer des changements "
                f"et demander une prestation. Un message vous préviendra, et {spouse} aussi.",
            )
        return (
            f"Retirer l'autorisation de {spouse} ?",
            f"{spouse} ne pourra plus, dès maintenant, consulter les droits et paiements, ni faire de démarche "
            f"sur votre dossier. Un message vous préviendra, et {spouse} aussi.",
        )

    @staticmethod
    def changed(spouse: str, *, given: bool) -> str:
        """What was confirmed is made."""
        return (
            f"{spouse} peut maintenant consulter l'ensemble du dossier et faire les démarches en ligne."
            if given
            else f"{spouse} ne peut plus consulter l'ensemble du dossier, ni faire les démarches en ligne."
        )

    @staticmethod
    def event(at: datetime, *, given: bool) -> str:
        """One line of the history."""
        return f"{_EVENTS[given]} le {moment(at)}"


_EVENTS: Mapping[bool, str] = {True: "Autorisation donnée", False: "Autorisation retirée"}
