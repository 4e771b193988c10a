"""What every screen says."""

from app.rules.validation import Fault, Kind, Problem
from views.shell.formats import count


class ShellText:
    """The bars around every screen."""

    NAME = "Mon Compte"
    HOME = "Accueil"
    PAYMENTS = "Paiements"
    PAYMENTS_LONG = "Paiements et droits"
    FILES = "Mes dossiers"
    MANAGE_SHORT = "Gérer"
    HELP = "Aide"
    ACCESSIBILITY = "Accessibilité"
    TERMS = "Conditions d'utilisation"
    PERSONAL_DATA = "Données personnelles"
    APPEARANCE = "Affichage"
    SIGN_OUT = "Déconnexion"
    RETRY = "Réessayer"
    NO_LINK = (
        "Pour revenir, tapez vous-même l'adresse de Mon Compte ou ouvrez l'application. "
        "Ne suivez aucun lien reçu par mail ou par SMS : il peut mener à un faux site."
    )
    BACK_HOME = "Revenir à Mon Compte"
    LOADING = "Chargement en cours"

    @staticmethod
    def title(heading: str) -> str:
        """Title of the window."""
        return f"{heading} – Mon Compte"


class FieldText:
    """What is wrong with a field, and how to mend it."""

    @staticmethod
    def summary(number: int) -> str:
        """Title of the summary of errors."""
        return "Une correction à faire" if number == 1 else f"{number} corrections à faire"

    @staticmethod
    def identifier(kind: Kind, problem: Problem) -> str:
        """What is wrong with an identifier."""
        return _provisional(problem) if kind is Kind.PROVISIONAL else _nir(problem)

    @staticmethod
    def password(problem: Problem) -> str:
        """What is wrong with a password."""
        if problem.fault is Fault.TOO_LONG:
            return (
                f"Le mot de passe a {count(problem.count, 'caractère', 'caractères')} de trop : 64 au plus."
            )
        if problem.fault is Fault.FORBIDDEN_CHARACTERS:
            return "Le mot de passe contient des signes invisibles, copiés avec lui. Tapez-le au clavier."
        return "Tapez votre mot de passe."

    @staticmethod
    def code(problem: Problem) -> str:
        """What is wrong with a code."""
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
        """What is wrong with a field of the civil status."""
        if problem.fault is Fault.EMPTY:
            return _MISSING[field]
        if problem.fault is Fault.TOO_LONG:
            return f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop."
        if problem.fault is Fault.VOUCHED:
            return "Ce n'est pas ce que FranceConnect a transmis."
        return _WRONG[field]

    @staticmethod
    def document(problem: Problem) -> str:
        """What is wrong with the number of a document."""
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
        """What is wrong with a phone number or a mail address."""
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
