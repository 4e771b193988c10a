"""Se souvenir de moi, in the browser's own storage."""

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Visit
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_COUPLE = ACCOUNTS["responsable-couple"]
_SPOKEN = "Numéro de Sécurité sociale se terminant par 0 8 4"


async def _be_remembered(visitor: Visitor) -> None:
    await visitor.open("/connexion", "Connexion")
    await visitor.checkbox("Se souvenir de moi").click()
    await visitor.give(_COUPLE)
    await _sign_out(visitor)


async def _sign_out(visitor: Visitor) -> None:
    await visitor.sees("Mon Compte")
    await visitor.button("Déconnexion").click()
    await visitor.sees("Vos droits, vos paiements, au même endroit")


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


async def test_nothing_kept_can_be_read(visitor: Visitor) -> None:
    """What the browser keeps says nothing: no identifier, no password, nothing read from the account."""
    await _be_remembered(visitor)
    await visitor.open("/connexion", "Connexion")
    await visitor.reads(_SPOKEN)
    await visitor.type(PASSWORD, _COUPLE.password)
    await visitor.button("Se connecter").click()
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")
    kept = await visitor.kept()
    for told in (_COUPLE.identifier, _COUPLE.password, "Martin", "Lefèvre", "€"):
        assert told not in kept
    assert await visitor.page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("how", ["untick", "disown"])
async def test_forgotten(visitor: Visitor, how: str) -> None:
    """Unticking the box, or "Ce n'est pas moi", and the browser offers the identifier no more."""
    await _be_remembered(visitor)
    again = await _come_back(visitor)
    await again.reads(_SPOKEN)
    if how == "untick":
        await again.checkbox("Se souvenir de moi").click()
    else:
        await again.button("Ce n'est pas moi").click()
        await expect(again.field(NIR)).to_have_value("")
    next_time = await _come_back(again)
    await expect(next_time.field(NIR)).to_have_value("")
    await next_time.reads_no(_SPOKEN)


async def test_two_browsers(visit: Visit) -> None:
    """What one browser remembers another never sees, though one host serves both."""
    await _be_remembered(await visit())
    other = await visit()
    await other.open("/connexion", "Connexion")
    await expect(other.field(NIR)).to_have_value("")
    await expect(other.checkbox("Se souvenir de moi")).not_to_be_checked()
    assert _COUPLE.identifier not in await other.kept()


async def test_not_ticked(visitor: Visitor) -> None:
    """Who does not tick the box is not remembered."""
    await visitor.sign_in("responsable-couple")
    await _sign_out(visitor)
    again = await _come_back(visitor)
    await expect(again.field(NIR)).to_have_value("")
