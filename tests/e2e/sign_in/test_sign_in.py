"""The way in, by mouse and by keyboard."""

import re

import pytest
from playwright.async_api import expect

from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_by_mouse(visitor: Visitor) -> None:
    """A person goes from the first screen to their account with what the screens say to press."""
    await visitor.open("/", "Vos droits, vos paiements, au même endroit")
    await visitor.way("Se connecter").click()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Mon Compte")
    await visitor.stands_at("/mon-compte")


async def test_by_keyboard_alone(visitor: Visitor) -> None:
    """Tab goes through the form in its order, the focus is seen, Enter signs in, the heading takes the focus."""
    account = ACCOUNTS["responsable-couple"]
    await visitor.open("/connexion", "Connexion")
    page = visitor.page
    for stop in (
        page.get_by_role("link", name="Aller au contenu"),
        visitor.link("Rechercher").first,
        visitor.link("Aide").first,
        visitor.field(NIR),
    ):
        await page.keyboard.press("Tab")
        await expect(stop).to_be_focused()
    await page.keyboard.type(account.identifier)
    for stop in (
        visitor.checkbox("Se souvenir de moi"),
        visitor.button("J'ai un identifiant provisoire"),
        visitor.field(PASSWORD),
    ):
        await page.keyboard.press("Tab")
        await expect(stop).to_be_focused()
    await page.keyboard.type(account.password)
    await page.keyboard.press("Enter")
    await visitor.sees("Mon Compte")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()


async def test_a_refusal_has_the_focus(visitor: Visitor) -> None:
    """Refused by Enter, one stands on what says so, and hears it once."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, ACCOUNTS["responsable-couple"].identifier)
    await visitor.type(PASSWORD, "Faux1motdepasse")
    await visitor.page.keyboard.press("Enter")
    await visitor.is_told("Identifiant ou mot de passe incorrect")
    await visitor.reads("Relisez les deux, puis réessayez.")
    heard = await visitor.page.evaluate("heard.filter((said) => /incorrect|Relisez/.test(said))")
    assert heard == []  # one stands on it: its name is all that is read of it
    words = "Identifiant ou mot de passe incorrect Relisez les deux, puis réessayez."
    await expect(visitor.page.locator(":focus")).to_have_accessible_name(re.compile(f"^{words}"))
    title = visitor.page.get_by_role(
        "heading", level=2, name="Identifiant ou mot de passe incorrect", exact=True
    )
    await expect(title).to_be_visible()


async def test_nothing_typed_is_lost(visitor: Visitor) -> None:
    """Keys faster than the program draws all stay in the field, in their order."""
    await visitor.open("/connexion", "Connexion")
    for text in ("Abcdefghij0123456789" * 3, "9876543210zyxwvut" * 3):
        await visitor.type(PASSWORD, "")
        await visitor.page.keyboard.type(text)
        await expect(visitor.field(PASSWORD)).to_have_value(text)
