"""Numbers are found in whatever was pasted with them."""

from __future__ import annotations

import pytest

from text_rules.numbers import codes_in, compacted


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2 88 06 35 238 112", "2880635238112"),
        ("\u202d2880635238112\u202c", "2880635238112"),
        ("2.88.06.2a.238-112", "288062A238112"),
        ("2 88 06 2А 238 112", "288062A238112"),  # a Cyrillic А
        ("٢٨٨٠٦٣٥٢٣٨١١٢", "2880635238112"),
        ("ｐ２０２６０１１７ｓ", "P20260117S"),
        ("", ""),
    ],
)
def test_compacted(typed: str, number: str) -> None:
    """Groups, marks, scripts and capitals do not count."""
    assert compacted(typed) == number


MESSAGE = """Bonjour,

Votre code pour Mon Compte : 940804. Il est valable 10 minutes, jusqu'à 09:50 le 22/11/2026.
Une question ? Appelez le 36 46 ou le 06 12 34 56 78. Ne le donnez à personne. 1 234 567,89 €

La Caf"""


@pytest.mark.parametrize(
    ("pasted", "codes"),
    [
        ("940804", ["940804"]),
        ("940 804", ["940804"]),
        ("9 4 0 8 0 4", ["940804"]),
        ("940-804.", ["940804"]),
        ("        940804", ["940804"]),
        ("١٢٣٤٥٦", ["123456"]),
        ("１２３４５６", ["123456"]),
        ("\u202d123456\u202c", ["123456"]),
        ("Votre code : 940804", ["940804"]),
        ("Votre code:940 804", ["940804"]),
        ("940804\n\nLa Caf", ["940804"]),
        ("<#> 940804 est votre code\n@caf.fr #940804", ["940804"]),
        ("« 940804 »", ["940804"]),
        (MESSAGE, ["940804"]),
        (MESSAGE.replace("940804", "940 804"), ["940804"]),
        ("Le code 123456 n'est plus valable, voici 654321", ["123456", "654321"]),
        ("9408", ["9408"]),
        ("9408041", ["9408041"]),
        ("06 12 34 56 78 le 22/11/2026", []),
        ("dossier 1234567", []),
        ("940804La Caf", ["940804"]),  # as a field of one line takes it
        ("Voici votre code940 804La Caf", ["940804"]),
        ("sans chiffres", []),
        ("", []),
    ],
)
def test_codes(pasted: str, codes: list[str]) -> None:
    """The six digits are found in a line or a whole message; where there are several, all are told."""
    assert codes_in(pasted) == codes
