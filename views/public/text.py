"""The public pages: accessibility, conditions, personal data, appearance."""

from datetime import date
from typing import Final

from views.public.audit import Audit, Conformity
from views.shell.formats import day
from views.shell.text import Part


class AccessibilityText:
    """Déclaration d'accessibilité, in the order of its legal model (arrêté of 20 September 2019)."""

    HEADING = "Accessibilité"
    LEAD = (
        "L'équipe de Mon Compte s'engage à rendre ce service accessible à toutes et à tous, "
        "comme le demande l'article 47 de la loi n° 2005-102 du 11 février 2005."
    )

    CONFORMITY: Final = {
        Conformity.WHOLE: "totalement conforme",
        Conformity.PARTIAL: "partiellement conforme",
        Conformity.NONE: "non conforme",
    }

    EASY = (
        Part(
            "",
            (
                "Tout le monde peut utiliser Mon Compte.",
                "Vous pouvez agrandir les textes.",
                "Vous pouvez changer les couleurs.",
                "Vous pouvez utiliser le clavier.",
                "Vous pouvez utiliser un lecteur d'écran.",
                "Ouvrez « Affichage » pour choisir.",
            ),
        ),
        Part(
            "Vous avez un problème ?",
            (
                "Dites-nous le problème.",
                "Appuyez sur « Signaler un défaut d'accessibilité ».",
                "Nous lisons votre message.",
            ),
        ),
        Part(
            "Vous attendez encore une réponse ?",
            (
                "Le Défenseur des droits peut vous aider.",
                "Son téléphone est le 09 69 39 00 00.",
            ),
        ),
    )

    @classmethod
    def place(cls, conformity: Conformity) -> str:
        """Return what leads here: the law asks that it name the state."""
        return f"Accessibilité : {cls.CONFORMITY[conformity]}"

    SCOPE = Part(
        "De quoi parle cette déclaration ?",
        (
            "De Mon Compte dans un navigateur, sur téléphone et sur ordinateur.",
            "Les applications pour téléphone et pour ordinateur montrent les mêmes écrans. Elles n'ont pas été "
            "contrôlées sur les critères du RGAA.",
        ),
    )

    @classmethod
    def state(cls, audit: Audit) -> Part:
        """Return the state of conformity, and where it comes from."""
        return Part(
            "État de conformité",
            (
                f"Mon Compte est {cls.CONFORMITY[audit.conformity]} avec le référentiel général d'amélioration "
                f"de l'accessibilité, RGAA version {audit.version}.",
                f"Le contrôle du {day(audit.date)}, fait par {audit.auditor}, trouve que {audit.rate} % des critères "
                "qui s'appliquent sont respectés. Personne d'indépendant ne l'a encore vérifié.",
            ),
        )

    FAILED = "Ce qui n'est pas accessible"
    NONE_FAILED = "Le contrôle n'a rien trouvé. Dites-nous ce qu'il n'a pas vu."
    EXEMPT = (
        "Aucune dérogation pour charge disproportionnée n'est demandée. "
        "Les pages de FranceConnect ne sont pas les nôtres."
    )

    @staticmethod
    def failed(number: str, note: str) -> str:
        """Return what fails of a criterion."""
        return f"Critère {number} : {note}"

    PAGES = "Écrans contrôlés"
    TECHNOLOGIES = Part(
        "Technologies",
        ("HTML, CSS, WAI-ARIA, SVG et JavaScript. Sans JavaScript, les mêmes écrans s'utilisent aussi.",),
    )
    ENVIRONMENTS = "Navigateurs et outils du contrôle"
    PLAN = Part(
        "Ce qui est prévu",
        (
            "Un contrôle avec des personnes qui se servent d'un lecteur d'écran, puis un contrôle indépendant.",
            "À chaque changement du programme, chaque écran est contrôlé par des outils, au clavier, en clair et en "
            "sombre, à 320 pixels de large et avec un texte à 200 %. Ils ne trouvent qu'une partie des défauts.",
        ),
    )
    CONTACT = Part(
        "Nous signaler un défaut",
        (
            "Une partie de Mon Compte vous est inaccessible ? Signalez-la par un formulaire, sans vous connecter : "
            "ce qui ne marche pas, sur quel écran, et comment vous répondre.",
            "Vous pouvez aussi contacter votre Caf : elle vous donnera l'information autrement.",
        ),
    )
    REPORT = "Signaler un défaut d'accessibilité"
    REMEDY = Part(
        "Voie de recours",
        (
            "Vous avez signalé un défaut et vous n'avez pas de réponse satisfaisante ? "
            "Vous pouvez saisir le Défenseur des droits : sur son site, "
            "par courrier gratuit à Libre réponse 71120, 75342 Paris CEDEX 07, ou au 09 69 39 00 00.",
        ),
    )
    DEFENDER = "Écrire au Défenseur des droits"
    DEFENDER_ADDRESS = "https://formulaire.defenseurdesdroits.fr/"
    DEFENDER_DELEGATES = "Trouver son délégué près de chez vous"
    DEFENDER_DELEGATES_ADDRESS = "https://www.defenseurdesdroits.fr/saisir/delegues"

    @staticmethod
    def written(on: date) -> str:
        """Return when the déclaration was written."""
        return f"Cette déclaration a été faite le {day(on)}."


