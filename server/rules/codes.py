"""Verification codes: six digits, sent to a contact."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from text_rules.telephones import as_dialled

TRIES = 5
# A new code cancels the one before. Two codes are 30 s apart, and there are 5 an hour.
RESEND_AFTER = timedelta(seconds=30)
PER_HOUR = 5
HOUR = timedelta(hours=1)


class Channel(StrEnum):
    """Where a message goes."""

    MAIL = "mail"
    SMS = "sms"

    @property
    def validity(self) -> timedelta:
        """How long a code sent there is valid."""
        return timedelta(minutes=15 if self is Channel.MAIL else 10)


class Purpose(StrEnum):
    """What a code is for."""

    SIGN_IN = "sign_in"
    ENROLMENT = "enrolment"
    RESUMPTION = "resumption"
    RESET = "reset"
    MIGRATION = "migration"
    CONTACT = "contact"
    FRANCECONNECT = "franceconnect"


def masked(channel: Channel, destination: str) -> str:
    """Return the part of a destination by which its owner recognises it."""
    return masked_mail(destination) if channel is Channel.MAIL else masked_phone(destination)


def masked_mail(address: str) -> str:
    """Return the first letter and the domain: `c•••@example.org`."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def masked_phone(number: str) -> str:
    """Return the first and last pair of a French number: `06 •• •• •• 42`."""
    national = as_dialled(number)
    return f"{national[:2]} •• •• •• {national[-2:]}"
