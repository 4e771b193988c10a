"""The rules of easy words that a program can check, of those of "L'information pour tous" (Unapei, 2009)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS: Final = 12
_QUOTED: Final = re.compile(r"«[^»]*»")
"""What a screen or a button is called, which is not ours to say otherwise here."""
_DENIED: Final = re.compile(r"\b(ne|pas|jamais|aucune?|rien|ni)\b|\bn['’]", re.IGNORECASE)
_PASSIVE: Final = re.compile(
    r"\b(est|sont|êtes|sera|seront|été)\s+(\w+(é|ée|és|ées)|faite?s?|mise?s?|prise?s?)\b(?! à| en| de)"
)
_OFFICE: Final = re.compile(
    r"\b(NIR|indu|allocataire|procuration|prestation|justificatif|récapitulatif|authenti\w*|modalités|notamment|"
    r"ci-dessous|ci-dessus|conformément|bénéficiaire|ayant droit|dématérialis\w*|percevoir|attester|stipul\w*|"
    r"relatif|afin|préalable|ultérieur\w*|susceptible|régularis\w*|effectuer|renseigner)\b",
    re.IGNORECASE,
)


def faults(line: str) -> Iterator[str]:
    """Give what is not easy in a line."""
    bare = _QUOTED.sub("x", line)
    if len(bare.split()) > MOST_WORDS:
        yield f"has {len(bare.split())} words"
    if len(re.findall(r"[.?!](?=\s|$)", bare)) > 1:
        yield "is more than one sentence"
    if found := _DENIED.search(bare):
        yield f"denies: {found[0]}"
    if found := _PASSIVE.search(bare):
        yield f"is passive: {found[0]}"
    if found := _OFFICE.search(bare):
        yield f"is a word of offices: {found[0]}"
    if re.search(r"\([^)]*\)|;|%|\bdont\b|\blequel\b", bare):
        yield "is not simple"
