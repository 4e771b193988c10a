"""Rules on what is typed, and what exactly is wrong with it; the words are in `views`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Literal

from stdnum.exceptions import ValidationError
from stdnum.fr import nir as stdnum_nir

from text_rules.cleaning import cleaned
from text_rules.contacts import bare_address, bare_number, has_plain_local_part
from text_rules.documents import Kind as DocumentKind
from text_rules.documents import document_fault, document_number
from text_rules.hostile import is_no_text, is_reordered
from text_rules.names import tidy_name
from text_rules.numbers import CODE_LENGTH, codes_in, compacted, sent_code

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NIR_LENGTH = 13
KEYED_NIR_LENGTH = 15
PASSWORD_MAX_LENGTH = 64
NAME_MAX_LENGTH = 100
PASTED_MAX_LENGTH = 4000
"""Room in the field of a code for the whole message that it came in."""
MAIL_MAX_LENGTH = 254

# Published by the Assurance maladie: months 20 to 99 exist (unknown or foreign civil status), 2A and 2B are Corsica.
_NIR = re.compile(r"[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2A|2B)\d{6}")
_CORSICA = re.compile(r"(\d{5}2)[AB]")
_PROVISIONAL = re.compile(r"P[0-9]{8}[A-Z]")
# A number whose first digit is another is one of a registration that is not over, or of none.
_NOT_FOR_GOOD = "3456789"
# What joins the letters of a name once it is tidied.
_JOINTS = frozenset(" -'.\u00b7")
_OLDEST_YEARS = 130
# The same 06 is a number of one of them only, and these are the parts overseas whose families the Caf pays.
_DIALLED_AS_IN_FRANCE = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF")
_PASSWORD_RULES = {
    "length": re.compile(rf".{{10,{PASSWORD_MAX_LENGTH}}}", re.DOTALL),
    "digit": re.compile(r".*[0-9].*", re.DOTALL),
    "lower": re.compile(r".*[a-z].*", re.DOTALL),
    "upper": re.compile(r".*[A-Z].*", re.DOTALL),
    "characters": re.compile(r"[0-9A-Za-z]+"),
}
_NIR_GROUPS = (1, 2, 2, 2, 3, 3, 2)
_PROVISIONAL_GROUPS = (1, 4, 4, 1)


class Kind(Enum):
    """What a person signs in with."""

    NIR = auto()
    PROVISIONAL = auto()


class Fault(Enum):
    """What is wrong with a field."""

    EMPTY = auto()
    TOO_SHORT = auto()
    TOO_LONG = auto()
    NOT_DIGITS = auto()
    WRONG_SHAPE = auto()
    WRONG_KEY = auto()
    TEMPORARY = auto()
    """A number of somebody not registered for good (it begins with neither 1 nor 2). Never called wrong."""
    FORBIDDEN_CHARACTERS = auto()
    SEVERAL = auto()
    """More than one number of six digits was pasted."""
    NOT_A_DATE = auto()
    IN_THE_FUTURE = auto()
    NOT_MOBILE = auto()
    """A telephone number that takes no SMS."""
    COUNTRY = auto()
    """A mobile number of a country to which the Caf sends no SMS."""
    DIFFERENT = auto()
    """Not what was typed the first time."""
    COMMON = auto()
    """A password that many people have."""
    SAME_AS_OLD = auto()
    """A new password that is the present one."""
    VOUCHED = auto()
    """Not what FranceConnect transmitted."""


_OF_DOCUMENTS = {
    "short": Fault.TOO_SHORT,
    "long": Fault.TOO_LONG,
    "signs": Fault.FORBIDDEN_CHARACTERS,
    "shape": Fault.WRONG_SHAPE,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, with the number of characters missing or in excess where that is what is wrong."""

    fault: Fault
    count: int = 0


def kind_of(identifier: str) -> Kind:
    """Tell an identifiant provisoire from a NIR."""
    return Kind.PROVISIONAL if compacted(identifier).startswith("P") else Kind.NIR


def meant_kind(asked: Kind, text: str) -> Kind:
    """Tell which identifier was typed where `asked` was asked for: a right one of the other kind is understood."""
    other = Kind.PROVISIONAL if asked is Kind.NIR else Kind.NIR
    return asked if check_identifier(asked, text) is None or check_identifier(other, text) else other