class SiteMapText:
    """Plan du site."""

    HEADING = "Plan du site"
    LEAD = "Tous les écrans de Mon Compte, et où ils sont."
    OPEN = "Sans se connecter"
    PRIVATE = "Après la connexion"


class TermsText:
    """Conditions générales d'utilisation."""

    HEADING = "Conditions d'utilisation"
    LEAD = "Ce que Mon Compte vous permet de faire, et ce qui vous est demandé."
    EASY_LEAD = "Ce texte explique les règles."
    EASY_MISSING = "Ces règles n'existent pas encore en facile à lire."


class PersonalDataText:
    """Données personnelles."""

    HEADING = "Données personnelles"
    EASY = (
        Part(
            "Ce que Mon Compte sait de vous",
            (
                "Mon Compte connaît votre nom.",
                "Il connaît votre numéro de Sécurité sociale.",
                "Il connaît votre téléphone et votre mail.",
                "Il connaît vos paiements.",
                "Ces informations servent à calculer vos aides.",
            ),
        ),
        Part(
            "Sur votre appareil",
            (
                "Vous pouvez cocher « Se souvenir de moi ».",
                "Votre appareil garde alors votre numéro.",
                "Votre mot de passe reste secret.",
                "Vos montants s'effacent à la déconnexion.",
            ),
        ),
        Part(
            "La publicité",
            ("Mon Compte est sans publicité.", "Vos informations restent à la Caf."),
        ),
        Part(
            "Vos droits",
            (
                "Vous pouvez lire vos informations.",
                "Vous pouvez les faire corriger.",
                "Contactez votre Caf.",
                "La Cnil peut aussi vous aider.",
                "La Cnil protège les informations des personnes.",
                "Son site est cnil.fr.",
            ),
        ),
    )
    LEAD = "Ce que Mon Compte sait de vous, pourquoi, et comment le faire corriger."
    PARTS = (
        Part(
            "Ce qui est utilisé",
            (
                "Votre numéro de Sécurité sociale ou votre identifiant provisoire, pour vous reconnaître.",
                "Votre état civil et votre titre d'identité, ou sa copie, pour vérifier que c'est bien vous.",
                "Vos coordonnées, votre situation et vos paiements, pour vous les montrer.",
                "Ce que vous signalez comme inaccessible, et comment vous répondre, pendant un an.",
            ),
        ),
        Part(
            "Ce qui reste sur votre appareil",
            (
                "Votre identifiant, seulement si vous cochez « Se souvenir de moi » : "
                "il est dans le coffre du système, ou dans votre navigateur.",
                "Le réglage de l'affichage.",
                "La clé d'une création de compte commencée : un code au hasard, effacé à la fin.",
                "Pendant que vous attendez un code : de quoi revenir au même écran, 15 minutes au plus.",
                "Dans l'application, si vous cochez « Se souvenir de moi » : vos derniers chiffres et papiers. "
                "Ils sont chiffrés, et leur clé est dans le coffre du système.",
                "Jamais votre mot de passe. Tous vos chiffres sont effacés à la déconnexion, "
                "et quand une autre personne se connecte.",
            ),
        ),
        Part(
            "Ce qui n'est pas fait",
            ("Aucune publicité, aucune mesure d'audience, aucun envoi à un autre site.",),
        ),
        Part(
            "Vos droits",
            (
                "Vous pouvez consulter vos données, les faire corriger ou limiter leur usage : contactez votre Caf.",
                "Vous pouvez aussi saisir la Cnil, sur son site cnil.fr.",
            ),
        ),
    )
