"""Creating an account: every step of it, and the benefits that lead to it."""

from collections.abc import Iterable, Mapping

from views.shell.formats import confirmed_at, count, unbroken

_THEMES: Mapping[str, str] = {
    "logement": "Logement",
    "enfants": "Enfants et famille",
    "separation": "Séparation",
    "handicap": "Handicap",
    "revenus": "Revenus",
    "etudes": "Études",
    "deuil": "Deuil",
}

_AUDIENCES: Mapping[str, str] = {
    "adult_over_18": "Vous avez plus de 18 ans.",
    "adult_over_20": "Vous avez plus de 20 ans.",
    "adult_over_25_or_parent": "Vous avez plus de 25 ans, ou un enfant à charge.",
    "agreed_housing": "Votre logement est conventionné.",
    "caring_for_ill_child": "Vous vous occupez d'un enfant gravement malade.",
    "child_lost": "Vous avez perdu un enfant.",
    "child_support_unpaid": "La pension alimentaire n'est pas payée.",
    "child_under_3": "Vous avez un enfant de moins de 3 ans.",
    "child_under_6": "Vous avez un enfant de moins de 6 ans.",
    "disability_recognised": "Votre handicap est reconnu.",
    "disabled_child_under_20": "Vous avez un enfant handicapé de moins de 20 ans.",
    "expecting": "Vous attendez un enfant.",
    "has_dependants": "Vous avez une personne à charge.",
    "low_income": "Vos revenus ne dépassent pas un plafond.",
    "no_other_housing_benefit": "Vous n'avez pas droit à une autre aide au logement.",
    "pays_childcare": "Vous payez la garde de votre enfant.",
    "pays_rent": "Vous payez un loyer.",
    "pupil_6_to_18": "Votre enfant va à l'école et a entre 6 et 18 ans.",
    "raises_child_alone": "Vous élevez un enfant sans l'autre parent.",
    "three_children_over_3": "Vous avez au moins 3 enfants de plus de 3 ans.",
    "two_children_under_20": "Vous avez au moins 2 enfants de moins de 20 ans.",
    "works": "Vous travaillez.",
    "works_less": "Vous travaillez moins, ou vous arrêtez.",
}
_NEEDED: Mapping[str, str] = {
    "bank_details": "Votre relevé d'identité bancaire",
    "birth_certificate": "L'acte de naissance de l'enfant",
    "childcare_contract": "Le contrat de garde",
    "death_certificate": "L'acte de décès",
    "disability_decision": "La décision de la maison du handicap",
    "employer_certificate": "Une attestation de votre employeur",
    "family_record_book": "Votre livret de famille",
    "identity_document": "Une pièce d'identité",
    "income_statement": "Vos derniers revenus",
    "medical_certificate": "Un certificat médical",
    "pregnancy_declaration": "La déclaration de grossesse",
    "rent_certificate": "L'attestation de loyer, remplie par votre bailleur",
    "school_certificate": "Le certificat de scolarité",
    "separation_judgment": "Le jugement ou l'accord de séparation",
}


class CreationText:
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
    BACK = "Étape précédente"
    CONTINUE = "Continuer"
    WORKING = "Vérification en cours…"
    QUIT = "Quitter"
    QUIT_KEPT = "Ce que vous avez rempli est gardé 24 heures."
    REQUIRED = "Tous les champs sont obligatoires, sauf mention contraire."

    @staticmethod
    def step(number: int, total: int) -> str:
        """Where one stands."""
        return f"Étape {number} sur {total}"

    @staticmethod
    def for_benefit(name: str) -> str:
        """The request that the account is created for, and what can be done of it at the end."""
        return (
            f"Vous voulez demander : {name}. La demande en ligne n'est pas encore ouverte ici : "
            "à la fin, nous vous dirons comment la faire auprès de votre Caf."
        )


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
    MADAME = "Madame"
    MONSIEUR = "Monsieur"
    BIRTH_NAME = "Nom de naissance"
    USED_NAME = "Nom d'usage (facultatif)"
    FIRST_NAMES = "Prénoms"
    FIRST_NAMES_HINT = "Tous vos prénoms, séparés par des espaces"
    BIRTH_DATE = "Date de naissance"
    NO_NAME = "Aucun"
    NO_FIRST_NAME = "Je n'ai pas de prénom"
    NO_FIRST_NAME_MORE = "Vous avez un seul nom ? Tapez-le dans Nom de naissance."
    BIRTH_DATE_HINT = "Par exemple : 24 / 08 / 1985"
    DATE_IN_PART = "Je ne connais pas le jour ou le mois"
    DATE_IN_PART_HINT = "Laissez vide ce que vous ne connaissez pas."
    DAY = "Jour"
    MONTH = "Mois"
    YEAR = "Année"
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
    TOO_YOUNG = "Il faut avoir plus de 15 ans"
    TOO_YOUNG_MORE = (
        "Avant cet âge, c'est le responsable du dossier qui voit les droits de la famille dans son compte."
    )

    @staticmethod
    def found(number: int) -> str:
        """How many places match, for a screen reader."""
        return count(number, "lieu trouvé", "lieux trouvés")

    @staticmethod
    def place(label: str, detail: str | None, *, formerly: str | None = None, city: str | None = None) -> str:
        """A place in the list, by the name of today; with the name of before or the city that was looked for."""
        today = f"{label}, anciennement {formerly}" if formerly else label
        told = city or detail
        return f"{today} ({told})" if told else today


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


