"""Gérer mon compte: contacts, password, code, devices, data, the end of the account."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Literal

from views.shell.feature import Searched
from views.shell.formats import moment
from views.shell.text import ShellText

Channel = Literal["mail", "sms"]


class SettingsText:
    """Gérer mon compte."""

    HEADING = ShellText.SETTINGS
    LEAD = "Vos coordonnées, votre mot de passe, vos appareils : tout se change ici."
    JOIN = "Me joindre"
    CONNECT = "Ma connexion"
    HOUSEHOLD = "Mon foyer"
    DEVICES = "Mes appareils"
    DATA = "Mes données"
    LOOK = "Apparence"
    SPOUSE_AUTHORISATION = "Mes autorisations"
    APPEARANCE = "Couleurs, contraste et taille du texte"
    NOTIFICATIONS = ShellText.NOTIFICATIONS
    FRANCECONNECT = "FranceConnect"
    UNLOCKING = "Déverrouillage par empreinte ou visage"


class ContactDetailsText:
    """Coordonnées de contact."""

    HEADING = "Coordonnées de contact"
    LEAD = "La Caf vous écrit ici. Les codes de vérification y arrivent aussi."
    MAIL = "Adresse mail"
    PHONE = "Téléphone"
    NONE = "Non renseigné"
    VERIFIED: Mapping[Channel, str] = {"mail": "Adresse vérifiée", "sms": "Numéro vérifié"}
    UNVERIFIED = "À vérifier : demandez un code ci-dessous."
    CHANGE = "Changer"
    CHANGE_MORE = "Un code est envoyé à la nouvelle adresse ou au nouveau numéro."
    CHANGED = "Que voulez-vous changer ?"
    SEND = "Envoyer le code"
    UNCHANGED = "La Caf connaît déjà ces coordonnées, et elles sont vérifiées."
    CONTACT_UNDO = "Annuler le changement"
    RESTORED = "Le changement est annulé"
    RESTORED_MORE = "Tout est comme avant. Vos autres appareils ont été déconnectés."

    @staticmethod
    def done(channel: Channel, outcome: Literal["changed", "added", "verified"]) -> tuple[str, str]:
        """Return the title and text of what a code did: change a contact, add one, or prove it."""
        mail = channel == "mail"
        what = "Votre adresse mail est" if mail else "Votre numéro de téléphone est"
        match outcome:
            case "changed":
                told = "l'ancienne adresse" if mail else "l'ancien numéro"
                title = f"{what} {'changée' if mail else 'changé'}"
                return title, f"Un message part à {told}. Vous pouvez annuler pendant 72 heures."
            case "added":
                return f"{what} {'ajoutée' if mail else 'ajouté'}", "La Caf peut maintenant vous joindre ici."
            case "verified":
                return (
                    f"{what} {'vérifiée' if mail else 'vérifié'}",
                    "La Caf sait qu'elle peut vous joindre ici.",
                )

    @staticmethod
    def undo_until(until: datetime) -> str:
        """Return how long the last change can be undone."""
        return f"Changé récemment. Vous pouvez annuler jusqu'au {moment(until)}."

    @staticmethod
    def undo(channel: Channel) -> str:
        """Return the accessible name of the button that undoes."""
        return f"Annuler le changement : {'adresse mail' if channel == 'mail' else 'téléphone'}"


class ContactUndoText:
    """Annuler un changement."""

    HEADING = "Annuler un changement"
    LEAD = (
        "Vous avez reçu un message : votre adresse mail ou votre téléphone a changé. "
        "Ce n'était pas vous ? Tapez le code écrit dans ce message."
    )
    CODE = "Code pour annuler"
    HINT = "8 lettres et chiffres, dans le message reçu"
    SUBMIT = "Annuler le changement"
    EMPTY = "Tapez le code écrit dans le message."
    WRONG_SHAPE = "Ce code a 8 lettres et chiffres. Relisez le message."
    REFUSED = "Ce code n'est pas le bon, ou il a plus de 72 heures. Relisez le message."
    DONE = "Le changement est annulé"
    DONE_MORE = (
        "Vos coordonnées sont comme avant, et tous les appareils ont été déconnectés. "
        "Par prudence, changez votre mot de passe."
    )
    NEW_PASSWORD = "Choisir un nouveau mot de passe"


class PasswordChangeText:
    """Mot de passe."""

    HEADING = "Changer mon mot de passe"
    LEAD = "Vos autres appareils seront déconnectés. Vous recevrez un message."
    SUBMIT = "Changer le mot de passe"
    DONE = "Votre mot de passe est changé"
    DONE_MORE = "Vos autres appareils ont été déconnectés."
    UNCHANGED = "C'est votre mot de passe actuel. Choisissez-en un autre."


class SignInCodeText:
    """Code à la connexion."""

    HEADING = "Code à la connexion"
    LEAD = "En plus du mot de passe, un code à 6 chiffres peut vous être envoyé à chaque connexion."
    CHOICE = "Recevoir un code à chaque connexion"
    NO = "Non, le mot de passe suffit"
    SAVE = "Enregistrer"
    SAVED = "C'est enregistré"
    NO_CONTACT = "Aucune coordonnée vérifiée"
    NO_CONTACT_MORE = "Pour recevoir un code, vérifiez d'abord une adresse mail ou un téléphone."
    GO = "Voir mes coordonnées"

    @staticmethod
    def yes(channel: Channel, destination: str) -> str:
        """Return the choice of a code, with where it goes."""
        return f"Oui, par mail à {destination}" if channel == "mail" else f"Oui, par SMS au {destination}"


class DevicesText:
    """Appareils connectés."""

    HEADING = "Appareils connectés"
    LEAD = "Vous ne reconnaissez pas un appareil ? Déconnectez-le, puis changez votre mot de passe."
    CURRENT = "C'est cet appareil."
    UNLOCKS = "S'ouvre par empreinte ou visage"
    END = "Déconnecter"
    END_OTHERS = "Déconnecter tous les autres"
    ENDED_OTHERS = "Tous les autres appareils sont déconnectés"
    ALONE = "Aucun autre appareil n'est connecté."
    FORGET = "Oublier cet appareil"
    FORGET_MORE = (
        "Efface de cet appareil votre identifiant et les brouillons, puis vous déconnecte. "
        "Utile sur un ordinateur partagé."
    )

    @staticmethod
    def since(since: datetime) -> str:
        """Return since when a device is signed in."""
        return f"Connecté depuis le {moment(since)}"

    @staticmethod
    def told_apart(name: str, since: datetime) -> str:
        """Return a name that other devices have too, with what tells this one from them."""
        return f"{name}, depuis le {moment(since)}"

    @staticmethod
    def seen(at: datetime) -> str:
        """Return when it was last used."""
        return f"Dernière activité le {moment(at)}"

    @staticmethod
    def end(name: str) -> str:
        """Return the accessible name of the button that signs a device out."""
        return f"Déconnecter : {name}"

    @staticmethod
    def ended(name: str) -> str:
        """Return that a device was signed out."""
        return f"{name or 'Cet appareil'} : déconnecté"


class ExportsText:
    """Mes données."""

    HEADING = "Mes données"
    LEAD = "Téléchargez tout ce que Mon Compte garde sur vous, ou fermez votre compte."
    DOWNLOAD = "Télécharger mes données"
    DOWNLOAD_MORE = (
        "La préparation prend quelques secondes. Les fichiers restent disponibles une heure. "
        "Ils contiennent votre identifiant et tout ce que Mon Compte sait de vous : gardez-les dans un endroit sûr."
    )
    PREPARE = "Préparer mes données"
    PREPARE_AGAIN = "Préparer de nouveau"
    CANCEL = "Annuler la préparation"
    READY = "Vos données sont prêtes"
    FAILED = "La préparation n'a pas abouti"
    FAILED_MORE = "Ce n'est pas de votre fait. Essayez de nouveau."
    PDF = "Enregistrer le document à lire (PDF)"
    JSON = "Enregistrer les données brutes (JSON)"
    SAVED = "Le fichier est enregistré"
    UNSAVED = "Le fichier n'a pas pu être enregistré"
    UNSAVED_MORE = "Vérifiez la place libre et les droits du dossier, puis réessayez."
    FILES: ClassVar[Mapping[str, str]] = {"document.pdf": "mes-donnees.pdf", "data.json": "mes-donnees.json"}
    CLOSE = "Fermer mon compte"
    CLOSE_MORE = "Votre compte fermerait dans 30 jours. Vous pouvez changer d'avis jusque-là."

    @staticmethod
    def progress(percent: int) -> str:
        """Return how far the copy is."""
        return f"Préparation en cours : {percent} %"


class ClosingText:
    """Fermer mon compte."""

    HEADING = "Fermer mon compte"
    LEAD = "Lisez ce que cela change, avant de confirmer."
    MEANS = (
        "Votre compte ferme dans 30 jours. D'ici là, vous pouvez changer d'avis en vous connectant.",
        "Ensuite, vos coordonnées, vos appareils et votre mot de passe sont effacés pour toujours.",
        "Les dossiers et les paiements de la Caf continuent. Les courriers arriveront par la poste.",
        "Vos autres appareils sont déconnectés tout de suite.",
    )
    BACK = "Retour à mes données"
    DOWNLOAD_FIRST = "Télécharger d'abord mes données"
    SUBMIT = "Fermer mon compte dans 30 jours"


class SettingsSearchText:
    """What Rechercher says of it."""

    CONTACTS = Searched(
        "Changer de mail ou de téléphone",
        "",
        "coordonnées adresse mail e-mail courriel numéro portable mobile SMS",
    )
    PASSWORD = Searched(
        "Changer de mot de passe",
        "",
        "modifier code secret sécurité",
    )
    CODE = Searched(
        "Demander un code à chaque connexion",
        "",
        "double authentification sécurité vérification deux étapes",
    )
    SPOUSE = Searched(
        "Autoriser mon conjoint à gérer le dossier",
        "",
        "procuration accès partage conjointe époux épouse",
    )
    DEVICES = Searched(
        "Voir les appareils connectés",
        "",
        "déconnecter ordinateur téléphone perdu volé session piraté",
    )
    EXPORTS = Searched(
        "Télécharger mes données",
        "",
        "RGPD copie données personnelles",
    )
    CLOSING = Searched(
        "Fermer mon compte",
        "",
        "supprimer effacer résilier clôturer compte",
    )
    UNDO = Searched(
        "Annuler un changement de coordonnées",
        "",
        "ce n'est pas moi fraude mail téléphone modifié",
    )
