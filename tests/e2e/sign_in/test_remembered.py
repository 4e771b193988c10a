"""Se souvenir de moi, in the browser's own storage."""

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Visit
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_COUPLE = ACCOUNTS["responsable-couple"]
_STORED = """() => [...Object.entries(localStorage), ...Object.entries(sessionStorage),
  ['cookie', document.cookie]].map(([key, value]) => `${key}=${value}`)"""
_SPOKEN = "Numéro de Sécurité sociale se terminant par 0 8 4"


async def _be_remembered(visitor: Visitor) -> None:
    await visitor.open("/connexion", "Connexion")
    await visitor.page.get_by_role("checkbox", name="Se souvenir de moi").click()
    await visitor.give(_COUPLE)
    await visitor.sees("Mon Compte")


async def _come_back(visitor: Visitor) -> Visitor:
    """Open the form in another tab of the same browser, as one who comes back the next day."""
    again = await visitor.beside()
    await again.open("/connexion", "Connexion")
    return again


async def test_on_return(visitor: Visitor) -> None:
    """The number is there, hidden but for its end, with the focus on the password, which alone is asked."""
    await _be_remembered(visitor)
    again = await _come_back(visitor)
    await again.reads(_SPOKEN)
    await expect(again.field(PASSWORD)).to_be_focused()
    await expect(again.field(NIR)).to_have_count(0)
    await again.page.keyboard.type(_COUPLE.password)
    await again.page.keyboard.press("Enter")
    await again.sees("Mon Compte")


async def test_storage_holds_the_identifier_alone(visitor: Visitor) -> None:
    """The browser keeps the identifier: no password, no token, nothing read from the account."""
    await _be_remembered(visitor)
    stored = await visitor.page.evaluate(_STORED)
    holding = [entry for entry in stored if _COUPLE.identifier in entry]
    assert len(holding) == 1
    assert holding[0].split("=")[0].endswith("mon-compte.identifiant")
    assert not [entry for entry in stored if _COUPLE.password in entry or "Martin" in entry or "617" in entry]
    kept = {entry.split("=")[0].removeprefix("flutter.").removeprefix("mon-compte.") for entry in stored}
    assert kept <= {"identifiant", "page", "system-contrast", "time-zone", "_flet_session_id", "cookie"}


@pytest.mark.parametrize("how", ["untick", "disown"])
async def test_forgotten(visitor: Visitor, how: str) -> None:
    """Unticking the box, or "Ce n'est pas moi", removes the identifier from the browser at once."""
    await _be_remembered(visitor)
    again = await _come_back(visitor)
    await again.reads(_SPOKEN)
    if how == "untick":
        await again.page.get_by_role("checkbox", name="Se souvenir de moi").click()
    else:
        await again.button("Ce n'est pas moi").click()
        await expect(again.field(NIR)).to_have_value("")
    await again.page.wait_for_function(
        "number => !Object.values(localStorage).join().includes(number)", arg=_COUPLE.identifier
    )


async def test_two_browsers(visit: Visit) -> None:
    """What one browser remembers another never sees, though one host serves both."""
    await _be_remembered(await visit())
    other = await visit()
    await other.open("/connexion", "Connexion")
    await expect(other.field(NIR)).to_have_value("")
    await expect(other.page.get_by_role("checkbox", name="Se souvenir de moi")).not_to_be_checked()
    assert _COUPLE.identifier not in "".join(await other.page.evaluate(_STORED))


async def test_not_ticked(visitor: Visitor) -> None:
    """Who does not tick the box is not remembered."""
    await visitor.sign_in("responsable-couple")
    assert _COUPLE.identifier not in "".join(await visitor.page.evaluate(_STORED))
