"""The French of Mot de passe oublié."""

from views.shell.feature import Searched


class PasswordResetText:
    """Mot de passe oublié."""

    HEADING = "Mot de passe oublié"
    LEAD = "Dites-nous qui vous êtes : nous vous enverrons un code."
    OVER = "Votre demande n'est plus valable"
    OVER_MORE = "Votre mot de passe n'a pas changé. Recommencez ici : nous vous enverrons un nouveau code."
    CHANNEL_HEADING = "Où envoyer le code ?"
    CHANNEL_LEAD = (
        "Si un compte existe et si ces coordonnées sont les siennes, le code y partira. "
        "Vous ne les reconnaissez pas ? Aucun code ne vous arrivera : lisez la fin de la page."
    )
    OLD = "J'ai un mot de passe à 8 chiffres"
    OLD_MORE = (
        "Vous pouvez en recevoir un autre, valable 24 heures. "
        "L'ancien marche encore tant que vous n'avez pas utilisé le nouveau."
    )
    OLD_SEND = "Recevoir mon mot de passe à 8 chiffres"
    NOT_MINE = "Ce ne sont pas vos coordonnées ?"
    NOT_MINE_MORE = (
        "Vous ne recevrez pas de code, et il n'y a rien d'autre à faire ici. Écrivez à votre Caf ou allez à son "
        "accueil avec une pièce d'identité : elle vous aide à retrouver l'accès, et note vos coordonnées."
    )
    NOT_MINE_CODE = (
        "Ces coordonnées ne sont pas les vôtres ? Aucun code n'arrivera. Votre Caf vous aide à retrouver l'accès : "
        "écrivez-lui, ou allez à son accueil avec une pièce d'identité."
    )
    OLD_SENT = (
        "Si votre compte a un mot de passe à 8 chiffres, et si ces coordonnées sont les siennes, un nouveau est parti. "
        "L'ancien marche encore tant que vous n'avez pas utilisé le nouveau."
    )
    PASSWORD_HEADING = "Choisir un nouveau mot de passe"
    PASSWORD_LEAD = "Vous entrerez dans Mon Compte. Tous vos autres appareils seront déconnectés."
    SAVE = "Enregistrer et me connecter"
    SEND = "Envoyer le code"

    @staticmethod
    def channel(*, sms: bool, destination: str) -> str:
        """Return a place where the code can go."""
        return f"Par SMS au {destination}" if sms else f"Par mail à {destination}"


class PasswordResetSearchText:
    """What Rechercher says of it."""

    FORGOTTEN = Searched(
        "Retrouver l'accès à Mon Compte",
        "Mot de passe oublié",
        "perdu réinitialiser bloqué connexion impossible",
    )
