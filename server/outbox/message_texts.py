"""The texts of mails that tell of a message in the account. None repeats it: a mailbox is read by others too."""

from __future__ import annotations

from server.outbox.texts import Text, letter
from server.rules.codes import Channel


def message_came(channel: Channel) -> Text:
    """Write that the fund has answered."""
    subject = "Votre Caf vous a répondu"
    if channel is Channel.SMS:
        return Text(subject, "Mon Compte : votre Caf vous a répondu. Sa réponse est dans Courriers.")
    return letter(
        subject,
        "Votre Caf a répondu à votre message.\n\n"
        "Pour lire sa réponse : connectez-vous à Mon Compte, et choisissez « Courriers ».",
    )
