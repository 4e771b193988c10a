"""The French of the steps that two features or more use."""

from collections.abc import Mapping
from datetime import date

from views.shell.formats import day, duration, unbroken


class IdentityText:
    """Titre d'identité."""

    HEADING = "Votre titre d'identité"
    LEAD = "Son numéro permet de vérifier que c'est bien vous."
    KIND = "Quel titre avez-vous ?"
    KINDS: Mapping[str, str] = {
        "cni": "Carte d'identité",
        "passport": "Passeport",
        "residence_permit": "Titre de séjour",
        "none": "Je ne dispose pas d'une pièce d'identité française",
        "franceconnect": "Identité confirmée par FranceConnect",
    }
    NUMBER = "Numéro du titre"
    HINTS: Mapping[str, str] = {
        "cni": "12 caractères, ou 9 sur les nouvelles cartes",
        "passport": "2 chiffres, 2 lettres, 5 chiffres : 12AB34567",
        "residence_permit": "Écrit en haut du titre",
    }
    REFUSED: Mapping[str, str] = {
        "not_found": "Ce numéro n'est pas connu. Relisez-le sur votre titre.",
        "mismatch": "Ce titre n'est pas à ce nom ou à cette date de naissance. Relisez votre état civil.",
        "expired": "Ce titre n'est plus valable. Essayez avec un autre.",
    }
    TO_CHECK = "La vérification n'est pas possible en ce moment"
    TO_CHECK_MORE = (
        "Vous pouvez continuer. Tant que votre identité n'est pas vérifiée, une partie de Mon Compte reste fermée : "
        "Mon Compte vous dira comment l'ouvrir. "
        "Donnez ici une adresse ou un numéro que la Caf connaît déjà : le code prouvera que c'est vous."
    )
    SCAN = "Envoyer une copie"
    SCAN_LEAD = "Une photo ou un fichier de votre pièce d'identité. PDF, JPEG, PNG ou HEIC, 10 Mo au plus."
    SCAN_LATER = (
        "Vous pouvez aussi continuer sans. Tant que votre identité n'est pas vérifiée, "
        "une partie de Mon Compte reste fermée."
    )
    CHOOSE = "Choisir un fichier"
    CANCEL = "Annuler l'envoi"
    RETRY = "Reprendre l'envoi"
    REMOVE = "Retirer"
    INTERRUPTED = "L'envoi s'est arrêté en route"
    INTERRUPTED_MORE = "Choisissez à nouveau le même fichier : seul ce qui manque sera envoyé."
    CHOOSE_AGAIN = "Choisir à nouveau"
    TOO_LARGE = "Ce fichier dépasse 10 Mo. Choisissez-en un plus léger, ou prenez une photo."
    SCAN_REFUSED: Mapping[str, tuple[str, str]] = {
        "scan_too_large": (TOO_LARGE, ""),
        "scan_type_refused": (
            "Ce fichier n'est ni un PDF, ni une image JPEG, PNG ou HEIC.",
            "Prenez une photo de la pièce avec votre téléphone, ou enregistrez le document en PDF.",
        ),
        "scan_damaged": (
            "Ce fichier est incomplet ou abîmé.",
            "Prenez une nouvelle photo, ou enregistrez le document une seconde fois en PDF.",
        ),
        "scan_too_complex": (
            "Cette image est trop grande, ou ce document a trop de pages.",
            "Prenez une photo avec votre téléphone, ou gardez seulement les pages utiles : 50 au plus.",
        ),
        "scan_locked": (
            "Ce PDF s'ouvre avec un mot de passe.",
            "Enregistrez-le sans mot de passe, ou prenez une photo de la pièce.",
        ),
        "scan_unsafe": (
            "Ce fichier contient autre chose qu'une image ou un document.",
            "Par sécurité, nous ne le gardons pas. Prenez une photo de la pièce, ou imprimez le document en PDF.",
        ),
    }
    UNCHECKED = "Nous ne pouvons pas vérifier ce fichier pour le moment"
    UNCHECKED_MORE = "Rien n'est perdu. Reprenez l'envoi dans quelques minutes, ou continuez sans."

    @staticmethod
    def sending(name: str, share: int) -> str:
        """How far a file has gone, in per cent."""
        return f"{name} : {share} % envoyés"

    @staticmethod
    def sent(name: str) -> str:
        """A file that has arrived."""
        return f"{name} : bien reçu"


