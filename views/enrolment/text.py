"""The French of the enrolment."""

from collections.abc import Mapping

from views.shell.feature import Searched
from views.shell.formats import confirmed_at, count


class EnrolmentText:
    """The wizard as a whole."""

    HEADING = "Créer Mon Compte"
    LEAD = (
        "Il faut 5 minutes. Préparez votre numéro de Sécurité sociale, votre titre d'identité, "
        "et votre téléphone ou votre adresse mail."
    )
    STEPS_TITLE = "Les étapes"
    STEPS = (
        "Votre état civil",
        "Votre titre d'identité",
        "Vos coordonnées de contact",
        "Le code reçu",
        "Votre mot de passe",
        "Le récapitulatif",
    )
    NO_NUMBER = "Vous n'avez pas de numéro de Sécurité sociale ?"
    NO_NUMBER_MORE = "Vous pouvez créer votre compte : un identifiant provisoire vous sera donné à la fin."
    KEPT = "Vous pouvez vous arrêter et reprendre pendant 24 heures, sur n'importe quel appareil."
    BEGIN = "Commencer"
    RESUME = "Reprendre ma création"
    RESUME_HERE = "Vous avez commencé sur cet appareil."
    ELSEWHERE = "J'ai commencé sur un autre appareil"
    LOST = "Cette création n'est plus ouverte ici"
    LOST_MORE = "Elle est gardée 24 heures, et ne se remplit que sur un appareil à la fois."
    QUIT = "Quitter"
    QUIT_KEPT = "Ce que vous avez rempli est gardé 24 heures."
    REQUIRED = "Tous les champs sont obligatoires, sauf mention contraire."

    @staticmethod
    def for_benefit(name: str) -> str:
        """Return the request that the account is created for, and that it comes afterwards."""
        return f"Vous voulez demander : {name}. Créez d'abord votre compte : la demande vient ensuite."


class CivilStatusText:
    """État civil."""

    HEADING = "Votre état civil"
    NO_NIR = "Je n'ai pas de numéro de Sécurité sociale"
    TEMPORARY = "Votre numéro ne commence ni par 1, ni par 2"
    TEMPORARY_MORE = (
        "C'est un numéro d'attente. Relisez le premier chiffre. S'il est juste, continuez sans numéro : "
        "un identifiant provisoire vous sera donné à la fin."
    )
    CIVILITY = "Civilité"
    BIRTH_NAME = "Nom de naissance"
    USED_NAME = "Nom d'usage (facultatif)"
    FIRST_NAMES = "Prénoms"
    FIRST_NAMES_HINT = "Tous vos prénoms, séparés par des espaces"
    NO_NAME = "Aucun"
    NO_FIRST_NAME = "Je n'ai pas de prénom"
    NO_FIRST_NAME_MORE = "Vous avez un seul nom ? Tapez-le dans Nom de naissance."
    BIRTH_PLACE = "Lieu de naissance"
    BIRTH_PLACE_HINT = "Tapez le début de la commune, ou du pays pour une naissance à l'étranger"
    ABROAD = "Naissance à l'étranger ? Choisissez le pays."
    NO_PLACE = (
        "Aucun lieu ne porte ce nom. Naissance à l'étranger ? Tapez le nom du pays. "
        "Si c'est en France, vérifiez l'orthographe, ou tapez seulement le début du nom."
    )
    QUESTIONS = "Votre numéro ne correspond pas tout à fait"
    CONFIRM = "C'est juste, continuer"
    QUESTION: Mapping[str, str] = {
        "nir_birth_date": "Le numéro indique une autre date de naissance.",
        "nir_sex": "Le numéro indique une autre civilité.",
        "nir_birth_place": "Le numéro indique un autre lieu de naissance.",
    }
    QUESTIONS_MORE = "Relisez les deux. Si tout est juste, continuez : cela arrive."

    @staticmethod
    def found(number: int) -> str:
        """Return how many places match, for a screen reader."""
        return count(number, "lieu trouvé", "lieux trouvés")

    @staticmethod
    def chosen(place: str) -> str:
        """Return what was chosen in the list."""
        return f"Lieu choisi : {place}"

    @staticmethod
    def place(label: str, detail: str | None, *, formerly: str | None = None, city: str | None = None) -> str:
        """Return a place in the list, by the name of today; with the name of before or the city that was looked for."""
        today = f"{label}, anciennement {formerly}" if formerly else label
        told = city or detail
        return f"{today} ({told})" if told else today


