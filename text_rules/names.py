"""Names as they are stored, without what papers and keyboards put around and between them."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned

# With the commas of Arabic and Chinese keyboards.
_COMMAS = ",;\u060c\u061b\u3001"
_ENDS = f" :{_COMMAS}"
# The carte d'identité and the acte de naissance put commas between first names.
_BETWEEN_FIRST_NAMES = re.compile(f"[{_COMMAS}]")


def tidy_name(text: str) -> str:
    """Return a name cleaned, without a comma or colon that was copied with it.

    >>> tidy_name(" D\u2018Arco, ")
    "D'Arco"
    """
    return cleaned(text).strip(_ENDS)


def first_names_in(text: str) -> list[str]:
    """Return the first names of a text, tidied. Commas separate them; spaces do not.

    >>> first_names_in("Maëlys, Gaëlle")
    ['Maëlys', 'Gaëlle']
    """
    return [name for part in _BETWEEN_FIRST_NAMES.split(cleaned(text)) if (name := tidy_name(part))]
