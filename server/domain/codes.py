"""Verification codes: six digits, sent to a contact."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

LENGTH = 6
TRIES = 5
# A new code cancels the old one; 30 s between two, 5 an hour.
RESEND_AFTER = timedelta(seconds=30)
PER_HOUR = 5
HOUR = timedelta(hours=1)


class Channel(StrEnum):
    """Where a code goes."""

    MAIL = "mail"
    SMS = "sms"

    @property
    def validity(self) -> timedelta:
        """How long a code sent there can be used."""
        return timedelta(minutes=15 if self is Channel.MAIL else 10)


class Purpose(StrEnum):
    """What a code is asked for."""

    SIGN_IN = "sign_in"
    ENROLMENT = "enrolment"
    RESUMPTION = "resumption"
    RESET = "reset"
    MIGRATION = "migration"
    CONTACT = "contact"
    FRANCECONNECT = "franceconnect"


# Numbers that are dialled with a 0 at home: France, and overseas.
_DIALLED_WITH_ZERO = re.compile(r"\+(?:33|262|508|590|594|596)(?=\d{9}$)")


def masked(channel: Channel, destination: str) -> str:
    """The destination, as much of it as its owner needs to know it again."""
    return masked_mail(destination) if channel is Channel.MAIL else masked_phone(destination)


def masked_mail(address: str) -> str:
    """First letter and domain: `c•••@example.org`."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def masked_phone(number: str) -> str:
    """First and last pair of a French number: `06 •• •• •• 42`."""
    national = _DIALLED_WITH_ZERO.sub("0", number)
    return f"{national[:2]} •• •• •• {national[-2:]}"
