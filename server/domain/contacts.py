"""Where a person can be reached: a mobile number that takes SMS, or a mail address."""

from __future__ import annotations

from server.domain.codes import Channel

# France, and the overseas parts whose families the Caf pays: the same typed 06 is valid in one of them only.
_REGIONS = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF")
_LONGEST = 254


class ContactRefused(ValueError):
    """What was typed is no contact; `code` is `required`, `phone_invalid`, `phone_not_mobile`, `mail_invalid`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def canonical_contact(channel: Channel, typed: str) -> str:
    """The number in E.164, or the address with its domain in lower case.

    Raises:
        ContactRefused: it is neither.
    """
    typed = typed.strip()
    if not typed:
        raise ContactRefused("required")
    return _mobile(typed) if channel is Channel.SMS else _mail(typed)


def rewritten(channel: Channel, known: str) -> str:
    """A contact that is known already, written as new ones are where it is one: what is written in two ways is one."""
    try:
        return canonical_contact(channel, known)
    except ContactRefused:
        return known


def _mobile(typed: str) -> str:
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

    for region in _REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(number, region):
            if phonenumbers.number_type(number) is not PhoneNumberType.MOBILE:
                raise ContactRefused("phone_not_mobile")
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise ContactRefused("phone_invalid")


def _mail(typed: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed, check_deliverability=False, strict=True, allow_smtputf8=False)
    except EmailNotValidError:
        raise ContactRefused("mail_invalid") from None
    address = found.ascii_email or ""
    if not 0 < len(address) <= _LONGEST:
        raise ContactRefused("mail_invalid")
    return address
