"""Places with several codes: communes that changed their code, arrondissements of a town, countries that split."""

from __future__ import annotations

from typing import Final

from server.rules.places.gazetteer import place_of

_TOWNS: Final = {"751": "75056", "693": "69123", "132": "13055"}
"""Paris, Lyon and Marseille, by the first digits of the codes of their arrondissements."""

_LAST_YEARS: Final = {
    # URSS
    "99123": (
        ("99155", "99148", "99256", "99258", "99253", "99255", "99252", "99151", "99259", "99257", "99260",
         "99108", "99107", "99106"), 1991),
    # Yougoslavie, and Serbie-et-Monténégro
    "99121": (("99118", "99119", "99145", "99156"), 1992),
    "99115": (("99116", "99117"), 1992),
    "99237": (("99238", "99239"), 1953),
    "99315": (("99317",), 1993),
    "99343": (("99349",), 2011),
    "99213": (("99246",), 1971),
    "99231": (("99262",), 2002),
}  # fmt: skip
_SPLIT: Final = {
    **{part: (whole, last) for whole, (parts, last) in _LAST_YEARS.items() for part in parts},
    "99120": ("99121", 2006),
    "99157": ("99121", 2008),
}
"""Parts of a former country: the register has people born there until that year under the code of that country."""

_VANISHED: Final = frozenset({"99115", "99237"})
"""Former countries whose code no country has today: a person with that code was born before the split."""


def canonical_code(code: str, birth_year: int | None = None) -> str:
    """Return the one code that stands for all codes of a place; an unknown code stands for itself.

    Args:
        code: an INSEE code, today's or a former one.
        birth_year: year of birth of the person born there, if known. Papers of a person born in Kiev in 1980 may say
            USSR or Ukraine.
    """
    place = place_of(code)
    today = place.code if place is not None else code
    town = _TOWNS.get(today[:3])
    if town is not None:
        return town
    whole, last = _SPLIT.get(today, ("", 0))
    return whole if birth_year is not None and birth_year <= last else today


def same_place(one: str, other: str, birth_year: int | None = None) -> bool:
    """Return whether two INSEE codes mean the same place, for a person born there in that year.

    An arrondissement and its town are the same place. So are two arrondissements of a town: papers often disagree.
    """
    codes = {canonical_code(one, birth_year), canonical_code(other, birth_year)}
    if len(codes) == 1:
        return True
    return any(
        codes == {_SPLIT.get(code, ("",))[0], code}
        for code in codes
        if _SPLIT.get(code, ("",))[0] in _VANISHED
    )
