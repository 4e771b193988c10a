"""The conditions générales d'utilisation, in the version that can be accepted today.

Any change of the text is a new version, and people who accepted another version are asked again.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Section(NamedTuple):
    """A section of the text."""

    title: str
    paragraphs: tuple[str, ...]


class Terms(NamedTuple):
    """A version of the text.

    Attributes:
        version: its name.
        published_on: since when it can be accepted.
        sections: what is accepted.
        easy: what that means, in easy words (facile à lire et à comprendre); it may be made better within a version.
    """

    version: str
    published_on: date
    sections: tuple[Section, ...]
    easy: tuple[Section, ...]


CURRENT = Terms(
    version="2026-11",
    published_on=date(2026, 11, 2),
    sections=(
        Section(
            "À quoi sert Mon Compte",
            (
                "Mon Compte vous montre vos paiements, vos droits et ce que la Caf sait de vous. "
                "Vous y lisez aussi comment demander une aide.",
                "Le service est gratuit. Rien ne vous oblige à l'utiliser : "
                "vous pouvez aussi faire vos démarches par courrier ou à l'accueil de votre Caf.",
            ),
        ),
        Section(
            "Qui peut l'utiliser",
            (
                "Le responsable du dossier, son conjoint ou sa conjointe, et les personnes du foyer "
                "de plus de 15 ans. Chaque personne a son propre compte.",
                "Le responsable du dossier voit tout. Il peut autoriser son conjoint ou sa conjointe "
                "à gérer le dossier, et changer d'avis à tout moment.",
            ),
        ),
        Section(
            "Votre mot de passe",
            (
                "Il est personnel : ne le donnez à personne. La Caf ne vous le demandera jamais, "
                "ni par téléphone, ni par mail, ni par SMS.",
                "Si vous pensez que quelqu'un le connaît, changez-le et prévenez votre Caf.",
            ),
        ),
        Section(
            "Vos coordonnées",
            (
                "Votre téléphone et votre adresse mail servent à vous envoyer des codes "
                "et à vous prévenir de ce qui change sur votre compte.",
                "Elles ne sont ni transmises à d'autres, ni utilisées pour de la publicité. "
                "Gardez-les à jour : c'est par elles que vous retrouvez l'accès à votre compte.",
            ),
        ),
        Section(
            "Ce que vous déclarez",
            (
                "Vos droits sont calculés avec ce que vous déclarez. Dites les choses comme elles sont, "
                "et signalez les changements dès qu'ils arrivent.",
                "Une fausse déclaration peut obliger à rembourser, et être sanctionnée.",
            ),
        ),
        Section(
            "Vos données personnelles",
            (
                "La Caf utilise vos données pour calculer et payer vos droits, "
                "et pour vous montrer votre compte.",
                "En acceptant ces conditions, vous consentez à leur utilisation dans Mon Compte. "
                "Vous pouvez les consulter, les faire corriger, et saisir la Cnil.",
            ),
        ),
        Section(
            "Les décisions automatiques",
            (
                "Certaines décisions sont prises par un programme. La loi le permet "
                "(article 22.2.b du RGPD, article 47.2° de la loi Informatique et Libertés).",
                "Vous avez le droit de savoir comment la décision a été calculée "
                "(article L. 311-3-1 du Code des relations entre le public et l'administration), "
                "et de la contester.",
            ),
        ),
        Section(
            "Si le service s'arrête",
            (
                "Mon Compte peut être fermé quelques heures pour des travaux. "
                "Vos paiements ne sont pas touchés, et les délais de vos démarches en tiennent compte.",
            ),
        ),
    ),
    easy=(
        Section(
            "Mon Compte",
            (
                "Mon Compte montre vos paiements et vos aides.",
                "Le service est gratuit.",
                "Vous êtes libre de l'utiliser.",
                "Vous pouvez aussi écrire à la Caf.",
                "Vous pouvez aussi aller à l'accueil de la Caf.",
            ),
        ),
        Section(
            "Qui peut l'utiliser ?",
            (
                "Toutes les personnes du foyer ont un compte.",
                "Il faut avoir plus de 15 ans.",
                "Le responsable du dossier voit tout.",
                "Il peut ouvrir le dossier à son mari ou à sa femme.",
                "Il peut changer d'avis.",
            ),
        ),
        Section(
            "Votre mot de passe",
            (
                "Votre mot de passe est secret.",
                "Gardez-le pour vous.",
                "Méfiez-vous d'une personne qui le demande.",
                "Une personne le connaît ?",
                "Changez-le.",
                "Dites-le à la Caf.",
            ),
        ),
        Section(
            "Votre téléphone et votre mail",
            (
                "La Caf vous envoie des codes et des messages.",
                "Votre téléphone et votre mail restent à la Caf.",
                "Gardez-les à jour.",
            ),
        ),
        Section(
            "Ce que vous dites à la Caf",
            (
                "Dites toujours la vérité.",
                "Dites vite quand votre vie change.",
                "Un mensonge peut coûter cher.",
                "La Caf peut reprendre l'argent.",
                "Elle peut aussi vous punir.",
            ),
        ),
        Section(
            "Vos informations",
            (
                "La Caf utilise vos informations pour calculer vos aides.",
                "Vous acceptez les règles : vous acceptez aussi cela.",
                "Vous pouvez lire et corriger vos informations.",
                "La Cnil peut vous aider.",
                "La Cnil protège les informations des personnes.",
            ),
        ),
        Section(
            "Les décisions",
            (
                "Un programme prend certaines décisions.",
                "La loi le permet.",
                "Vous pouvez demander comment le programme a calculé.",
                "Vous pouvez contester la décision.",
            ),
        ),
        Section(
            "Le service s'arrête parfois",
            ("Mon Compte ferme parfois quelques heures.", "Vos paiements continuent."),
        ),
    ),
)