def check_identifier(kind: Kind, text: str) -> Problem | None:
    """Say what is wrong with an identifier, None when nothing is."""
    value = compacted(text)
    if not value:
        return Problem(Fault.EMPTY)
    return _check_nir(value) if kind is Kind.NIR else _check_provisional(value)


def _check_nir(value: str) -> Problem | None:
    digits = _CORSICA.sub(r"\g<1>0", value)
    if not re.fullmatch(r"[0-9]+", digits):
        return Problem(Fault.NOT_DIGITS)
    if value[0] in _NOT_FOR_GOOD:
        return Problem(Fault.TEMPORARY)
    if len(value) < NIR_LENGTH:
        return Problem(Fault.TOO_SHORT, NIR_LENGTH - len(value))
    if len(value) not in {NIR_LENGTH, KEYED_NIR_LENGTH}:
        return Problem(Fault.TOO_LONG, len(value) - NIR_LENGTH)
    if not _NIR.fullmatch(value[:NIR_LENGTH]):
        return Problem(Fault.WRONG_SHAPE)
    if len(value) == KEYED_NIR_LENGTH and not _key_holds(value):
        return Problem(Fault.WRONG_KEY)
    return None


def _key_holds(value: str) -> bool:
    try:
        stdnum_nir.validate(value)
    except ValidationError:
        return False
    return True


def _check_provisional(value: str) -> Problem | None:
    return None if _PROVISIONAL.fullmatch(value) else Problem(Fault.WRONG_SHAPE)


def check_password(text: str) -> Problem | None:
    """Say what keeps a password from being sent: its rules are no business of the sign-in."""
    if not text:
        return Problem(Fault.EMPTY)
    if is_no_text(text) or is_reordered(text):
        return Problem(Fault.FORBIDDEN_CHARACTERS)
    if len(text) > PASSWORD_MAX_LENGTH:
        return Problem(Fault.TOO_LONG, len(text) - PASSWORD_MAX_LENGTH)
    return None


def has_blank_ends(password: str) -> bool:
    """Tell whether blanks were copied along with a password; it is sent with them, for they may be its own."""
    return bool(password) and password != password.strip()


def check_code(text: str) -> Problem | None:
    """Say what keeps a code from being sent."""
    found = codes_in(text)
    if len(found) > 1:
        return Problem(Fault.SEVERAL)
    value = found[0] if found else compacted(text)
    if not value:
        return Problem(Fault.EMPTY)
    if not re.fullmatch(r"[0-9]+", value):
        return Problem(Fault.NOT_DIGITS)
    if len(value) < CODE_LENGTH:
        return Problem(Fault.TOO_SHORT, CODE_LENGTH - len(value))
    if len(value) > CODE_LENGTH:
        return Problem(Fault.TOO_LONG, len(value) - CODE_LENGTH)
    return None


def code_of_message(text: str) -> str | None:
    """Return the code that a field shall hold in place of the line or message that was pasted into it; or None."""
    code = sent_code(text)
    return code if len(code) == CODE_LENGTH and code.isdecimal() and code != compacted(text) else None


def check_name(text: str) -> Problem | None:
    """Say what is wrong with a name: letters of any script, joined by spaces, hyphens, apostrophes or points."""
    name = tidy_name(text)
    if not name:
        return Problem(Fault.EMPTY)
    if len(name) > NAME_MAX_LENGTH:
        return Problem(Fault.TOO_LONG, len(name) - NAME_MAX_LENGTH)
    # Marks are letters' own: not every accented letter has a character of its own.
    kinds = [unicodedata.category(character)[0] for character in name if character not in _JOINTS]
    if unicodedata.category(name[0])[0] != "L" or not {"L", "M"}.issuperset(kinds):
        return Problem(Fault.FORBIDDEN_CHARACTERS)
    return None


