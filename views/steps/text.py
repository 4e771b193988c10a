"""The French of the steps that two features or more use."""

from collections.abc import Mapping
from datetime import date, datetime

from views.shell.clock import local
from views.shell.formats import day, duration, moment, of_name, unbroken

_EVENTS: Mapping[bool, str] = {True: "Autorisation donnée", False: "Autorisation retirée"}


class EasyWordsText:
    """The choice of words at the head of a page."""

    EASY = "Lire ce texte en facile à lire"
    USUAL = "Lire le texte habituel"


class DateText:
    """A date in three boxes."""

    DAY = "Jour"
    MONTH = "Mois"
    YEAR = "Année"
    HINT = "Par exemple : 02 / 11 / 2026"
    IN_PART = "Je ne connais pas le jour ou le mois"
    IN_PART_HINT = "Laissez vide ce que vous ne connaissez pas."


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
        """Return the question whether to take the contact that the Caf knows."""
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
    COMMON = "Ce mot de passe est trop courant : on le devinerait vite. Choisissez-en un autre."
    SAME_AS_OLD = "C'est déjà votre mot de passe. Choisissez-en un autre."
    DIFFERENT = "Les deux mots de passe ne sont pas les mêmes."
    NOT_AGAIN = "Saisissez le nouveau mot de passe une deuxième fois."
    CHOOSE = "Continuer"

    @staticmethod
    def broken(rules: list[str]) -> str:
        """Return what is wrong with a password that breaks these rules."""
        which = "cette règle" if len(rules) == 1 else "ces règles"
        named = ", ".join(PasswordText.RULE[rule] for rule in rules)
        return f"Ce mot de passe ne respecte pas encore {which} : {named}."

    @staticmethod
    def description() -> str:
        """Return the rules in one sentence, for people who cannot see them beside the field."""
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
        """Return where the code went."""
        return (
            f"Nous avons envoyé un code à 6 chiffres par SMS au {unbroken(destination)}."
            if sms
            else f"Nous avons envoyé un code à 6 chiffres par mail à {destination}."
        )

    @staticmethod
    def label(*, sms: bool) -> str:
        """Return the name of the field."""
        return "Code reçu par SMS" if sms else "Code reçu par mail"

    @staticmethod
    def valid_for(seconds: int) -> str:
        """Return how long the code holds."""
        return f"Valable encore {duration(seconds)}"

    @staticmethod
    def resend_in(seconds: int) -> str:
        """Return how long to wait before asking for another."""
        return f"Possible dans {duration(seconds)}"

    @staticmethod
    def demo_code(code: str) -> str:
        """Return the code, for a demonstration, where no message is really sent."""
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
        """Return which text it is."""
        return f"Version {version}, publiée le {day(published_on)}."


class CivilityText:
    """Civilité."""

    MADAME = "Madame"
    MONSIEUR = "Monsieur"


class IdentifierText:
    """The identifier, of either kind."""

    NIR = "Numéro de Sécurité sociale"
    NIR_HINT = "13 chiffres, sur votre carte Vitale"
    PROVISIONAL = "Identifiant provisoire"
    PROVISIONAL_HINT = "P, 8 chiffres et une lettre, dans le message ou le courrier de la Caf"
    USE_PROVISIONAL = "J'ai un identifiant provisoire"
    USE_NIR = "J'ai un numéro de Sécurité sociale"


class FranceConnectButtonText:
    """FranceConnect, where other features offer it or say what came of it."""

    OR = "ou"
    BUTTON = "S'identifier avec FranceConnect"
    WHAT = "Qu'est-ce que FranceConnect ?"
    TRANSMITTED = "transmis par FranceConnect"
    NOT_ME = "Ce n'est pas vous ?"
    ENTERED = "FranceConnect a confirmé votre identité."
    JOINING = "Dernière étape pour relier FranceConnect"
    JOINING_MORE = "Connectez-vous avec votre mot de passe : FranceConnect sera ensuite relié à votre compte."


class ReauthenticationText:
    """The password, asked again."""

    PASSWORD = "Mot de passe actuel"
    BLANK_ENDS = (
        "Ce n'est pas votre mot de passe actuel. Il commence ou finit par un espace, "
        "peut-être copié avec : enlevez-le."
    )
    WHY = "Votre connexion date de plus de quelques minutes : tapez votre mot de passe pour confirmer."


