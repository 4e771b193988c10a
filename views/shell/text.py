"""What every screen says."""

from datetime import datetime
from typing import Final, NamedTuple

from app.rules.identifiers import IdentifierKind
from app.rules.problem import Fault, Problem
from views.design.text import typographic
from views.shell.formats import count, moment, spoken_duration


class ShellText:
    """The bars around every screen."""

    NAME = "Mon Compte"
    HOME = "Accueil"
    COMING_IN = "Connexion"
    SIGNING_IN = "Connexion en cours…"
    MENU = "Menu principal"
    FOOT = "Informations et aide"
    CRUMBS = "Fil d'Ariane"
    WARNINGS = "Messages"
    HELP = "Aide"
    SEARCH = "Rechercher"
    ACCESSIBILITY = "Accessibilité"
    SIGN_OUT = "Déconnexion"
    RETRY = "Réessayer"
    NO_LINK = (
        "Pour revenir, tapez vous-même l'adresse de Mon Compte ou ouvrez l'application. "
        "Ne suivez aucun lien reçu par mail ou par SMS : il peut mener à un faux site."
    )
    SETTINGS = "Gérer mon compte"
    NOTIFICATIONS = "Mes notifications"
    BACK_HOME = "Retour à Mon Compte"
    LOADING = "Chargement en cours"
    STORAGE = "Cet appareil ne peut pas se souvenir de vous"
    STORAGE_MORE = (
        "Son trousseau de mots de passe est absent ou verrouillé. Vous pouvez vous connecter quand même."
    )
    CHANGE_FILE = "Changer de dossier"
    BACK_TO_SETTINGS = "Retour à Gérer mon compte"
    WORKING = "En cours…"

    @staticmethod
    def in_file(number: str, responsable: str, *, closed: bool) -> str:
        """Return which file of several a screen is of."""
        return f"Dossier {number} de {responsable}{', fermé' if closed else ''}"

    @staticmethod
    def counted(number: int) -> str:
        """Return a number that stands in the menu; one of three digits has no room there."""
        return str(number) if number < 100 else "99+"  # noqa: PLR2004 - the first of three digits

    @staticmethod
    def title(heading: str, *, wrong: bool = False) -> str:
        """Return the title of the window, which begins with what is `wrong` on the screen."""
        whole = heading if heading == ShellText.NAME else f"{heading} – {ShellText.NAME}"
        return typographic(f"Erreur : {whole}" if wrong else whole)


class FieldText:
    """What is wrong with a field, and how to mend it."""

    @staticmethod
    def summary(number: int) -> str:
        """Return the title of the summary of errors."""
        return "Une correction à faire" if number == 1 else f"{number} corrections à faire"

    @staticmethod
    def identifier(kind: IdentifierKind, problem: Problem) -> str:
        """Return what is wrong with an identifier."""
        return _provisional(problem) if kind is IdentifierKind.PROVISIONAL else _nir(problem)

    @staticmethod
    def password(problem: Problem) -> str:
        """Return what is wrong with a password."""
        if problem.fault is Fault.TOO_LONG:
            return (
                f"Le mot de passe a {count(problem.count, 'caractère', 'caractères')} de trop : 64 au plus."
            )
        if problem.fault is Fault.FORBIDDEN_CHARACTERS:
            return "Le mot de passe contient des signes invisibles, copiés avec lui. Tapez-le au clavier."
        return "Tapez votre mot de passe."

    @staticmethod
    def code(problem: Problem) -> str:
        """Return what is wrong with a code."""
        match problem.fault:
            case Fault.TOO_SHORT:
                return f"Il manque {count(problem.count, 'chiffre', 'chiffres')} : le code en a 6."
            case Fault.TOO_LONG:
                return f"Il y a {count(problem.count, 'chiffre', 'chiffres')} de trop : le code en a 6."
            case Fault.NOT_DIGITS:
                return "Le code ne contient que des chiffres."
            case Fault.SEVERAL:
                return "Il y a plusieurs nombres de 6 chiffres. Gardez seulement le code."
            case _:
                return "Tapez les 6 chiffres du code."

    @staticmethod
    def civil_status(field: str, problem: Problem) -> str:
        """Return what is wrong with a field of the civil status."""
        if problem.fault is Fault.EMPTY:
            return _MISSING[field]
        if problem.fault is Fault.TOO_LONG:
            return f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop."
        if problem.fault is Fault.VOUCHED:
            return "Ce n'est pas ce que FranceConnect a transmis."
        return _WRONG[field]

    @staticmethod
    def document(problem: Problem) -> str:
        """Return what is wrong with the number of a document."""
        if problem.fault is Fault.EMPTY:
            return "Tapez le numéro écrit sur votre titre."
        if problem.fault is Fault.TOO_SHORT:
            return (
                f"Il manque au moins {count(problem.count, 'caractère', 'caractères')}. Relisez votre titre."
            )
        if problem.fault is Fault.TOO_LONG:
            return f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop. Relisez votre titre."
        if problem.fault is Fault.FORBIDDEN_CHARACTERS:
            return "Ce numéro ne contient que des chiffres et des lettres. Relisez votre titre."
        return "Ce numéro n'a pas la forme attendue. Relisez-le sur votre titre."

    @staticmethod
    def contact(problem: Problem, *, sms: bool) -> str:
        """Return what is wrong with a phone number or a mail address."""
        if problem.fault is Fault.EMPTY:
            return "Tapez votre numéro de portable." if sms else "Tapez votre adresse mail."
        if not sms:
            return "Cette adresse n'est pas complète. Elle ressemble à nom@exemple.fr."
        if problem.fault is Fault.NOT_MOBILE:
            return "Ce numéro ne reçoit pas de SMS. Donnez un portable, ou choisissez le mail."
        if problem.fault is Fault.COUNTRY:
            return "La Caf n'envoie pas de SMS aux numéros de ce pays. Choisissez le mail."
        return "Ce n'est pas un numéro de téléphone. Il a 10 chiffres en France, et commence par + ailleurs."