class SummaryText:
    """Récapitulatif."""

    HEADING = "Récapitulatif"
    _FAR = ("97", "98")
    LEAD = "Relisez vos informations. Vous pouvez encore tout modifier."
    HIDE = "Masquer"
    SHOW = "Afficher"
    HIDE_MORE = "Masquer mes numéros et mes coordonnées"
    SHOW_MORE = "Afficher mes numéros et mes coordonnées"
    NOT_ALONE = "Quelqu'un d'autre voit votre écran ? Masquez vos numéros et vos coordonnées."
    MASKED = "Vos numéros et vos coordonnées sont masqués."
    SHOWN = "Vos numéros et vos coordonnées sont affichés."
    CIVIL_STATUS = "État civil"
    IDENTITY = "Titre d'identité"
    CONTACT = "Coordonnées de contact"
    PASSWORD = "Mot de passe"
    HIDDEN = "Choisi, et caché"
    MODIFY = "Modifier"
    CREATE = "Créer mon compte"
    CREATING = "Création en cours…"
    NO_NIR = "Sans : un identifiant provisoire vous sera donné"
    USED_NAME = "Nom d'usage"
    KIND = "Titre"
    COPIES = "Copie envoyée"
    NO_COPY = "Aucune : une pièce pourra vous être demandée"

    @classmethod
    def place(cls, label: str, commune: str) -> str:
        """Return a place by its name, a commune with its département too, which tells those of one name apart.

        Args:
            label: the name.
            commune: its INSEE code; empty for a country.
        """
        if not commune:
            return label
        return f"{label} ({commune[:3] if commune.startswith(cls._FAR) else commune[:2]})"

    @staticmethod
    def modify(part: str) -> str:
        """Return the accessible name of the button that changes a part."""
        return f"Modifier : {part}"

    @staticmethod
    def ending(last: str) -> str:
        """Return a number that was given before, and is not given back: what it is known by."""
        return f"Le numéro que vous avez donné, se terminant par {last}"


class EnrolmentDoneText:
    """The account is there."""

    HEADING = "Votre compte est créé"
    LEAD_NIR = (
        "Connectez-vous avec votre numéro de Sécurité sociale et le mot de passe que vous venez de choisir."
    )
    LEAD_PROVISIONAL = "Voici votre identifiant provisoire. Il remplace le numéro de Sécurité sociale."
    PROVISIONAL = "Identifiant provisoire"
    COPY = "Copier l'identifiant"
    COPIED = "Identifiant copié."
    EXISTING = "Si vous aviez déjà un compte, un message vous dit comment y accéder."
    SIGN_IN = "Se connecter"
    ASKED_HERE = "Elle se fait dans « Mes démarches » : connectez-vous pour la remplir et l'envoyer."

    @staticmethod
    def sent(channel: str, destination: str) -> str:
        """Return where the confirmation went."""
        return confirmed_at((channel, destination))


class ResumptionText:
    """Reprendre ma création."""

    HEADING = "Reprendre ma création"
    LEAD = "Donnez le téléphone ou l'adresse mail que vous aviez indiqué. Nous vous envoyons un code."
    FIRST_NAME = "Premier prénom"
    BIRTH_NAME = "Nom de naissance"
    NAMES_EMPTY = "Écrivez votre prénom ou votre nom."
    OTHER_NAMES = "Ce ne sont pas les noms donnés au début de la création"

    @staticmethod
    def other_names(tries_left: int) -> str:
        """Return how often the names may still be tried."""
        return f"Relisez-les. Il reste {count(tries_left, 'essai', 'essais')}."


class BirthDateText:
    """Date de naissance."""

    LABEL = "Date de naissance"
    HINT = "Par exemple : 24 / 08 / 1985"
    ANOTHER_DATE = "Ce n'est pas la date donnée au début de la création"
    AGAIN = "Recommencer avec d'autres coordonnées"

    @staticmethod
    def another_date(tries_left: int) -> str:
        """Return how often the date may still be tried."""
        return f"Relisez-la. Il reste {count(tries_left, 'essai', 'essais')}."


class EnrolmentSearchText:
    """What Rechercher says of it."""

    CREATE = Searched(
        "Créer Mon Compte",
        "",
        "inscription s'inscrire ouvrir compte nouveau premier devenir allocataire",
    )
    RESUME = Searched(
        "Reprendre la création de Mon Compte",
        "",
        "inscription continuer terminer",
    )