def check_birth_date(
    day: str, month: str, year: str, *, in_part: bool = False, today: date | None = None
) -> Problem | None:
    """Say what is wrong with a date of birth typed in three fields, in digits.

    Args:
        day: empty where the person does not know it, or 00, as papers have it.
        month: likewise.
        year: four digits.
        in_part: whether the person says not to know the day or the month.
        today: of the person's calendar.
    """
    parts = [cleaned(part) for part in (year, month, day)]
    known = [part for part in parts if part]
    if not parts[0] or (len(known) < len(parts) and not in_part):
        return Problem(Fault.EMPTY)
    if not all(re.fullmatch(r"[0-9]+", part) for part in known):
        return Problem(Fault.NOT_DIGITS)
    if len(parts[0]) < len("YYYY"):
        return Problem(Fault.TOO_SHORT, len("YYYY") - len(parts[0]))
    if max(map(len, parts)) > len("YYYY"):
        return Problem(Fault.NOT_A_DATE)
    born_in, born_month, born_day = (int(part or 0) for part in parts)
    try:
        # January has as many days as any month that nobody knows.
        earliest = date(born_in, born_month or 1, born_day or 1)
    except ValueError:
        return Problem(Fault.NOT_A_DATE)
    today = today or date.today()  # noqa: DTZ011 - a day of birth is one of the person's own calendar
    if earliest > today:
        return Problem(Fault.IN_THE_FUTURE)
    return Problem(Fault.NOT_A_DATE) if today.year - born_in > _OLDEST_YEARS else None


def sent_birth_date(day: str, month: str, year: str) -> str:
    """Return a date of birth, once checked, as the server takes it: `YYYY-MM-DD`, with 00 for what nobody knows."""
    return f"{int(cleaned(year)):04}-{int(cleaned(month) or 0):02}-{int(cleaned(day) or 0):02}"


def check_phone(text: str) -> Problem | None:
    """Say what keeps a telephone number, of any country, from taking an SMS; where one is sent, the server knows."""
    if not cleaned(text):
        return Problem(Fault.EMPTY)
    import phonenumbers  # a tenth of a second, for those who choose the SMS

    number = _phone(text)
    if number is None:
        return Problem(Fault.WRONG_SHAPE)
    kinds = phonenumbers.PhoneNumberType
    # In North America a number does not say which of the two it is.
    mobile = phonenumbers.number_type(number) in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
    return None if mobile else Problem(Fault.NOT_MOBILE)


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
    """Return a contact without what was copied along with it; the server puts it into its one form."""
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
    from email_validator import EmailNotValidError, validate_email  # as late, for those who choose the mail

    try:
        found = validate_email(address, check_deliverability=False, strict=True, allow_smtputf8=False)
    except EmailNotValidError:
        return Problem(Fault.WRONG_SHAPE)
    excess = len(found.ascii_email or "") - MAIL_MAX_LENGTH
    return Problem(Fault.TOO_LONG, excess) if excess > 0 else None


def check_document(kind: DocumentKind, text: str) -> Problem | None:
    """Say whether the number of an identity document is plainly none of that kind."""
    number = document_number(text)
    if not number:
        return Problem(Fault.EMPTY)
    fault = document_fault(kind, number)
    return Problem(_OF_DOCUMENTS[fault[0]], fault[1]) if fault else None


def password_rules(text: str) -> list[tuple[str, bool]]:
    """Return the rules of a new password, in the order to be shown, each with whether `text` meets it.

    They are `length` (10 to 64), `digit`, `lower`, `upper`, and `characters` (unaccented letters and digits alone).
    """
    return [(rule, bool(shape.fullmatch(text))) for rule, shape in _PASSWORD_RULES.items()]


def sent_identifier(text: str) -> str:
    """Return the identifier as the server takes it: a NIR's key, once checked, is dropped."""
    value = compacted(text)
    return value if kind_of(value) is Kind.PROVISIONAL else value[:NIR_LENGTH]


def grouped(text: str) -> str:
    """Return an identifier as it is printed: 1 85 05 78 006 084; anything else is left as typed."""
    value = compacted(text)
    kind = kind_of(value)
    if check_identifier(kind, value) is not None:
        return text
    return " ".join(_cut(value, _NIR_GROUPS if kind is Kind.NIR else _PROVISIONAL_GROUPS))


def masked(identifier: str) -> str:
    """Return an identifier with all but its last three characters hidden, grouped as it is printed."""
    value = compacted(identifier)
    hidden = len(value) - 3
    shown = ""
    for character in grouped(value):
        if character == " ":
            shown += character
        else:
            shown += "•" if hidden > 0 else character
            hidden -= 1
    return shown


def _cut(value: str, lengths: tuple[int, ...]) -> list[str]:
    parts = []
    for length in lengths:
        parts.append(value[:length])
        value = value[length:]
    return [part for part in parts if part]