_MISSING = {
    "nir": "Tapez votre numéro de Sécurité sociale.",
    "civility": "Choisissez Madame ou Monsieur.",
    "birth_name": "Tapez votre nom de naissance.",
    "used_name": "Tapez votre nom d'usage, ou laissez vide.",
    "first_names": "Tapez vos prénoms, ou cochez « Je n'ai pas de prénom ».",
    "birth_date": "Tapez le jour, le mois et l'année, ou cochez « Je ne connais pas le jour ou le mois ».",
    "birth_place": "Choisissez votre lieu de naissance dans la liste.",
}
_WRONG = {
    "nir": "Ce numéro ne ressemble pas à un numéro de Sécurité sociale. Relisez votre carte Vitale.",
    "civility": "Choisissez Madame ou Monsieur.",
    "birth_name": "Un nom ne contient que des lettres, des espaces, des traits d'union et des apostrophes.",
    "used_name": "Un nom ne contient que des lettres, des espaces, des traits d'union et des apostrophes.",
    "first_names": "Un prénom ne contient que des lettres, des espaces, des traits d'union et des apostrophes.",
    "birth_date": "Cette date n'existe pas. Relisez le jour, le mois et l'année.",
    "birth_place": "Ce lieu n'est pas connu. Choisissez-le dans la liste.",
}


def _nir(problem: Problem) -> str:
    match problem.fault:
        case Fault.TOO_SHORT:
            return f"Il manque {count(problem.count, 'chiffre', 'chiffres')} : le numéro en a 13."
        case Fault.TOO_LONG:
            return f"Il y a {count(problem.count, 'chiffre', 'chiffres')} de trop : le numéro en a 13."
        case Fault.NOT_DIGITS:
            return "Le numéro ne contient que des chiffres, sauf 2A ou 2B pour la Corse."
        case Fault.WRONG_KEY:
            return "Les 2 derniers chiffres ne correspondent pas aux 13 premiers. Relisez votre carte Vitale."
        case Fault.WRONG_SHAPE:
            return "Ce numéro ne ressemble pas à un numéro de Sécurité sociale. Relisez votre carte Vitale."
        case Fault.TEMPORARY:
            return "C'est un numéro d'attente : un numéro définitif commence par 1 ou 2."
        case _:
            return "Tapez votre numéro de Sécurité sociale."


def _provisional(problem: Problem) -> str:
    if problem.fault is Fault.EMPTY:
        return "Tapez votre identifiant provisoire."
    return "L'identifiant provisoire commence par P, suivi de 8 chiffres et d'une lettre : P 1234 5678 R."


