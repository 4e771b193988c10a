"""What stands where there is no name."""

from __future__ import annotations

import pytest

from text_rules.absence import means_no_name


@pytest.mark.parametrize(
    "text",
    [
        "-",
        ".",
        "--",
        "X",
        "x x",
        "XXX",
        "SANS PRENOM",
        "sans prénom",
        " Sans  Prénom ",
        "–",
        "Néant",
        "Aucun",
        "n/a",
        "FNU",
    ],
)
def test_what_means_no_name(text: str) -> None:
    """People write what their papers print."""
    assert means_no_name(text)


@pytest.mark.parametrize("text", ["", "  ", "Xavier", "Na", "Nil", "Sanson", "Aucune", "Xi", "O", "Blanche"])
def test_what_is_a_name(text: str) -> None:
    """A name that looks like one of them is a name; nothing at all says nothing."""
    assert not means_no_name(text)