class SummaryText:
    """Récapitulatif."""

    HEADING = "Récapitulatif"
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

    @staticmethod
    def modify(part: str) -> str:
        """Accessible name of the button that changes a part."""
        return f"Modifier : {part}"

    @staticmethod
    def ending(last: str) -> str:
        """A number that was given before, and is not given back: what it is known by."""
        return f"Le numéro que vous avez donné, se terminant par {last}"


class DoneText:
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

    @staticmethod
    def sent(channel: str, destination: str) -> str:
        """Where the confirmation went."""
        return confirmed_at((channel, destination))


class ResetText:
    """Mot de passe oublié."""

    HEADING = "Mot de passe oublié"
    LEAD = "Dites-nous qui vous êtes : nous vous enverrons un code."
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
        """A place where the code can go."""
        return f"Par SMS au {destination}" if sms else f"Par mail à {destination}"


class ResumptionText:
    """Reprendre ma création."""

    HEADING = "Reprendre ma création"
    LEAD = "Donnez le téléphone ou l'adresse mail que vous aviez indiqué. Nous vous envoyons un code."
    BIRTH_DATE = "Votre date de naissance"
    BIRTH_DATE_WHY = (
        "Votre code est bon. Plusieurs personnes ont parfois le même téléphone ou la même adresse mail : "
        "donnez votre date de naissance, pour que personne d'autre ne reprenne votre création."
    )
    NAMES = "Vos nom et prénom"
    NAMES_WHY = (
        "Deux personnes nées ce jour-là ont commencé une création avec ces coordonnées. "
        "Dites-nous qui vous êtes. Si vous n'avez pas de prénom, ou pas de nom, laissez le champ vide."
    )
    FIRST_NAME = "Premier prénom"
    BIRTH_NAME = "Nom de naissance"
    NAMES_EMPTY = "Écrivez votre prénom ou votre nom."
    OTHER_NAMES = "Ce ne sont pas les noms donnés au début de la création"
    ANOTHER_DATE = "Ce n'est pas la date donnée au début de la création"
    AGAIN = "Recommencer avec d'autres coordonnées"

    @staticmethod
    def other_names(tries_left: int) -> str:
        """How often the names may still be tried."""
        return f"Relisez-les. Il reste {count(tries_left, 'essai', 'essais')}."

    @staticmethod
    def another_date(tries_left: int) -> str:
        """How often the date may still be tried."""
        return f"Relisez-la. Il reste {count(tries_left, 'essai', 'essais')}."


class BenefitsText:
    """Aides et démarches."""

    HEADING = "Aides et démarches"
    LEAD = "Choisissez l'aide qui correspond à votre situation."
    AUDIENCE = "Pour qui ?"
    NEEDED = "Ce qu'il faudra"
    REQUEST = "Faire la demande"
    TODAY = "Comment faire la demande aujourd'hui"
    TODAY_MORE = (
        "La demande en ligne n'est pas encore ouverte ici. Demandez cette aide par la poste, "
        "ou à l'accueil de votre Caf."
    )
    TODAY_NEEDED = "Ajoutez ce qui est dans la liste « Ce qu'il faudra »."
    ACCOUNT_HEADING = "Votre compte"
    ACCOUNT_MORE = (
        "Vous pouvez créer votre compte dès maintenant. "
        "Il n'est pas obligatoire pour demander cette aide à votre Caf."
    )
    CREATE = "Créer un compte"
    HAVE = "J'ai déjà un compte"
    KEPT = "Votre demande"
    BACK = "Toutes les aides"

    @staticmethod
    def theme(code: str) -> str:
        """Name of a theme."""
        return _THEMES.get(code, code.capitalize())

    @staticmethod
    def audience(codes: Iterable[str]) -> list[str]:
        """Who a benefit is for, a line each."""
        return [_AUDIENCES[code] for code in codes if code in _AUDIENCES]

    @staticmethod
    def needed(codes: Iterable[str]) -> list[str]:
        """What is needed to ask for a benefit, a line each."""
        return [_NEEDED[code] for code in codes if code in _NEEDED]
