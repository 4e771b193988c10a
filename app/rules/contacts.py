"""Where a code can be sent: a mobile number or a mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned
from text_rules.contacts import bare_address, bare_number, has_plain_local_part
from text_rules.numbers import compacted

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

MAIL_MAX_LENGTH = 254
# The territories whose families the Caf pays: a national number such as 06... belongs to one of them only.
_DIALLED_AS_IN_FRANCE = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF")


def check_phone(text: str) -> Problem | None:
    """Say why a telephone number, of any country, can take no SMS; the server knows to which countries it sends."""
    if not cleaned(text):
        return Problem(Fault.EMPTY)
    import phonenumbers  # imported late: a tenth of a second, which only those who choose the SMS wait for

    number = _phone(text)
    if number is None:
        return Problem(Fault.WRONG_SHAPE)
    kinds = phonenumbers.PhoneNumberType
    # In North America a number does not say which of the two it is.
    mobile = phonenumbers.number_type(number) in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
    return None if mobile else Problem(Fault.NOT_MOBILE)


def check_number(text: str) -> Problem | None:
    """Say why a text is no telephone number that a person can call."""
    if not cleaned(text):
        return Problem(Fault.EMPTY)
    return None if _phone(text) is not None else Problem(Fault.WRONG_SHAPE)


def same_phone(first: str, second: str) -> bool:
    """Tell whether two texts are one telephone number, with or without the country's prefix."""
    number = _phone(first)
    return number == _phone(second) if number is not None else compacted(first) == compacted(second)


def _phone(text: str) -> PhoneNumber | None:
    import phonenumbers

    dialled = bare_number(text)
    if dialled is None:
        return None
    for region in _DIALLED_AS_IN_FRANCE:
        try:
            number = phonenumbers.parse(dialled, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(number, region):
            return number
        abroad = phonenumbers.region_code_for_number(number) not in {None, *_DIALLED_AS_IN_FRANCE}
        if abroad and phonenumbers.is_valid_number(number):
            return number
    return None


def sent_contact(channel: Literal["sms", "mail"], text: str) -> str:
    """Return a contact without what was copied along with it; the server normalises it."""
    return bare_address(text) if channel == "mail" else bare_number(text) or cleaned(text)


def check_mail(text: str) -> Problem | None:
    """Say what is wrong with a mail address."""
    if not cleaned(text):
        return Problem(Fault.EMPTY)
    address = bare_address(text)
    if len(address) > MAIL_MAX_LENGTH:
        return Problem(Fault.TOO_LONG, len(address) - MAIL_MAX_LENGTH)
    if not has_plain_local_part(address):
        return Problem(Fault.WRONG_SHAPE)
    from email_validator import (  # imported late too, for those who choose the mail
        EmailNotValidError,
        validate_email,
    )

    try:
        found = validate_email(address, check_deliverability=False, strict=True, allow_smtputf8=False)
    except EmailNotValidError:
        return Problem(Fault.WRONG_SHAPE)
    excess = len(found.ascii_email or "") - MAIL_MAX_LENGTH
    return Problem(Fault.TOO_LONG, excess) if excess > 0 else None
