"""FranceConnect: the way there and back, what came of it, and its place in the account."""

from collections.abc import Iterable
from datetime import datetime

from views.shell.error_text import otherwise
from views.shell.formats import moment
from views.shell.text import Part


class FranceConnectText:
    """What every screen of it shares."""

    AGAIN = "Recommencer avec FranceConnect"
    PASSWORD = "Me connecter avec mon mot de passe"
    BACK = "Revenir à la connexion"
    RETRY = "Réessayer"
    WORKING = "Un instant…"


class FranceConnectAboutText:
    """Qu'est-ce que FranceConnect ?"""

    HEADING = "Qu'est-ce que FranceConnect ?"
    LEAD = "Un moyen de vous identifier avec un compte que vous avez déjà, sans nouveau mot de passe."
    PARTS = (
        Part(
            "Comment cela se passe",
            (
                "Votre navigateur s'ouvre. Vous y choisissez un compte que vous avez déjà : "
                "celui des impôts ou de l'Assurance maladie, par exemple.",
                "Vous tapez votre mot de passe là-bas. Mon Compte ne le voit jamais.",
                "FranceConnect confirme ensuite à Mon Compte qui vous êtes.",
            ),
        ),
        Part(
            "La première fois",
            (
                "Vous avez déjà Mon Compte ? Votre mot de passe vous est demandé une fois. "
                "FranceConnect est alors relié à votre compte.",
                "Vous n'avez pas encore Mon Compte ? Vous le créez plus vite : votre état civil est déjà rempli.",
            ),
        ),
        Part(
            "Ce qui est transmis",
            (
                "Votre nom de naissance, vos prénoms, votre date et votre lieu de naissance, votre sexe et votre "
                "adresse mail. Rien d'autre.",
                "FranceConnect ne sait pas ce que vous faites dans Mon Compte.",
            ),
        ),
        Part(
            "Vous restez libre",
            (
                "Vous pouvez toujours vous connecter avec votre mot de passe.",
                "Vous pouvez arrêter d'utiliser FranceConnect à tout moment, dans Gérer mon compte.",
            ),
        ),
    )


class FranceConnectWaitingText:
    """While the person is in the browser."""

    HEADING = "Continuez dans votre navigateur"
    LEAD = "Identifiez-vous sur la page de FranceConnect, puis revenez ici. Cet écran avance tout seul."
    PREPARING = "FranceConnect se prépare…"
    NOT_OPEN = "Rien ne s'est ouvert ?"
    NOT_OPEN_MORE = "Ouvrez la page vous-même, ou copiez son adresse dans votre navigateur."
    OPEN = "Ouvrir la page"
    ADDRESS = "Adresse de la page"
    COPY = "Copier l'adresse"
    COPIED = "Adresse copiée."
    CLOSED = "Vous avez fermé la page ?"
    CLOSED_MORE = "Rien n'est perdu : recommencez."
    CANCEL = "Annuler"


class FranceConnectEndingText:
    """It came to nothing."""

    NOTHING = "Aucune identification en cours"
    NOTHING_MORE = "Vous pouvez vous identifier avec FranceConnect, ou avec votre mot de passe."
    DENIED = "Vous avez quitté FranceConnect"
    DENIED_MORE = "Rien n'a été transmis. Vous pouvez recommencer, ou utiliser votre mot de passe."
    FAILED = "Identification interrompue"
    FAILED_MORE = "La réponse de FranceConnect n'a pas pu être vérifiée. Par prudence, rien n'a été fait."
    ELSEWHERE = "FranceConnect est déjà relié à un autre compte"
    ELSEWHERE_MORE = (
        "Connectez-vous à cet autre compte pour ne plus y utiliser FranceConnect, "
        "puis recommencez ici. Rien n'a changé."
    )
    CHECKING = "Vérification en cours"
    CHECKING_MORE = "La réponse de FranceConnect est vérifiée."
    UNCHECKED = "La vérification n'a pas pu se faire"


