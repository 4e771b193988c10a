"""The French of Accueil and of Connexion."""

from views.shell.feature import Searched
from views.shell.text import Part


class WelcomeText:
    """Accueil."""

    NAME = "Page de bienvenue"
    HEADING = "Vos droits, vos paiements, au même endroit"
    LEAD = "Mon Compte vous montre ce que la Caf vous verse, et pourquoi."
    KNOW = "À savoir avant de se connecter"
    HAVE_PASSWORD = "Vous avez un mot de passe"
    HAVE_PASSWORD_MORE = (
        "Connectez-vous avec votre numéro de Sécurité sociale. Il est écrit sur votre carte Vitale."
    )
    NO_NUMBER = "Vous n'avez pas de numéro de Sécurité sociale"
    NO_NUMBER_MORE = (
        "Connectez-vous avec l'identifiant provisoire que la Caf vous a donné. "
        "Vous n'en avez pas ? Créez Mon Compte : il vous sera donné à la fin."
    )
    OLD_PASSWORD = "Votre mot de passe a 8 chiffres"
    OLD_PASSWORD_MORE = (
        "Utilisez-le pour vous connecter : il est encore reconnu. "
        "Vous choisirez ensuite un nouveau mot de passe, en 5 à 10 minutes."
    )
    WHO = "Qui peut se connecter ?"
    WHO_MORE = (
        "Toutes les personnes du foyer de plus de 15 ans. Le responsable du dossier voit tout. "
        "Son conjoint ou sa conjointe aussi, avec son autorisation."
    )
    EASY_LEAD = "Mon Compte montre l'argent que la Caf vous verse."
    EASY = (
        Part(
            "Mon Compte, c'est quoi ?",
            (
                "Mon Compte est votre espace à la Caf.",
                "La Caf aide les familles.",
                "Vous voyez vos paiements.",
                "Vous faites vos demandes.",
            ),
        ),
        Part(
            "Vous avez un mot de passe",
            (
                "Appuyez sur « Se connecter ».",
                "Tapez votre numéro de Sécurité sociale.",
                "Ce numéro est sur votre carte Vitale.",
                "Tapez votre mot de passe.",
            ),
        ),
        Part(
            "C'est la première fois",
            ("Appuyez sur « Créer Mon Compte ».", "Suivez les étapes.", "Cela prend 5 minutes."),
        ),
        Part(
            "Votre mot de passe a 8 chiffres",
            ("Connectez-vous avec ce mot de passe.", "Ensuite, choisissez un nouveau mot de passe."),
        ),
        Part(
            "Qui peut entrer ?",
            ("Toute la famille peut avoir un compte.", "Il faut avoir plus de 15 ans."),
        ),
    )
    SIGN_IN = "Se connecter"
    CONTINUE = "Aller à Mon Compte"
    CREATE = "Créer Mon Compte"
    BENEFITS = "Aides et démarches"


class SignInText:
    """Connexion."""

    HEADING = "Connexion"
    REQUIRED = "Tous les champs sont obligatoires."
    SIDE_HEADING = "Vos droits,\nvos paiements,\nau même endroit."
    SIDE = WelcomeText.HAVE_PASSWORD_MORE
    OLD_PASSWORD = "Mot de passe à 8 chiffres ?"
    OLD_PASSWORD_MORE = WelcomeText.OLD_PASSWORD_MORE
    REMEMBER = "Se souvenir de moi"
    NOT_ME = "Ce n'est pas moi"
    PASSWORD = "Mot de passe"
    SUBMIT = "Se connecter"
    STILL_EIGHT = "Votre mot de passe a 8 chiffres ? Il est encore reconnu."
    PASSWORD_RESET = "Mot de passe oublié ?"
    FIRST_TIME = "Première connexion ?"
    FIRST_TIME_MORE = (
        "Il faut 5 minutes, votre numéro de Sécurité sociale, votre titre d'identité, "
        "et votre téléphone ou votre adresse mail."
    )
    CREATE = "Créer Mon Compte"
    TEMPORARY = "Votre numéro ne commence ni par 1, ni par 2"
    TEMPORARY_MORE = (
        "C'est un numéro d'attente : il n'ouvre pas encore Mon Compte. Relisez le premier chiffre, "
        "ou utilisez l'identifiant provisoire que la Caf vous a donné. "
        "Vous n'en avez pas ? Créez Mon Compte : il vous sera donné à la fin."
    )
    BLANK_ENDS = "Ce mot de passe commence ou finit par un espace"
    BLANK_ENDS_MORE = "Il a peut-être été copié avec. Enlevez-le et réessayez."

    @staticmethod
    def recalled(last: str) -> str:
        """Return accessible words for a hidden identifier."""
        return f"se terminant par {' '.join(last)}"


class SignInSearchText:
    """What Rechercher says of it."""

    SIGN_IN = Searched(
        "Se connecter",
        "",
        "connexion identifier entrer accéder compte",
    )
