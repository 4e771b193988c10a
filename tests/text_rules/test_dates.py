"""A whole date is known by its parts, whatever it is pasted from."""

from __future__ import annotations

import pytest

from text_rules.dates import date_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("24/08/1985", ("24", "08", "1985")),
        ("\u202a24/08/1985\u202c", ("24", "08", "1985")),
        ("٢٤/٠٨/١٩٨٥", ("24", "08", "1985")),
        ("24 / 8 / 1985", ("24", "8", "1985")),
        ("24.08.1985", ("24", "08", "1985")),
        ("24‑08–1985", ("24", "08", "1985")),
        ("24 08 1985", ("24", "08", "1985")),
        ("1985-08-24", ("24", "08", "1985")),
        ("24081985", ("24", "08", "1985")),
        ("24 août 1985", ("24", "08", "1985")),
        ("24 AOUT 1985", ("24", "08", "1985")),
        ("1er janv. 1985", ("1", "01", "1985")),
        ("00/00/1992", ("00", "00", "1992")),
        ("24", None),
        ("1985", None),
        ("24/08", None),
        ("24/08/85", None),
        ("24 brumaire 1985", None),
        ("", None),
    ],
)
def test_date_parts(text: str, parts: tuple[str, str, str] | None) -> None:
    """As papers, calendars and other programs write it."""
    assert date_parts(text) == parts