class ContactText:
    """Coordonnées de contact."""

    HEADING = "Vos coordonnées de contact"
    LEAD = "Pour protéger votre compte, nous vous envoyons un code."
    CHANNEL = "Où voulez-vous le recevoir ?"
    SMS = "Numéro de téléphone portable"
    MAIL = "Adresse mail"
    SMS_AGAIN = "Confirmer le numéro de téléphone"
    MAIL_AGAIN = "Confirmer l'adresse mail"
    SMS_HINT = "Par exemple : 06 12 34 56 78"
    MAIL_HINT = "Par exemple : nom@exemple.fr"
    PRIVATE: Mapping[str, str] = {
        "sms": "Votre numéro de téléphone ne sera ni transmis à d'autres, ni utilisé pour de la publicité.",
        "mail": "Votre adresse mail ne sera ni transmise à d'autres, ni utilisée pour de la publicité.",
    }
    SEND = "Envoyer le code"
    SENDING = "Envoi en cours…"
    DIFFERENT = "Les deux ne sont pas les mêmes. Relisez-les."
    YES = "Oui"
    NO = "Non"

    @staticmethod
    def known(destination: str) -> str:
        """The contact that the Caf knows, to be taken or not."""
        return f"Vous souhaitez recevoir ce code sur {unbroken(destination)} ?"


class PasswordText:
    """Mot de passe."""

    HEADING = "Mon mot de passe"
    LEAD = "Choisissez un mot de passe que vous n'utilisez nulle part ailleurs."
    NEW = "Nouveau mot de passe"
    AGAIN = "Confirmation du nouveau mot de passe"
    RULES = "Mon mot de passe comporte :"
    RULE: Mapping[str, str] = {
        "length": "10 à 64 caractères",
        "digit": "1 chiffre",
        "lower": "1 lettre minuscule",
        "upper": "1 lettre majuscule",
        "characters": "chiffres et lettres sans accent uniquement, sans espace",
    }
    MET = "respecté"
    UNMET = "à respecter"
    BROKEN = "Ce mot de passe ne respecte pas encore toutes les règles."
    COMMON = "Ce mot de passe est trop courant : on le devinerait vite. Choisissez-en un autre."
    SAME_AS_OLD = "C'est déjà votre mot de passe. Choisissez-en un autre."
    DIFFERENT = "Les deux mots de passe ne sont pas les mêmes."
    CHOOSE = "Continuer"

    @staticmethod
    def description() -> str:
        """The rules in one sentence, for who cannot see them beside the field."""
        return f"{PasswordText.RULES} {', '.join(PasswordText.RULE.values())}."


class CodeText:
    """Code de vérification."""

    HEADING = "Code de vérification"
    SUBMIT = "Valider"
    SUBMITTING = "Vérification en cours…"
    NOTHING = "Vous n'avez rien reçu ?"
    ADVICE_SMS = "Patientez quelques secondes. Vérifiez que votre téléphone capte le réseau."
    ADVICE_MAIL = "Patientez quelques secondes, regardez aussi dans les messages indésirables."
    RESEND = "Demander un nouveau code"
    RESENT = "Un nouveau code est parti. L'ancien ne fonctionne plus."
    MODIFY = "Modifier mes coordonnées"
    BACK = "Revenir à la connexion"
    OVER = "Ce code n'est plus valable. Demandez un nouveau code."
    DEMO = "Démonstration"
    DEMO_SHOW = "Voir le message envoyé"
    KEPT = "Vous pouvez quitter cette fenêtre pour lire le message : rien ne sera perdu."

    @staticmethod
    def sent(*, sms: bool, destination: str) -> str:
        """Where the code went."""
        return (
            f"Nous avons envoyé un code à 6 chiffres par SMS au {unbroken(destination)}."
            if sms
            else f"Nous avons envoyé un code à 6 chiffres par mail à {destination}."
        )

    @staticmethod
    def label(*, sms: bool) -> str:
        """Name of the field."""
        return "Code reçu par SMS" if sms else "Code reçu par mail"

    @staticmethod
    def valid_for(seconds: int) -> str:
        """How long the code holds."""
        return f"Valable encore {duration(seconds)}"

    @staticmethod
    def resend_in(seconds: int) -> str:
        """How long to wait before asking for another."""
        return f"Possible dans {duration(seconds)}"

    @staticmethod
    def demo_code(code: str) -> str:
        """The code, where no message is really sent."""
        return f"Aucun message ne part vraiment. Le code est {code}."


class ReceivedText:
    """A code received before, where too many were asked for."""

    HEADING = "Vous avez reçu des codes ?"
    WHY = (
        "Quelqu'un d'autre a peut-être demandé des codes à votre place. Tapez l'un des codes reçus depuis hier, "
        "même s'il n'est plus valable : il prouve que ces coordonnées sont les vôtres."
    )
    LABEL = "Un code déjà reçu"
    SEND = "Recevoir un nouveau code"
    REFUSED = "Ce n'est pas un code reçu depuis hier, ou il a déjà servi ici. Relisez vos messages."


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