class FranceConnectFoundText:
    """Somebody was vouched for, and chooses how to go on."""

    HEADING = "Bienvenue"
    DETAIL = "Voir le détail des données"
    DETAIL_HIDE = "Masquer le détail des données"
    DETAIL_TITLE = "Ce que FranceConnect a transmis"
    BIRTH_NAME = "Nom de naissance"
    FIRST_NAMES = "Prénoms"
    CIVILITY = "Civilité"
    BIRTH_DATE = "Date de naissance"
    BIRTH_PLACE = "Lieu de naissance"
    MAIL = "Adresse mail"
    UNSAID = "non transmis"
    NO_NAME = "aucun"
    JOIN = "Vous avez déjà Mon Compte"
    JOIN_MORE = (
        "Connectez-vous une fois avec votre mot de passe. "
        "FranceConnect sera relié à votre compte, et suffira les fois suivantes."
    )
    OLD = "Votre mot de passe a 8 chiffres"
    OLD_MORE = (
        "Connectez-vous une fois avec lui. FranceConnect sera relié à votre compte, "
        "puis vous choisirez un nouveau mot de passe en 5 à 10 minutes."
    )
    UNCHECKED = "Un compte existe à votre nom"
    UNCHECKED_MORE = (
        "L'identité de la personne qui l'a créé n'est pas encore vérifiée. C'est vous ? "
        "Connectez-vous avec son mot de passe : FranceConnect prouve qui vous êtes, et tout s'ouvre. "
        "Ce n'est pas vous ? Créez le vôtre : l'autre sera fermé."
    )
    CREATE_MINE = "Ce n'est pas moi : créer mon compte"
    SEVERAL = "Plusieurs comptes peuvent être à vous"
    SEVERAL_MORE = (
        "Connectez-vous avec le mot de passe de celui que vous voulez ouvrir. "
        "FranceConnect sera relié à celui-là."
    )
    ENROLMENT = "Vous n'avez pas encore Mon Compte"
    ENROLMENT_MORE = (
        "Créez-le maintenant. Ce que FranceConnect a transmis est déjà rempli. "
        "Vous avez peut-être un compte sous un autre nom ? Connectez-vous avec son mot de passe."
    )
    INCOMPLETE = "Il manque des informations"
    INCOMPLETE_MORE = (
        "FranceConnect n'a pas tout transmis : nous ne pouvons pas chercher votre compte. "
        "Si vous en avez un, connectez-vous avec votre mot de passe. Sinon, créez-le : "
        "nous vous demanderons ce qui manque."
    )
    SIGN_IN = "Me connecter pour relier mon compte"
    CREATE = "Créer mon compte"
    JOINED = "FranceConnect est relié à votre compte"
    JOINED_MORE = "La prochaine fois, FranceConnect suffira. Votre mot de passe fonctionne toujours."
    CONTINUE = "Continuer"

    CLOSE = "Un compte est peut-être à vous"
    PROOF = "Il reste à vérifier que c'est votre compte"
    WITHOUT = "Continuer sans relier FranceConnect"

    @staticmethod
    def close_more(differs: Iterable[str]) -> str:
        """Return what is otherwise in the account, if anything is known to be, and both ways on."""
        why = f"{otherwise(differs)} Cela arrive après une correction de l'état civil." if differs else ""
        return (
            f"{why} Si ce compte est le vôtre, connectez-vous une fois avec votre mot de passe : "
            "FranceConnect y sera relié. Sinon, créez votre compte."
        ).strip()

    @staticmethod
    def proof_more(differs: Iterable[str]) -> str:
        """Return why a code is asked besides the password."""
        return (
            f"{otherwise(differs)} Le code que vous recevez montre que c'est bien vous. "
            "Vous n'avez plus accès à ces coordonnées ? Contactez votre Caf."
        )

    @staticmethod
    def welcome(first_name: str, birth_name: str) -> str:
        """Return the person, by name, as far as it was transmitted."""
        return " ".join(("Bienvenue", *(name for name in (first_name, birth_name) if name)))


class FranceConnectLinkText:
    """FranceConnect, under Gérer mon compte."""

    HEADING = "FranceConnect"
    LEAD = "Relié à votre compte, FranceConnect vous connecte sans votre mot de passe."
    OFF = "FranceConnect n'est pas relié à votre compte."
    OFF_MORE = "Vous vous identifierez une fois dans votre navigateur, puis vous reviendrez ici."
    JOIN = "Relier FranceConnect"
    LEAVE = "Ne plus utiliser FranceConnect"
    LEAVE_MORE = "Votre mot de passe continuera de fonctionner. Vous pourrez relier FranceConnect de nouveau."
    LEFT = "FranceConnect n'est plus relié à votre compte."
    BACK = "Revenir à FranceConnect dans mon compte"

    @staticmethod
    def since(at: datetime) -> str:
        """Return since when it is joined."""
        return f"FranceConnect est relié à votre compte depuis le {moment(at)}."
