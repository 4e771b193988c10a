"""The French of the migration."""

from collections.abc import Iterable, Mapping

from views.shell.error_text import ErrorText
from views.shell.formats import confirmed_at


class MigrationText:
    """Votre connexion change."""

    HEADING = ErrorText.MIGRATION
    LEAD = "Votre mot de passe à 8 chiffres est reconnu. Il reste à le remplacer par un nouveau."
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
        """Return where a migration begun before goes on."""
        return f"Vous reprenez à l'étape « {heading} »."


class MigrationDoneText:
    """The end of the migration."""

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
        """Return where the confirmation went: each contact with its channel before it."""
        return confirmed_at(*destinations)
