"""Errors of the server, and closed doors, in words."""

from collections.abc import Iterable, Mapping
from typing import Final

from views.shell.formats import spoken_duration

_ELEMENTS: Final = {
    "birth_name": "le nom de naissance",
    "first_names": "les prénoms",
    "birth_date": "la date de naissance",
    "birth_place": "le lieu de naissance",
    "civility": "la civilité",
}


def otherwise(differs: Iterable[str]) -> str:
    """Say what is otherwise in an account than FranceConnect transmitted it, in a sentence."""
    said = set(differs)
    names = [name for element, name in _ELEMENTS.items() if element in said]
    if not names:
        return "Dans ce compte, l'identité n'est pas celle que FranceConnect a transmise."
    listed = " et ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    if len(names) > 1 or said == {"first_names"}:
        return f"Dans ce compte, {listed} ne sont pas les mêmes."
    return f"Dans ce compte, {listed} n'est pas {'la même' if listed.startswith('la ') else 'le même'}."


_CLOSED: Mapping[str, str] = {
    "procuration_required": "Fermé : le responsable du dossier ne vous a pas donné son autorisation.",
    "responsable_only": "Fermé : seul le responsable du dossier y a accès.",
    "no_spouse": "Vous n'avez pas de conjoint dans ce dossier.",
    "identity_unchecked": "Fermé : votre identité n'est pas encore vérifiée.",
    "no_file": "Vous n'êtes dans aucun dossier.",
    "responsable_allows": "Fermé : seul le responsable du dossier choisit qui peut le gérer.",
    "not_for_children": "Fermé : cette partie n'est pas ouverte aux enfants du foyer.",
}
_OPENED_BY: Mapping[str, str] = {
    "procuration_required": (
        "Cette personne peut vous l'ouvrir depuis son compte : Gérer mon compte, puis Mes autorisations."
    ),
    "identity_unchecked": "Vérifiez-la dans « Vérifier mon identité » : cette partie s'ouvrira.",
    "responsable_only": "Demandez-lui ce que vous voulez savoir.",
}


