"""Contacts of a person: a mobile number that receives SMS, or a mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.rules.codes import Channel
from text_rules.contacts import bare_address, bare_number, has_plain_local_part

if TYPE_CHECKING:
    from collections.abc import Collection

    from phonenumbers import PhoneNumber

# France, and the overseas territories whose families the Caf pays. A typed 06… number is valid in only one of them.
_DIALLED_AS_IN_FRANCE = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF")
FRANCE_AND_OVERSEAS = frozenset({*_DIALLED_AS_IN_FRANCE, "NC", "PF", "WF"})
"""The countries whose mobiles are sent SMS, unless the settings say otherwise (ISO 3166-1)."""
_LONGEST = 254


class ContactRefused(ValueError):
    """The typed text is no contact that a message can be sent to.

    `code` is `required`, `phone_invalid`, `phone_not_mobile`, `phone_country` (no SMS is sent to mobiles of that
    country) or `mail_invalid`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def canonical_contact(
    channel: Channel, typed: str, countries: Collection[str] | None = FRANCE_AND_OVERSEAS
) -> str:
    """Return the one form in which a contact is counted, compared, stored and written to.

    Args:
        channel: the kind of contact.
        typed: the text as typed or pasted.
        countries: those whose mobiles are sent SMS; None for all.

    Returns:
        The number in E.164, or the address in lower case with its domain in ASCII.

    Raises:
        ContactRefused: the text is no such contact.
    """
    if not typed.strip():
        raise ContactRefused("required")
    return _mobile(typed, countries) if channel is Channel.SMS else _mail(typed)


def canonical_number(typed: str) -> str:
    """Return any telephone number in E.164, for a person to call.

    Raises:
        ContactRefused: `phone_invalid`.
    """
    import phonenumbers

    return phonenumbers.format_number(_number(typed), phonenumbers.PhoneNumberFormat.E164)


def counted_as(contact: str) -> str:
    """Return the contact by which messages are counted: a mail address without its detail after a plus.

    Such subaddresses (RFC 5233) lead to one mailbox, and share its bound. Messages still go to the whole address.
    """
    local_part, at, domain = contact.rpartition("@")
    box = local_part.partition("+")[0]
    return f"{box}{at}{domain}" if box else contact


def rewritten(channel: Channel, known: str) -> str:
    """Return a contact of older data in its canonical form; unchanged where it has none."""
    try:
        return canonical_contact(channel, known, countries=None)
    except ContactRefused:
        return known


def _mobile(typed: str, countries: Collection[str] | None) -> str:
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    number = _number(typed)
    # A North American number does not show whether it is a mobile.
    if phonenumbers.number_type(number) not in {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }:
        raise ContactRefused("phone_not_mobile")
    if countries is not None and phonenumbers.region_code_for_number(number) not in countries:
        raise ContactRefused("phone_country")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _number(typed: str) -> PhoneNumber:
    import phonenumbers
    from phonenumbers import NumberParseException

    dialled = bare_number(typed)
    if dialled is None:
        raise ContactRefused("phone_invalid")
    for region in _DIALLED_AS_IN_FRANCE:
        try:
            number = phonenumbers.parse(dialled, region)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(number, region):
            return number
        abroad = phonenumbers.region_code_for_number(number) not in {None, *_DIALLED_AS_IN_FRANCE}
        if abroad and phonenumbers.is_valid_number(number):
            return number
    raise ContactRefused("phone_invalid")


def _mail(typed: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    address = bare_address(typed)
    if not has_plain_local_part(address):
        raise ContactRefused("mail_invalid")
    try:
        found = validate_email(address, check_deliverability=False, strict=True, allow_smtputf8=False)
    except EmailNotValidError:
        raise ContactRefused("mail_invalid") from None
    canonical = (found.ascii_email or "").lower()
    if not 0 < len(canonical) <= _LONGEST:
        raise ContactRefused("mail_invalid")
    return canonical
