"""The public pages: help, accessibility, conditions, personal data, appearance."""

from views.shell.text import Part


class HelpText:
    """Aide."""

    HEADING = "Aide"
    LEAD = "Les réponses aux questions les plus fréquentes."
    PARTS = (
        Part(
            "Où trouver mon numéro de Sécurité sociale ?",
            (
                "Il est écrit sur votre carte Vitale, sous votre nom. Il a 13 chiffres.",
                "Deux chiffres de plus le suivent parfois : c'est la clé. Vous pouvez la taper ou non.",
                "En Corse, il peut contenir 2A ou 2B.",
            ),
        ),
        Part(
            "Je n'ai pas de numéro de Sécurité sociale",
            (
                "La Caf vous a donné un identifiant provisoire ? C'est la lettre P, 8 chiffres et une lettre. "
                "Sur l'écran de connexion, choisissez « J'ai un identifiant provisoire ».",
                "Vous n'en avez pas ? Choisissez « Créer Mon Compte » : il vous sera donné à la fin.",
                "Un numéro qui ne commence ni par 1, ni par 2 est un numéro d'attente : "
                "utilisez l'identifiant provisoire.",
            ),
        ),
        Part(
            "Mon mot de passe est refusé",
            (
                "Le mot de passe distingue les majuscules des minuscules. Affichez-le pour le relire.",
                "Après plusieurs essais, il faut patienter un peu avant de recommencer. "
                "Votre compte n'est pas bloqué.",
            ),
        ),
        Part(
            "Je n'ai pas reçu le code",
            (
                "Patientez une minute, et regardez dans les messages indésirables.",
                "Vous pouvez demander un nouveau code après 30 secondes. L'ancien ne fonctionne alors plus.",
                "Un code reçu par SMS est valable 10 minutes, un code reçu par mail 15 minutes.",
            ),
        ),
        Part(
            "Je reçois des codes que je n'ai pas demandés",
            (
                "Quelqu'un a peut-être tapé votre numéro ou vos coordonnées. Sans le code, personne ne peut entrer : "
                "ne le donnez à personne.",
                "Si Mon Compte vous refuse un nouveau code, il vous demande l'un de ceux que vous avez reçus : "
                "il prouve que ces coordonnées sont les vôtres.",
            ),
        ),
        Part(
            "Pourquoi une partie est-elle fermée ?",
            (
                "Le responsable du dossier voit tout. Son conjoint ou sa conjointe aussi, avec son autorisation.",
                "Les autres personnes du foyer voient leurs propres informations.",
                "Votre identité n'est pas encore vérifiée ? Vos paiements et votre dossier restent fermés jusque-là. "
                "Dans Gérer mon compte, « Vérifier mon identité » dit comment les ouvrir.",
            ),
        ),
        Part(
            "Se souvenir de moi",
            (
                "Si vous cochez la case, cet appareil garde votre identifiant, jamais votre mot de passe.",
                "Décochez-la sur un appareil que d'autres utilisent.",
            ),
        ),
    )


class AccessibilityText:
    """Déclaration d'accessibilité."""

    HEADING = "Accessibilité"
    LEAD = (
        "Mon Compte s'engage à être accessible à toutes et à tous, "
        "comme le demande l'article 47 de la loi n° 2005-102 du 11 février 2005."
    )
    PARTS = (
        Part(
            "De quoi parle cette déclaration ?",
            ("Du programme Mon Compte, dans un navigateur, sur téléphone et sur ordinateur.",),
        ),
        Part(
            "État de conformité",
            (
                "Mon Compte n'a pas encore été contrôlé sur les 106 critères du RGAA 4.1.2 "
                "par une personne indépendante. Il est donc déclaré non conforme.",
            ),
        ),
        Part(
            "Ce qui est vérifié",
            (
                "Chaque écran et chacun de ses états sont contrôlés par l'outil axe à chaque changement du "
                "programme : en clair et en sombre, sur téléphone et sur ordinateur, et à 320 pixels de large "
                "avec un texte à 200 %. Aucune erreur n'est admise.",
                "La connexion est vérifiée au clavier seul.",
                "Un outil automatique ne trouve qu'une partie des défauts.",
            ),
        ),
        Part(
            "Ce qui n'est pas accessible",
            (
                "Dans un navigateur, l'espacement du texte ne suit pas les réglages imposés par une extension.",
                "Le contraste élevé du système n'est pas détecté sur tous les appareils : "
                "il se choisit dans Affichage.",
            ),
        ),
        Part(
            "Technologies et outils",
            (
                "Flet et Flutter ; HTML, WAI-ARIA et JavaScript dans le navigateur.",
                "Contrôles faits avec axe et Chromium.",
            ),
        ),
        Part(
            "Nous signaler un défaut",
            (
                "Si une partie de Mon Compte vous est inaccessible, contactez votre Caf : "
                "elle vous donnera l'information autrement.",
            ),
        ),
        Part(
            "Voie de recours",
            (
                "Si vous n'avez pas de réponse satisfaisante, vous pouvez écrire au Défenseur des droits, "
                "Libre réponse 71120, 75342 Paris CEDEX 07, l'appeler au 09 69 39 00 00, "
                "ou le saisir sur son site defenseurdesdroits.fr.",
            ),
        ),
    )


class TermsText:
    """Conditions générales d'utilisation."""

    HEADING = "Conditions d'utilisation"
    LEAD = "Ce que Mon Compte vous permet de faire, et ce qui vous est demandé."


class PersonalDataText:
    """Données personnelles."""

    HEADING = "Données personnelles"
    LEAD = "Ce que Mon Compte sait de vous, pourquoi, et comment le faire corriger."
    PARTS = (
        Part(
            "Ce qui est utilisé",
            (
                "Votre numéro de Sécurité sociale ou votre identifiant provisoire, pour vous reconnaître.",
                "Votre état civil et votre titre d'identité, ou sa copie, pour vérifier que c'est bien vous.",
                "Vos coordonnées, votre situation et vos paiements, pour vous les montrer.",
            ),
        ),
        Part(
            "Ce qui reste sur votre appareil",
            (
                "Votre identifiant, seulement si vous cochez « Se souvenir de moi » : "
                "il est dans le coffre du système, ou dans votre navigateur.",
                "Le réglage de l'affichage.",
                "La clé d'une création de compte commencée : un code au hasard, effacé à la fin.",
                "Jamais votre mot de passe. Les montants lus sont effacés à la déconnexion.",
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