class ErrorText:
    """Errors of the server, in words."""

    CREDENTIALS = "Identifiant ou mot de passe incorrect"
    CREDENTIALS_MORE = "Relisez les deux, puis réessayez. Attention aux majuscules du mot de passe."
    UNSENT = "Votre demande n'a pas abouti"
    UNSENT_MORE = "Rien de ce que vous avez tapé n'est perdu. Réessayez dans un instant."
    SLOW = "La réponse tarde trop"
    SLOW_MORE = "Le service est lent en ce moment. Réessayez dans quelques instants."
    SERVER = "Le service rencontre un problème"
    SERVER_MORE = "Ce n'est pas de votre fait. Réessayez dans quelques minutes."
    INVALID = "Une réponse inattendue est arrivée"
    INVALID_MORE = "Le réseau où vous êtes demande peut-être une connexion. Vérifiez-le, puis réessayez."
    CODE_OVER = "Ce code n'est plus valable"
    CODE_OVER_MORE = "Demandez un nouveau code."
    CODE_EXHAUSTED = "Trop d'essais avec ce code"
    TOO_MANY = "Trop d'essais"
    BUSY = "Un instant : beaucoup de personnes se connectent"
    BUSY_MORE = "Réessayez dans quelques secondes. Rien n'est perdu."
    TOO_MANY_CODES = "Trop de codes demandés"
    DENIED = "Vous n'avez pas accès à cette partie"
    OUT_OF_ORDER = "Cette étape a changé entre-temps"
    OUT_OF_ORDER_MORE = (
        "Vous avez peut-être continué dans une autre fenêtre. Revenez au début, puis reprenez."
    )
    TOO_LATE = "Le délai est passé"
    TOO_LATE_MORE = "Il n'est plus possible de l'envoyer ici. Votre Caf peut vous dire ce qui reste possible."
    SLOT_TAKEN = "Ce créneau n'est plus libre"
    SLOT_TAKEN_MORE = (
        "Quelqu'un vient de le prendre, ou votre Caf ne le propose plus. Choisissez-en un autre."
    )
    APPOINTMENTS_FULL = "Vous avez déjà trois rendez-vous"
    APPOINTMENTS_FULL_MORE = "Pour en prendre un autre, annulez d'abord l'un d'eux."
    CHANGED = "Cela a changé entre-temps"
    CHANGED_MORE = (
        "Nous n'avons rien modifié. Voici où nous en sommes maintenant : relisez, puis recommencez."
    )
    MISSING = "Cet élément n'existe pas"
    TOO_YOUNG = "Il faut avoir plus de 15 ans"
    TOO_YOUNG_MORE = (
        "Avant cet âge, c'est le responsable du dossier qui voit les droits de la famille dans son compte."
    )
    BIRTH_DATE = "Votre date de naissance"
    BIRTH_DATE_MORE = (
        "Votre code est bon. Plusieurs personnes ont parfois le même téléphone ou la même adresse mail : "
        "donnez votre date de naissance, pour que personne d'autre ne reprenne votre création."
    )
    NAMES = "Vos nom et prénom"
    NAMES_MORE = (
        "Deux personnes nées ce jour-là ont commencé une création avec ces coordonnées. "
        "Dites-nous qui vous êtes. Si vous n'avez pas de prénom, ou pas de nom, laissez le champ vide."
    )
    SIMULATION_UNAVAILABLE = "La simulation n'est pas disponible ici"
    SIMULATION_UNAVAILABLE_MORE = "Réessayez plus tard. Vous pouvez faire une demande sans simulation."
    SIMULATION_STARTING = "Le calcul démarre, encore quelques secondes"
    SIMULATION_STARTING_MORE = "Réessayez dans un instant."
    FRANCECONNECT_UNAVAILABLE = "FranceConnect ne répond pas"
    FRANCECONNECT_UNAVAILABLE_MORE = (
        "Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe."
    )
    FRANCECONNECT_EXPIRED = "Cette identification n'est plus valable"
    FRANCECONNECT_EXPIRED_MORE = (
        "Elle a déjà servi, ou elle est trop ancienne. Recommencez avec FranceConnect."
    )
    FRANCECONNECT_MISMATCH = "Ce compte n'est pas à la même personne"
    MIGRATION = "Votre connexion change"
    MIGRATION_MORE = "Votre mot de passe à 8 chiffres doit d'abord être remplacé par un nouveau."
    PASSWORD_REFUSED = "Ce n'est pas votre mot de passe actuel. Relisez-le, en respectant les majuscules."
    PASSWORD_ASKED = "Votre mot de passe est demandé"
    PASSWORD_ASKED_MORE = "Tapez-le pour confirmer que c'est bien vous."
    DOCUMENT_REFUSED: Mapping[str, str] = {
        "not_found": "Ce numéro n'est pas connu. Relisez-le sur votre titre.",
        "mismatch": "Ce titre n'est pas à ce nom ou à cette date de naissance. Relisez votre état civil.",
        "expired": "Ce titre n'est plus valable. Essayez avec un autre.",
    }
    SCAN_TOO_LARGE = "Ce fichier dépasse 10 Mo. Choisissez-en un plus léger, ou prenez une photo."
    SCAN_REFUSED: Mapping[str, tuple[str, str]] = {
        "scan_too_large": (SCAN_TOO_LARGE, ""),
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
    SCAN_UNSTORED = "Nous ne pouvons pas recevoir de fichier pour le moment"
    SCAN_UNSTORED_MORE = "Ce qui est déjà arrivé est gardé. Reprenez l'envoi dans quelques minutes."
    SCAN_UNCHECKED = "Nous ne pouvons pas vérifier ce fichier pour le moment"
    SCAN_UNCHECKED_MORE = "Rien n'est perdu. Reprenez l'envoi dans quelques minutes, ou continuez sans."

    @staticmethod
    def wait(seconds: float | None) -> str:
        """Return how long to wait."""
        return (
            f"Réessayez dans {spoken_duration(int(seconds))}." if seconds else "Réessayez un peu plus tard."
        )

    @staticmethod
    def code_refused(tries_left: int) -> str:
        """Return what a wrong code means: how many tries are left."""
        left = "Il reste 1 essai." if tries_left == 1 else f"Il reste {tries_left} essais."
        return f"Ce code n'est pas le bon. {left}"

    @staticmethod
    def franceconnect_mismatch(differs: Iterable[str]) -> str:
        """Return what is otherwise in the account, and whom to ask."""
        return (
            f"{otherwise(differs)} FranceConnect n'a pas été relié à ce compte. C'est bien le vôtre ? "
            "Écrivez à votre Caf ou allez à son accueil avec une pièce d'identité : elle corrigera votre dossier."
        )


class DoorText:
    """What is closed to a person, and why."""

    NO_FILE = "Vous n'êtes encore dans aucun dossier"
    NO_FILE_MORE = (
        "C'est normal si vous venez de créer votre compte : "
        "la Caf ouvre un dossier quand vous demandez une aide."
    )
    ASK = "Voir les aides et démarches"

    @staticmethod
    def closed(reason: str | None) -> str:
        """Return why a door is closed."""
        return _CLOSED.get(reason or "", "Fermé : vous n'avez pas accès à cette partie.")

    @staticmethod
    def opened_by(reason: str | None) -> str:
        """Return who may open a closed door, and how; nothing where nobody may."""
        return _OPENED_BY.get(reason or "", "")
