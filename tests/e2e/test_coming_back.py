"""A tab that was left and is come back to: the window is the one that is there now, and no secret is found."""

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Visit
from tests.support.visitor import ACCOUNTS, DESKTOP, NIR, PASSWORD, PHONE, Size, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


# The main places are a bar along the bottom, or a column at the left.
_LAID_OUT = """(wide) => {
  const all = [...document.querySelectorAll('nav[aria-label="Menu principal"]')];
  const places = all.find((nav) => nav.checkVisibility());
  const { left, top, width } = places.getBoundingClientRect();
  return wide ? left === 0 && width < innerWidth / 2 : width === innerWidth && top > innerHeight / 2;
}"""


async def _is_laid_out(visitor: Visitor, size: Size) -> None:
    """Wait until the screen is laid out for such a window: a phone has a bar of tabs, a wide one a column of links."""
    await visitor.page.wait_for_function(_LAID_OUT, arg=size is DESKTOP)


@pytest.mark.parametrize(("before", "after"), [(DESKTOP, PHONE), (PHONE, DESKTOP)], ids=["smaller", "wider"])
async def test_the_layout_follows_the_window(visit: Visit, before: Size, after: Size) -> None:
    """A session taken up again, by a return or a reload, is drawn for the window that it is in now."""
    visitor = await visit(size=before)
    await visitor.sign_in("responsable-couple")
    await _is_laid_out(visitor, before)
    await visitor.page.goto("about:blank")
    await visitor.page.set_viewport_size({"width": after.width, "height": after.height})
    await visitor.page.goto(f"{visitor.address}/mon-compte")
    await visitor.sees("Mon Compte")
    await _is_laid_out(visitor, after)
    await visitor.page.set_viewport_size({"width": before.width, "height": before.height})
    await _is_laid_out(visitor, before)
    await visitor.page.reload()
    await visitor.sees("Mon Compte")
    await _is_laid_out(visitor, before)


async def _is_empty(visitor: Visitor) -> None:
    for name in (NIR, PASSWORD):
        await expect(visitor.field(name)).to_have_value("")
    await visitor.reads_no("Identifiant ou mot de passe incorrect")


async def test_the_sign_in_is_found_empty(visitor: Visitor) -> None:
    """Left by a link, the way back, a reload or another address, the form keeps nothing of a refused attempt."""
    await visitor.open("/connexion", "Connexion")
    for way in ("link", "elsewhere", "reload"):
        await visitor.type(NIR, ACCOUNTS["responsable-seul"].identifier)
        await visitor.type(PASSWORD, "MonVraiMot2passe")
        await visitor.button("Se connecter").click()
        await visitor.reads("Identifiant ou mot de passe incorrect")
        if way == "link":
            await visitor.link("Mot de passe oublié ?").click()
            await visitor.sees("Mot de passe oublié")
            await visitor.page.go_back()
        elif way == "elsewhere":
            await visitor.page.goto("about:blank")
            await visitor.page.goto(f"{visitor.address}/connexion")
        else:
            await visitor.page.reload()
        await visitor.sees("Connexion")
        await _is_empty(visitor)


async def test_the_place_of_who_left_is_not_the_next_ones(visitor: Visitor) -> None:
    """After a sign-out the browser's way back leads the next person to their own account."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Gérer mon compte").click()
    await visitor.sees("Gérer mon compte")
    await visitor.button("Déconnexion").click()
    await visitor.sees("Vos droits, vos paiements, au même endroit")
    await visitor.page.go_back()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS["responsable-seul"])
    await visitor.sees("Mon Compte")
    await visitor.stands_at("/mon-compte")
