"""Sums, dates and durations as French writes them."""

from datetime import date, datetime

from views.clock import local

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


def day(value: date) -> str:
    """Return a date: 5 novembre 2026."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[value.month - 1]} {value.year}"


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


def count(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun: 1 chiffre, 2 chiffres."""
    return f"{number} {singular if number == 1 else plural}"


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]
