"""Sums, dates, durations and telephone numbers as French writes them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from text_rules.telephones import dialled, read_out
from views.shell.clock import fund_zone, local

if TYPE_CHECKING:
    from babel.core import Locale

_MINUTE = 60
_HIDDEN = re.compile(r"[\s\u00a0]*•[•\s\u00a0]*")
_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
_VOWELS = frozenset("aàâeéèêëhiîïoôœu")
"""Letters before which "de" is "d'": most names with an h are said without it."""


def euros(cents: int) -> str:
    """Return a sum, from euro cents: 617,42 €; cents are left out of a round sum: 687 €."""
    text = exact_euros(cents)
    return text if cents % 100 else text.replace(",00", "")


def exact_euros(cents: int) -> str:
    """Return a sum with its cents, from euro cents, for columns that are added up: 98,00 €.

    In one piece that no line cuts, with the sign that is as wide as a plus (U+2212).
    """
    from babel.numbers import format_currency  # fifty milliseconds that no first screen needs

    text = format_currency(_in_euros(abs(cents)), "EUR", locale=_french())
    return f"{_MINUS}{text}" if cents < 0 else text


def difference(cents: int) -> str:
    """Return by how much a sum changed, its sign apart, as sums under one another are read: + 77,42 €."""
    sign = _MINUS if cents < 0 else "+"
    return f"{sign}{_NO_BREAK}{exact_euros(abs(cents))}" if cents else exact_euros(0)


def spoken_euros(cents: int, *, signed: bool = False) -> str:
    """Return how a sum is said: 617,42 euros, moins 42 euros; `signed`, what is more is said to be: plus 42 euros."""
    from babel.numbers import format_currency

    said = format_currency(
        _in_euros(abs(cents)),
        "EUR",
        locale=_french(),
        format_type="name",
        currency_digits=bool(cents % 100),
        group_separator=False,  # a space ends a number for some voices
    )
    sign = "moins " if cents < 0 else "plus " if signed and cents else ""
    return f"{sign}{said}"


def spoken(shown: str) -> str | None:
    """Return how something shown is said where dots stand over what is hidden in it; None where none do."""
    said = _HIDDEN.sub(" masqué ", shown).strip()
    return " ".join(said.split()) if said != shown else None


def day(value: date) -> str:
    """Return a date: 5 novembre 2026."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {_month_names()[value.month]} {value.year}"


def birth_date(iso: str) -> str:
    """Return a date of birth, from YYYY-MM-DD with 00 for what nobody knows of it: novembre 1992, jour inconnu."""
    year, number, of_month = map(int, iso.split("-"))
    if number and of_month:
        return day(date(year, number, of_month))
    if number:
        return f"{_month_names()[number]} {year}, jour inconnu"
    return f"{year}, mois inconnu, jour {of_month}" if of_month else f"{year}, jour et mois inconnus"


def first_names(names: Sequence[str]) -> str:
    """Return first names as people write them, with commas where one of them holds a blank: Jean Pierre, Marc."""
    return (", " if any(" " in name for name in names) else " ").join(names)


def short_day(value: date) -> str:
    """Return a date without its year: 5 décembre."""
    return day(value).rsplit(" ", 1)[0]


def short_date(value: datetime, *, year: bool) -> str:
    """Return the day of an instant, on the person's clock, where there is little room: 26 nov., 26 nov. 2025."""
    told = local(value)
    number = "1er" if told.day == 1 else str(told.day)
    short = f"{number} {_month_names('abbreviated')[told.month]}"
    return f"{short} {told.year}" if year else short


def month(value: str) -> str:
    """Return a month, from 2026-11: novembre 2026."""
    year, number = value.split("-")
    return f"{_month_names()[int(number)]} {year}"


def short_month(value: str) -> str:
    """Return a month where there is little room, from 2026-12: déc. 2026."""
    year, number = value.split("-")
    return f"{_month_names('abbreviated')[int(number)]} {year}"


def month_name(value: str) -> str:
    """Return a month without its year, from 2026-11: novembre."""
    return month(value).split(" ")[0]


def of_month(value: str) -> str:
    """Return a month after "de", from 2026-11: de novembre 2026, d'octobre 2026."""
    name = month(value)
    return f"d'{name}" if name.startswith(("a", "o")) else f"de {name}"


def of_name(name: str) -> str:
    """Return a name after "de": de Thomas, d'Inès."""
    return f"d'{name}" if name[:1].lower() in _VOWELS else f"de {name}"


def months(first: str, last: str) -> str:
    """Return the months from one to another: mars 2026, de mars à mai 2026, de novembre 2025 à mars 2026."""
    if first == last:
        return month(first)
    begins = of_month(first) if first[:4] != last[:4] else of_month(first).rsplit(" ", 1)[0]
    return f"{begins} à {month(last)}"


def moment(value: datetime) -> str:
    """Return an instant, on the person's clock: 5 novembre 2026 à 14 h 05."""
    return f"{day(local(value))} à {clock(value)}"


def clock(value: datetime) -> str:
    """Return the time of an instant, on the person's clock: 14 h 05."""
    told = local(value)
    return f"{told.hour} h {told.minute:02}"


def weekday_day(value: date) -> str:
    """Return a date with its weekday and without its year: jeudi 5 novembre."""
    return f"{_weekday_names()[value.weekday()]} {short_day(value)}"


def short_weekday(value: date) -> str:
    """Return the weekday of a date where there is little room: jeu."""
    return _weekday_names("abbreviated")[value.weekday()]


def hour(value: datetime) -> str:
    """Return the hour of an instant on the fund's clock, by which one meets: 9 h, 14 h 30."""
    told = value.astimezone(fund_zone())
    return f"{told.hour} h {told.minute:02}" if told.minute else f"{told.hour} h"


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


def said_of(what: str, words: str) -> str:
    """Return words about something: one colon between them, and no other end of a sentence before it."""
    what = what.rstrip()
    return f"{what} {words}" if what.endswith(("?", "!")) else f"{what.rstrip('.:').rstrip()} : {words}"


def capital(text: str) -> str:
    """Return `text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def _in_euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


@cache
def _french() -> "Locale":
    from babel.core import Locale

    return Locale.parse("fr")


@cache
def _month_names(width: Literal["wide", "abbreviated"] = "wide") -> Mapping[int, str]:
    names: Mapping[int, str] = _french().months["format"][width]
    return names


@cache
def _weekday_names(width: Literal["wide", "abbreviated"] = "wide") -> Mapping[int, str]:
    names: Mapping[int, str] = _french().days["format"][width]
    return names
