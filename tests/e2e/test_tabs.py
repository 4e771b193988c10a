"""Several tabs of one browser: each is a place of its own, and all have one sign-in."""

import pytest
from playwright.async_api import expect

from tests.support.visitor import ACCOUNTS, NIR, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_WELCOME = "Vos droits, vos paiements, au même endroit"


async def _open_beside(visitor: Visitor, link: str) -> Visitor:
    """Open a link in a new tab, as the middle button does."""
    async with visitor.page.context.expect_page() as opening:
        await visitor.link(link).click(button="middle")
    beside = type(visitor)(await opening.value, visitor.address)
    await beside.page.bring_to_front()
    return beside


async def test_a_link_opened_beside_is_signed_in(visitor: Visitor) -> None:
    """The new tab shows what the link leads to, and the first stays where it was."""
    await visitor.sign_in("responsable-couple")
    beside = await _open_beside(visitor, "Mes paiements et droits")
    await beside.sees("Paiements et droits")
    await beside.reads("Novembre 2026")
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")
    await beside.page.close()


async def test_signing_out_ends_all(visitor: Visitor) -> None:
    """Signed out in one tab, nothing of the account is left in another."""
    await visitor.sign_in("responsable-couple")
    beside = await _open_beside(visitor, "Mes paiements et droits")
    await beside.reads("Novembre 2026")
    await visitor.button("Déconnexion").click()
    await visitor.sees(_WELCOME)
    await expect(beside.page.get_by_role("heading", level=1)).not_to_have_text("Paiements et droits")
    await beside.reads_no("€", "Thomas Martin")
    await beside.page.close()


async def test_signing_in_comes_to_all(visitor: Visitor) -> None:
    """A tab that was left at a public page is signed in once another is."""
    beside = await visitor.beside()
    await beside.open("/connexion", "Connexion")
    await visitor.sign_in("responsable-couple")
    await beside.open("/mon-compte", "Mon Compte")
    await beside.reads("617,42 €")
    await beside.page.close()


async def test_who_it_is_not_is_so_in_all(visitor: Visitor) -> None:
    """After "Ce n'est pas moi" in one tab, the other no longer offers the number either."""
    await visitor.open("/connexion", "Connexion")
    await visitor.checkbox("Se souvenir de moi").click()
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Mon Compte")
    await visitor.button("Déconnexion").click()
    await visitor.sees(_WELCOME)
    beside = await visitor.beside()
    for tab in (visitor, beside):
        await tab.open("/connexion", "Connexion")
        await expect(tab.button("Ce n'est pas moi")).to_be_visible()
    await visitor.button("Ce n'est pas moi").click()
    await expect(visitor.field(NIR)).to_have_value("")
    await beside.open("/connexion", "Connexion")
    await expect(beside.field(NIR)).to_have_value("")
    await beside.page.close()


async def test_how_pages_look_is_so_in_all(visitor: Visitor) -> None:
    """Colours chosen in one tab are those of the other at once, where something is typed: that stays."""
    beside = await visitor.beside()
    await beside.open("/connexion", "Connexion")
    await beside.type(NIR, "1 85")
    await beside.is_served()
    await visitor.open("/affichage", "Affichage")
    await visitor.radio("Sombre").click()
    for tab in (visitor, beside):
        await expect(tab.page.locator("html")).to_have_attribute("data-scheme", "dark")
    await expect(beside.field(NIR)).to_have_value("1 85")
    await beside.page.close()