class ClosingNoticeText:
    """An account that is to close."""

    KEEP = "Garder mon compte"
    KEPT = "Votre compte reste ouvert"

    @staticmethod
    def closes(at: datetime) -> tuple[str, str]:
        """Return when the account closes."""
        on = day(local(at))
        return (
            f"Votre compte fermera le {on}",
            "Vous pouvez changer d'avis jusque-là : rien n'est encore effacé.",
        )


class RequestText:
    """What becomes of the request for a benefit."""

    TODAY_MORE = (
        "La demande en ligne n'est pas encore ouverte ici. Demandez cette aide par la poste, "
        "ou à l'accueil de votre Caf."
    )
    KEPT = "Votre demande"


class UnlockText:
    """The button that unlocks by fingerprint or face."""

    UNLOCK = "Déverrouiller par empreinte ou visage"
    FAILED = "Non reconnu. Réessayez, ou tapez votre mot de passe."
    TOO_MANY = "Non reconnu 5 fois : tapez votre mot de passe."


class LastKnownText:
    """The way to the figures that this device knew last."""

    OPEN = "Voir mes derniers chiffres"
    LOOK_ONLY = "Sans connexion, vous pouvez les regarder, mais rien changer."
    REFUSED = "Non reconnu. Réessayez, ou attendez d'avoir une connexion."

    @staticmethod
    def kept(read_at: datetime) -> str:
        """Return of when the figures are."""
        return f"Cet appareil garde vos chiffres du {moment(read_at)}."


class SpouseAuthorisationText:
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
        """Return what stands before the list of what the spouse could do."""
        return f"Vous pouvez autoriser {spouse} à :"

    @staticmethod
    def question(spouse: str) -> str:
        """Return the question that is answered by yes or no."""
        return f"J'autorise {spouse} à consulter les données du dossier et à réaliser les démarches."

    @staticmethod
    def chosen(spouse: str, *, authorised: bool) -> str:
        """Return what was just answered."""
        return (
            f"Vous autorisez {spouse} à consulter les données du dossier et à réaliser les démarches."
            if authorised
            else f"Vous n'autorisez pas {spouse} à consulter les données du dossier, ni à réaliser les démarches."
        )

    @staticmethod
    def can(spouse: str) -> str:
        """Return what stands before the list of what the spouse may do now."""
        return f"{spouse} peut :"

    @staticmethod
    def state(spouse: str, *, authorised: bool) -> str:
        """Return what is allowed now."""
        return (
            f"{spouse} peut consulter et gérer votre dossier."
            if authorised
            else f"{spouse} ne peut ni consulter, ni gérer votre dossier."
        )

    @staticmethod
    def no_account(spouse: str) -> str:
        """Return that the spouse cannot use it yet."""
        return f"{spouse} n'a pas encore de compte. L'autorisation comptera dès sa création."

    @staticmethod
    def ask(spouse: str, *, give: bool) -> tuple[str, str]:
        """Return the title and text of the question before a change."""
        if give:
            return (
                f"Autoriser {spouse} ?",
                f"{spouse} pourra tout de suite consulter les droits et paiements, déclarer des changements "
                f"et demander une prestation. Un message vous préviendra, et {spouse} aussi.",
            )
        return (
            f"Retirer l'autorisation {of_name(spouse)} ?",
            f"{spouse} ne pourra plus, dès maintenant, consulter les droits et paiements, ni faire de démarche "
            f"sur votre dossier. Un message vous préviendra, et {spouse} aussi.",
        )

    @staticmethod
    def changed(spouse: str, *, given: bool) -> str:
        """Return that what was confirmed is done."""
        return (
            f"{spouse} peut maintenant consulter l'ensemble du dossier et faire les démarches en ligne."
            if given
            else f"{spouse} ne peut plus consulter l'ensemble du dossier, ni faire les démarches en ligne."
        )

    @staticmethod
    def event(at: datetime, *, given: bool) -> str:
        """Return one line of the history."""
        return f"{_EVENTS[given]} le {moment(at)}"


class SimulationDoorText:
    """The way to a simulation."""

    HEADING = "Simuler mes droits"
    LEAD = "Estimez ce que vous pourriez recevoir, en trois minutes, avec ou sans compte."
    OPEN = "Simuler mes droits"
    UNAVAILABLE = "La simulation n'est pas disponible ici pour le moment."
