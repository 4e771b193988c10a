"""The texts of messages, and all the prose that the server writes: no client comes between a message and its reader.

A mail is a letter. An SMS is one or two sentences in the GSM alphabet, so that it stays one message. No message holds a
link: people who never get one will not trust a false one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from server.rules.codes import Channel, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, timedelta

_GREETING = "Bonjour,\n\n"
_SIGNATURE = "\n\nMon Compte"


class Text(NamedTuple):
    """The text of a message; the subject of an SMS is only shown by a demonstration."""

    subject: str
    body: str


# A warning against messages of impostors.
NO_LINK = (
    "Ne suivez pas les liens reçus par mail ou par SMS : ils peuvent mener à de faux sites. "
    "Tapez vous-même l’adresse de Mon Compte dans votre navigateur, ou ouvrez l’application."
)
NO_LINK_SMS = "Tapez son adresse, ne suivez aucun lien."

IDENTIFIER = {True: "votre numéro de Sécurité sociale", False: "votre identifiant provisoire"}
"""The identifier that people sign in with, by whether they have a NIR."""

_TO_DO = {
    Purpose.SIGN_IN: "vous connecter à Mon Compte",
    Purpose.ENROLMENT: "créer Mon Compte",
    Purpose.RESUMPTION: "reprendre la création de Mon Compte",
    Purpose.RESET: "changer votre mot de passe",
    Purpose.MIGRATION: "changer votre connexion à Mon Compte",
    Purpose.CONTACT: "confirmer vos coordonnées",
    Purpose.FRANCECONNECT: "relier FranceConnect à Mon Compte",
}


def code_text(purpose: Purpose, channel: Channel, code: str, validity: timedelta) -> Text:
    """Write the message that brings a code."""
    subject = "Votre code de vérification"
    minutes = int(validity.total_seconds()) // 60
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : votre code est {code}. Il est valable {minutes} minutes. Ne le donnez à personne.",
        )
    return letter(
        subject,
        f"Votre code pour {_TO_DO[purpose]} : {code}\n\n"
        f"Il est valable {minutes} minutes. Ne le donnez à personne.\n"
        "Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne ne peut continuer.",
    )


def document_refused(channel: Channel) -> Text:
    """Write that a document was looked at, and not accepted; which one is said to who signs in."""
    subject = "Un document est à renvoyer"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : un document que vous avez envoyé n'a pas été accepté. "
            "Connectez-vous pour savoir pourquoi, et le renvoyer.",
        )
    return letter(
        subject,
        "Un document que vous avez envoyé n’a pas été accepté.\n\n"
        "Connectez-vous et choisissez « Documents à fournir » pour savoir pourquoi, et le renvoyer.",
    )


def password_changed(channel: Channel) -> Text:
    """Write that the password was changed."""
    subject = "Votre mot de passe a changé"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : votre mot de passe a changé. Ce n'était pas vous ? Contactez votre Caf.",
        )
    return letter(
        subject,
        "Votre mot de passe vient d’être changé. Les autres appareils ont été déconnectés.\n\n"
        "C’était vous ? Vous n’avez rien à faire.\nCe n’était pas vous ? Contactez votre Caf.",
    )


def franceconnect_joined(channel: Channel) -> Text:
    """Write that FranceConnect is linked to the account."""
    subject = "FranceConnect est relié à votre compte"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : FranceConnect est relié à votre compte. Ce n'était pas vous ? Contactez votre Caf.",
        )
    return letter(
        subject,
        "Vous pouvez maintenant vous connecter à Mon Compte avec FranceConnect.\n\n"
        "C’était vous ? Vous n’avez rien à faire.\n"
        "Ce n’était pas vous ? Changez votre mot de passe et contactez votre Caf.",
    )


def old_password(channel: Channel, password: str) -> Text:
    """Write the message that brings a password of 8 digits; the one before works until this one is used."""
    subject = "Votre mot de passe à 8 chiffres"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : votre mot de passe à 8 chiffres est {password}, pour 24 heures. "
            "L'ancien marche encore. Rien demandé ? Ne faites rien.",
        )
    return letter(
        subject,
        f"Votre mot de passe à 8 chiffres : {password}\n\n"
        "Il est valable 24 heures. L’ancien marche encore : il s’arrête quand vous utilisez celui-ci. "
        "À la prochaine connexion, vous en choisirez un autre.\n\n"
        "Vous n’avez rien demandé ? Ne faites rien : rien ne change.",
    )


def old_password_asked(channel: Channel) -> Text:
    """Write that a password of 8 digits was sent to the other contact."""
    subject = "Un mot de passe a été demandé"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : un mot de passe à 8 chiffres est parti à votre adresse mail. L'ancien marche encore. "
            "Rien demandé ? Ne faites rien.",
        )
    return letter(
        subject,
        "Un mot de passe à 8 chiffres est parti par SMS à votre téléphone. L’ancien marche encore.\n\n"
        "Vous n’avez rien demandé ? Ne faites rien : rien ne change.",
    )


def migration_completed(channel: Channel, *, nir: bool) -> Text:
    """Write that the migration of an old account is complete; `nir` tells whether its identifier is a NIR."""
    subject = "Votre connexion à Mon Compte a changé"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : votre nouveau mot de passe est actif. Pour y accéder, utilisez {IDENTIFIER[nir]}. "
            "Ce n'était pas vous ? Contactez votre Caf.",
        )
    return letter(
        subject,
        "Votre nouveau mot de passe est actif. L’ancien, à 8 chiffres, ne fonctionne plus.\n\n"
        f"Pour accéder à Mon Compte, utilisez {IDENTIFIER[nir]} et ce nouveau mot de passe.\n\n"
        f"{NO_LINK}\n\n"
        "Ce n’était pas vous ? Contactez votre Caf.",
    )


def authorisation_set(channel: Channel, *, spouse: str, given: bool, changed: bool = True) -> Text:
    """Write to the responsable that the spouse authorisation was given or withdrawn, or stays as it was."""
    subject = "Mes autorisations"
    what = ("peut maintenant" if given else "ne peut plus") if changed else "peut" if given else "ne peut pas"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : {spouse} {what} gérer votre dossier. Ce n'était pas vous ? Contactez votre Caf.",
        )
    return letter(
        subject,
        f"{spouse} {what} consulter votre dossier et faire les démarches en ligne.\n\n"
        "Vous pouvez changer ce choix à tout moment dans « Gérer mon compte ».\n"
        "Ce n’était pas vous ? Contactez votre Caf.",
    )


def authorisation_received(channel: Channel, *, responsable: str, given: bool) -> Text:
    """Write to the spouse that the authorisation was given or withdrawn."""
    subject = "Vos accès au dossier"
    what = "vous autorise à" if given else "ne vous autorise plus à"
    if channel is Channel.SMS:
        return Text(subject, f"Mon Compte : {responsable} {what} gérer le dossier.")
    return letter(
        subject,
        f"{responsable} {what} consulter le dossier de la famille et à faire les démarches en ligne.",
    )


def contact_replaced(channel: Channel, kind: Channel, undo_code: str, hours: int) -> Text:
    """Write to a replaced contact, of that kind, that it was replaced, and how to undo it."""
    what = "adresse mail" if kind is Channel.MAIL else "numéro de téléphone"
    subject = f"Votre {what} a changé"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : votre {what} a changé. Ce n'était pas vous ? "
            f"Ouvrez Mon Compte, Aide, Annuler un changement. Code : {undo_code}",
        )
    return letter(
        subject,
        f"Votre {what} vient d’être changé{'e' if kind is Channel.MAIL else ''} dans Mon Compte. "
        "Les prochains messages n’arriveront plus ici.\n\n"
        "C’était vous ? Vous n’avez rien à faire.\n"
        f"Ce n’était pas vous ? Vous avez {hours} heures pour annuler. Ouvrez Mon Compte, puis « Aide », "
        f"puis « Annuler un changement », et tapez ce code : {undo_code}",
    )


def contact_added(channel: Channel, kind: Channel) -> Text:
    """Write to the known contact that one of that kind was added."""
    what = "Une adresse mail" if kind is Channel.MAIL else "Un numéro de téléphone"
    added = "ajoutée" if kind is Channel.MAIL else "ajouté"
    subject = f"{what} a été {added}"
    if channel is Channel.SMS:
        said = f"{subject[0].lower()}{subject[1:]}"
        return Text(subject, f"Mon Compte : {said}. Ce n'était pas vous ? Contactez votre Caf.")
    return letter(
        subject,
        f"{what} vient d’être {added} à Mon Compte.\n\n"
        "C’était vous ? Vous n’avez rien à faire.\n"
        "Ce n’était pas vous ? Changez votre mot de passe, et contactez votre Caf.",
    )


def contact_restored(channel: Channel, kind: Channel) -> Text:
    """Write that a change of contact was undone."""
    what = "adresse mail" if kind is Channel.MAIL else "numéro de téléphone"
    subject = "Le changement est annulé"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : le changement de votre {what} est annulé. Par prudence, changez votre mot de passe.",
        )
    return letter(
        subject,
        f"Le changement de votre {what} est annulé : tout est comme avant. "
        "Les autres appareils ont été déconnectés.\n\n"
        "Vous n’aviez pas demandé ce changement ? Par prudence, changez votre mot de passe.",
    )


def sign_in_code_changed(channel: Channel, *, enabled: bool) -> Text:
    """Write that a code is asked for at sign-in from now on, or no longer."""
    what = "demandé" if enabled else "supprimé"
    subject = f"Code à la connexion {what}"
    says = (
        "Un code vous sera demandé à chaque connexion."
        if enabled
        else "Plus aucun code ne vous sera demandé à la connexion."
    )
    if channel is Channel.SMS:
        return Text(
            subject, f"Mon Compte : {says[0].lower()}{says[1:]} Ce n'était pas vous ? Contactez votre Caf."
        )
    return letter(
        subject,
        f"{says}\n\nC’était vous ? Vous n’avez rien à faire.\n"
        "Ce n’était pas vous ? Changez votre mot de passe, et contactez votre Caf.",
    )


def closing_asked(channel: Channel, on: date) -> Text:
    """Write that the account will close on that day."""
    subject = "Votre compte va fermer"
    if channel is Channel.SMS:
        return Text(
            subject,
            f"Mon Compte : votre compte fermera le {on:%d/%m/%Y}. Vous changez d'avis ? Connectez-vous avant.",
        )
    return letter(
        subject,
        f"Vous avez demandé la fermeture de Mon Compte. Il fermera le {on:%d/%m/%Y}.\n\n"
        "Jusque-là, vous pouvez changer d’avis : connectez-vous, et choisissez « Garder mon compte ».\n"
        "Les dossiers et les paiements de la Caf ne changent pas.\n"
        "Vous n’avez rien demandé ? Connectez-vous, gardez votre compte, et changez votre mot de passe.",
    )


def closing_undone(channel: Channel) -> Text:
    """Write that the account stays open."""
    subject = "Votre compte reste ouvert"
    if channel is Channel.SMS:
        return Text(subject, "Mon Compte : votre compte reste ouvert. Rien n'a été effacé.")
    return letter(subject, "Vous avez changé d’avis : votre compte reste ouvert. Rien n’a été effacé.")


def accessibility_reported(
    reference: str, text: str, *, screen: str | None, tools: str | None, contacts: Sequence[str]
) -> Text:
    """Write to the fund that a part of the program is inaccessible to somebody.

    What that person wrote is quoted: none of its lines can pass for one of ours.
    """
    answer = ", ".join(contacts) or "aucune coordonnée n’est laissée"
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    return letter(
        f"Défaut d’accessibilité signalé : {reference}",
        "Une personne signale qu’une partie de Mon Compte lui est inaccessible.\n\n"
        f"Référence : {reference}\n"
        f"Pour répondre : {answer}\n"
        f"Écran : {screen or 'non précisé'}\n"
        f"Outils : {tools or 'non précisés'}\n\n"
        f"{quoted}",
    )


def report_acknowledged(reference: str) -> Text:
    """Write that a report has come; it says nothing of its content, which a stranger may have written."""
    return letter(
        "Votre signalement est arrivé",
        f"Vous avez signalé un défaut d’accessibilité de Mon Compte. Référence : {reference}\n\n"
        "Votre Caf vous répond dans un délai d’un mois.\n"
        "Vous n’avez rien signalé ? Ne faites rien : quelqu’un a donné votre adresse par erreur.",
    )


def letter(subject: str, body: str) -> Text:
    """Write a mail, with its greeting and its signature."""
    return Text(subject, f"{_GREETING}{body}{_SIGNATURE}")