class Part(NamedTuple):
    """A part of a page of text: a heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class WizardText:
    """The steps of every wizard."""

    BACK = "Étape précédente"
    QUESTION = "Une question ?"
    BACK_TO_STEP = "Revenir à mon étape"
    CONTINUE = "Continuer"
    WORKING = "Vérification en cours…"

    @staticmethod
    def step(number: int, total: int) -> str:
        """Return the place of a step among all."""
        return f"Étape {number} sur {total}"


class SessionText:
    """The end of the session is near."""

    STAY = "Rester connecté"
    STAYED = "Vous restez connecté"

    @staticmethod
    def stays(seconds: int) -> str:
        """Return how long the session lasts where nothing is done."""
        return f"Sans activité, votre session dure encore {spoken_duration(seconds)}."

    @staticmethod
    def ends_in(seconds: int) -> str:
        """Return how long is left."""
        return f"Votre session se termine dans {spoken_duration(seconds)}"


class EndedText:
    """The session has ended."""

    HEADING = "Votre session a pris fin"
    LEAD = (
        "Pour protéger vos informations, Mon Compte se ferme après un moment sans activité, "
        "ou quand vous déconnectez cet appareil depuis un autre."
    )
    BACK = "Reconnectez-vous : vous reviendrez à la page que vous regardiez."
    SIGN_IN = "Se reconnecter"
    _NOT_YOU = "Si ce n'est pas vous, choisissez « Mot de passe oublié ? » à la connexion."
    _WHY: Final = {
        "idle": "Pour protéger vos informations, Mon Compte se ferme après un moment sans activité.",
        "too_long": "Pour protéger vos informations, Mon Compte se ferme quelques heures après la connexion.",
        "signed_out_elsewhere": "Cet appareil a été déconnecté depuis un autre appareil.",
        "opened_again": "Mon Compte a été ouvert une nouvelle fois sur cet appareil.",
        "password_changed": "Votre mot de passe a été changé sur un autre appareil.",
        "connection_changed": "Votre connexion a été changée sur un autre appareil.",
        "contact_restored": "Un changement de vos coordonnées a été annulé.",
        "closing_asked": "La fermeture de votre compte a été demandée sur un autre appareil.",
        "taken_over": "Une autre personne a prouvé que ce compte est le sien. Il est fermé.",
        "token_reused": "Votre connexion a peut-être été copiée. Par sécurité, nous l'avons fermée.",
        "last_known": "La Caf est de nouveau joignable : vos chiffres du jour vous attendent.",
    }
    _AGAIN: Final = {
        "password_changed": f"Reconnectez-vous avec le nouveau mot de passe. {_NOT_YOU}",
        "connection_changed": f"Reconnectez-vous avec votre nouveau mot de passe. {_NOT_YOU}",
        "signed_out_elsewhere": f"{BACK} {_NOT_YOU}",
        "contact_restored": f"{BACK} {_NOT_YOU}",
        "closing_asked": f"Reconnectez-vous : vous avez 30 jours pour changer d'avis. {_NOT_YOU}",
        "token_reused": f"{BACK} Regardez ensuite vos appareils connectés, dans Gérer mon compte.",
    }

    @staticmethod
    def why(reason: str) -> str:
        """Return why it ended, by the API's name for it."""
        return EndedText._WHY.get(reason, EndedText.LEAD)

    @staticmethod
    def again(reason: str) -> str | None:
        """Return how to sign in again, where that is not as usual."""
        return EndedText._AGAIN.get(reason)


class OfflineText:
    """Nobody is reached: each cause in its own words, and no other cause is blamed."""

    NO_NETWORK = "Vous êtes hors connexion"
    NO_NETWORK_MORE = "Vérifiez votre connexion à internet, puis réessayez."
    SERVER = "Le service de la Caf ne répond pas"
    SERVER_MORE = "Votre connexion à internet n'y est pour rien. Réessayez dans quelques minutes."
    UNKNOWN = "La Caf est injoignable pour l'instant"
    UNKNOWN_MORE = "C'est peut-être votre connexion à internet, ou le service de la Caf. Réessayez."
    # Beside one of those, which stands on every screen meanwhile.
    HEADING = "Rien à montrer pour l'instant"
    LEAD = "Ce que vous cherchez s'affichera dès que la Caf sera joignable."

    @staticmethod
    def figures_of(read_at: datetime) -> str:
        """Return the date of figures that could not be read again."""
        return f"Derniers chiffres connus, le {moment(read_at)}."


class MaintenanceText:
    """The server is closed for maintenance."""

    HEADING = "Mon Compte est en maintenance"
    SOON = "Le service revient bientôt. Vos paiements ne sont pas touchés."
    # Beside the notice that says until when, which stands on every screen meanwhile.
    REFUSED = "C'est impossible pour l'instant"
    REFUSED_MORE = "Réessayez quand le service sera revenu. Rien n'est perdu."
    UNREAD = "Rien à montrer pour l'instant"
    UNREAD_MORE = "Réessayez quand le service sera revenu."

    @staticmethod
    def until(until: datetime | None) -> str:
        """Return when it opens again."""
        if until is None:
            return MaintenanceText.SOON
        return f"Le service revient le {moment(until)}. Vos paiements ne sont pas touchés."


class UpdateText:
    """The version is too old."""

    HEADING = "Une mise à jour est nécessaire"
    LEAD = (
        "Cette version de Mon Compte ne fonctionne plus. Installez la nouvelle, là où vous avez trouvé celle-ci, "
        "puis revenez."
    )
    LEAD_PHONE = (
        "Cette version de Mon Compte ne fonctionne plus. Mettez Mon Compte à jour dans le magasin d'applications "
        "de votre téléphone, puis revenez."
    )
    LEAD_BROWSER = "Une nouvelle version de Mon Compte est là. Rechargez la page pour vous en servir."
    RELOAD = "Recharger la page"


class NotFoundText:
    """No such page."""

    HEADING = "Cette page n'existe pas"
    LEAD = "L'adresse est peut-être mal tapée, ou la page a changé de place."
    HOME = "Aller à l'accueil"


class SecretText:
    """A field whose characters are hidden."""

    SHOW = "Afficher"
    HIDE = "Masquer"
    SHOW_PASSWORD = "Afficher le mot de passe"
    HIDE_PASSWORD = "Masquer le mot de passe"
