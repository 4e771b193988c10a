"""The texts of messages about whose an account is: created, found, and an identity looked at."""

from __future__ import annotations

from server.outbox.texts import IDENTIFIER, NO_LINK, NO_LINK_SMS, Text, letter
from server.rules.codes import Channel


def account_created(
    channel: Channel, provisional: str | None, *, limited: bool = False, replaced: bool = False
) -> Text:
    """Write that an account is ready.

    Args:
        channel: by which the message goes.
        provisional: the grouped identifiant provisoire of a person without a NIR.
        limited: whether the identity is still to be proved.
        replaced: whether another account, whose holder had not proved the identity, was closed.
    """
    subject = "Mon Compte est créé"
    if channel is Channel.SMS:
        with_what = f"votre identifiant provisoire : {provisional}" if provisional else IDENTIFIER[True]
        more = " Votre identité reste à vérifier." if limited else ""
        return Text(
            subject,
            f"Vous venez de créer Mon Compte. Pour y accéder, utilisez {with_what}.{more} {NO_LINK_SMS}",
        )
    how = (
        f"Pour y accéder, utilisez votre identifiant provisoire : {provisional}\n\n"
        "Gardez-le : il remplace le numéro de Sécurité sociale."
        if provisional
        else "Pour y accéder, utilisez votre numéro de Sécurité sociale et le mot de passe que vous avez choisi."
    )
    said = ["Vous venez de créer Mon Compte.", how]
    if limited:
        said.append(
            "Votre identité reste à vérifier. En attendant, une partie de Mon Compte est fermée : "
            "Mon Compte vous dit laquelle, et comment l’ouvrir."
        )
    if replaced:
        said.append(
            "Un autre compte avait été ouvert à votre nom, sans que personne ait prouvé son identité. Il est fermé. "
            "Ce n’était pas vous ? Contactez votre Caf."
        )
    return letter(subject, "\n\n".join([*said, NO_LINK]))


def identity_checked(channel: Channel) -> Text:
    """Write that the identity of the holder is verified, and the account fully open."""
    subject = "Votre identité est vérifiée"
    if channel is Channel.SMS:
        return Text(subject, "Mon Compte : votre identité est vérifiée. Tout Mon Compte vous est ouvert.")
    return letter(subject, "Votre identité est vérifiée : tout Mon Compte vous est maintenant ouvert.")


def identity_refused(channel: Channel) -> Text:
    """Write that the document was checked, and not accepted."""
    subject = "Votre pièce d’identité est à changer"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : votre pièce d'identité n'a pas été acceptée. "
            "Connectez-vous, et donnez-en une autre.",
        )
    return letter(
        subject,
        "La pièce d’identité que vous avez donnée n’a pas été acceptée. "
        "Son numéro est peut-être mal tapé, ou elle n’est plus valable.\n\n"
        "Connectez-vous, choisissez « Gérer mon compte » puis « Vérifier mon identité », et donnez-en une autre.",
    )


def identity_taken_over(channel: Channel) -> Text:
    """Write that the account is closed, because somebody else proved to be the person it was opened for."""
    subject = "Votre compte est fermé"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : ce compte est fermé. Une autre personne a prouvé que cette identité est la sienne. "
            "Une erreur ? Contactez votre Caf.",
        )
    return letter(
        subject,
        "L’identité de ce compte n’avait pas été vérifiée. Une autre personne a prouvé que c’est la sienne : "
        "ce compte est fermé, et son mot de passe ne fonctionne plus. Ses données seront effacées dans 30 jours.\n\n"
        "C’était vous, avec un nouveau compte ? Vous n’avez rien à faire.\n"
        "C’est une erreur ? Contactez votre Caf dans les 30 jours, avec votre pièce d’identité.",
    )


def account_exists(channel: Channel) -> Text:
    """Write to the holder of an account that somebody tried to enrol in their name."""
    subject = "Vous avez déjà un compte"
    if channel is Channel.SMS:
        return Text(
            subject,
            "Mon Compte : vous avez déjà un compte. Connectez-vous, ou choisissez Mot de passe oublié.",
        )
    return letter(
        subject,
        "On vient de demander la création d’un compte à votre nom. Vous en avez déjà un : rien n’a changé.\n\n"
        "C’était vous ? Connectez-vous avec votre mot de passe habituel, "
        "ou choisissez « Mot de passe oublié ? ».\n"
        "Ce n’était pas vous ? Vous n’avez rien à faire.",
    )


def account_found(channel: Channel, provisional: str | None) -> Text:
    """Write to a person who enrolled that they have an account; it opens with the password just chosen."""
    subject = "Vous aviez déjà un compte"
    if channel is Channel.SMS:
        known = f" Votre identifiant provisoire : {provisional}." if provisional else ""
        return Text(
            subject,
            f"Mon Compte : vous aviez déjà un compte. Il s'ouvre avec le nouveau mot de passe.{known}",
        )
    known = f"Votre identifiant provisoire : {provisional}\n\n" if provisional else ""
    return letter(
        subject,
        "Vous aviez déjà un compte : il n’en est pas créé un second.\n\n"
        f"{known}Connectez-vous avec le mot de passe que vous venez de choisir. L’ancien ne sert plus.\n"
        "Ce n’était pas vous ? Contactez votre Caf.",
    )
