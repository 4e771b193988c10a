"""Sums, dates, durations and telephone numbers as French writes them."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from text_rules.telephones import dialled, read_out
from views.shell.clock import local

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_MINUTE = 60
_HIDDEN = re.compile(r"[\s\u00a0]*•[•\s\u00a0]*")
_NO_BREAK = "\u00a0"


def euros(cents: int) -> str:
    """Return a sum, from euro cents: 617,42 €; cents are left out of a round sum: 687 €."""
    whole, rest = divmod(abs(cents), 100)
    figures = f"{whole:,}".replace(",", " ")
    sign = "−" if cents < 0 else ""
    return f"{sign}{figures},{rest:02} €" if rest else f"{sign}{figures} €"


def exact_euros(cents: int) -> str:
    """Return a sum with its cents, from euro cents, for columns that are added up: 98,00 €."""
    text = euros(cents)
    return text if "," in text else text.replace(" €", ",00 €")


def spoken(shown: str) -> str | None:
    """Return how something shown is said where its signs read badly: dots over what is hidden, a minus; None if not."""
    said = _HIDDEN.sub(" masqué ", shown).replace("−", "moins ").strip()
    return " ".join(said.split()) if said != shown else None


def day(value: date) -> str:
    """Return a date: 5 novembre 2026."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[value.month - 1]} {value.year}"


def birth_date(iso: str) -> str:
    """Return a date of birth, from YYYY-MM-DD with 00 for what nobody knows of it: novembre 1992, jour inconnu."""
    year, number, of_month = map(int, iso.split("-"))
    if number and of_month:
        return day(date(year, number, of_month))
    if number:
        return f"{_MONTHS[number - 1]} {year}, jour inconnu"
    return f"{year}, mois inconnu, jour {of_month}" if of_month else f"{year}, jour et mois inconnus"


def first_names(names: Sequence[str]) -> str:
    """Return first names as people write them, with commas where one of them holds a blank: Jean Pierre, Marc."""
    return (", " if any(" " in name for name in names) else " ").join(names)


def short_day(value: date) -> str:
    """Return a date without its year: 5 décembre."""
    return day(value).rsplit(" ", 1)[0]


def month(value: str) -> str:
    """Return a month, from 2026-11: novembre 2026."""
    year, number = value.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def month_name(value: str) -> str:
    """Return a month without its year, from 2026-11: novembre."""
    return month(value).split(" ")[0]


def moment(value: datetime) -> str:
    """Return an instant, on the person's clock: 5 novembre 2026 à 14 h 05."""
    told = local(value)
    return f"{day(told)} à {told.hour} h {told.minute:02}"


def duration(seconds: int) -> str:
    """Return a length of time as one reads it: 8 min 40 s, 24 s."""
    minutes, rest = divmod(seconds, _MINUTE)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def spoken_duration(seconds: int) -> str:
    """Return a length of time in whole words, rounded up to the minute: 2 minutes, moins d'une minute."""
    minutes = -(-seconds // _MINUTE)
    if seconds < _MINUTE:
        return "moins d'une minute"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def phone(number: str) -> str:
    """Return a telephone number as people read it out where it is of, in one piece that no line cuts.

    Two digits at a time: 06 12 34 56 78; overseas the first four together: 0692 12 34 56; from abroad as it is dialled
    from anywhere: +32 470 12 34 56. What is no number is left as it is.
    """
    parts = read_out(number)
    if parts is None:
        value = dialled(number)
        parts = _foreign(value).split(" ") if value.startswith("+") else [number]
    return _NO_BREAK.join(parts)


def unbroken(text: str) -> str:
    """Return `text` in one piece that no line cuts."""
    return text.replace(" ", _NO_BREAK)


def confirmed_at(*destinations: tuple[str, str]) -> str:
    """Return where a confirmation went, from the channel and the shown form of each contact."""
    places = (
        f"par SMS au {unbroken(shown)}" if channel == "sms" else f"par mail à {shown}"
        for channel, shown in destinations
    )
    return f"Une confirmation a été envoyée {' et '.join(places)}."


def _foreign(number: str) -> str:
    import phonenumbers  # a tenth of a second, for the few whom it concerns

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def count(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun: 1 chiffre, 2 chiffres."""
    return f"{number} {singular if number == 1 else plural}"


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]
