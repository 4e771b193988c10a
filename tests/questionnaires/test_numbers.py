"""Numbers with a check of their own are judged as the registers that publish them do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban
from stdnum.fr import siret as stdnum_siret

from questionnaires.numbers import IBAN_LENGTHS, grouped_iban, iban_fault, siret_fault, tidy_iban


@settings(deadline=None)
@given(st.sampled_from(sorted(IBAN_LENGTHS)), st.data())
def test_an_iban_is_right_with_its_own_key_and_no_other(country: str, data: st.DataObject) -> None:
    """Of every country an IBAN of the right length has two right digits after its country, and is wrong with others."""
    rest = data.draw(
        st.text("0123456789", min_size=IBAN_LENGTHS[country] - 4, max_size=IBAN_LENGTHS[country] - 4)
    )
    keyed = f"{country}{stdnum_iban.calc_check_digits(country + '00' + rest)}{rest}"
    assert iban_fault(keyed) is None
    other = (int(keyed[2:4]) + 1) % 100
    assert iban_fault(f"{country}{other:02}{rest}") == "checksum"
    assert iban_fault(keyed + "0") == "format"
    assert tidy_iban(grouped_iban(keyed)) == keyed


@pytest.mark.parametrize(
    "iban",
    ["FR7630006000011234567890189", "BE71096123456769", "DE89370400440532013000", "GB82WEST12345698765432"],
)
def test_published_ibans_are_right(iban: str) -> None:
    """Examples of the registry, and the other opinion on them."""
    assert iban_fault(iban) is None
    assert stdnum_iban.is_valid(iban)


@pytest.mark.parametrize(
    "text", ["", "FR", "ZZ7630006000011234567890189", "12345678901234", "FR76😀", "fr76"]
)
def test_what_is_no_iban_is_told(text: str) -> None:
    """Anything else has the wrong shape."""
    assert iban_fault(text) == "format"


@settings(deadline=None)
@given(st.text("0123456789", min_size=14, max_size=14))
def test_a_siret_is_judged_as_elsewhere(siret: str) -> None:
    """Fourteen digits are right or wrong as an implementation by others says; La Poste's rule is apart."""
    if not siret.startswith("356000000"):
        assert (siret_fault(siret) is None) == (stdnum_siret.is_valid(siret) or _luhn(siret))


def _luhn(siret: str) -> bool:
    # It checks the number of the company apart, which is not always right where that of the establishment is.
    from stdnum import luhn

    return bool(luhn.is_valid(siret))


def test_an_establishment_of_la_poste_is_right() -> None:
    """La Poste's establishments are numbered by another rule."""
    assert siret_fault("35600000000048") is None
    assert siret_fault("35600000049837") is None
