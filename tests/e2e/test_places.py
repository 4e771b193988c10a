"""Addresses, Back, and the end of the session."""

import re

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Visit
from tests.support.processes import Program, running
from tests.support.visitor import ACCOUNTS, DESKTOP, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_WELCOME = "Vos droits, vos paiements, au même endroit"


async def _payment_address(visitor: Visitor) -> str:
    await visitor.sign_in("responsable-couple")
    await visitor.link("Voir le détail").click()
    await visitor.sees("Paiements de novembre 2026")
    await visitor.link("Voir ce paiement seul").click()
    await visitor.sees("Paiement de novembre 2026")
    return await visitor.stands_at(re.compile("/mon-compte/paiements/[^/]+"))


async def test_deep_link_survives_the_sign_in(visit: Visit) -> None:
    """A link to one payment, opened elsewhere, leads to that payment once the person has signed in."""
    address = await _payment_address(await visit())
    other = await visit()
    await other.sign_in("responsable-couple", route=address, heading="Paiement de novembre 2026")
    await other.stands_at(address)


async def test_deep_link_of_somebody_else(visit: Visit) -> None:
    """A link to another person's payment shows a page that does not exist, and no figure."""
    address = await _payment_address(await visit())
    other = await visit()
    await other.sign_in("responsable-seul", route=address, heading="Cette page n'existe pas")
    await other.reads_no("617,42 €")


async def test_back_never_returns_to_the_form(visitor: Visitor) -> None:
    """Once signed in, Back leaves a person in the account, whatever the browser's history holds."""
    await visitor.open("/", _WELCOME)
    await visitor.way("Se connecter").click()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Mon Compte")
    await visitor.page.go_back()
    await expect(visitor.page.get_by_role("heading", level=1)).not_to_have_text("Connexion")
    await visitor.sees(re.compile(f"Mon Compte|{_WELCOME}"))


async def test_nothing_private_after_signing_out(visitor: Visitor) -> None:
    """After the sign-out, Back and Forward show nothing of the account."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Voir le détail").click()
    await visitor.sees("Paiements de novembre 2026")
    await visitor.button("Déconnexion").click()
    await visitor.sees(_WELCOME)
    for _ in range(2):
        await visitor.page.go_back()
        await visitor.sees(re.compile(f"Connexion|{_WELCOME}"))
        await visitor.reads_no("€", "Thomas Martin")


async def test_session_ended(visitor: Visitor, program: Program) -> None:
    """A session that ended says so, and signing in again leads back to the same place."""
    address = await _payment_address(visitor)
    await visitor.link("Retour aux paiements").click()
    await visitor.sees("Paiements et droits")
    payment = visitor.link(re.compile("^5 novembre 2026"))
    await expect(payment).to_be_visible()
    program.api.advance(16 * 60)
    await payment.click()
    await visitor.sees("Votre session a pris fin")
    await visitor.reads_no("€")
    await visitor.way("Se reconnecter").click()
    await visitor.sees("Connexion")
    await visitor.give(ACCOUNTS["responsable-couple"])
    await visitor.sees("Paiement de novembre 2026")
    await visitor.stands_at(address)


async def test_end_announced_and_put_off(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Before the end the program says so; "Rester connecté" puts it off, and the notice goes."""
    folder = tmp_path_factory.mktemp("short")
    # Announced two minutes before the end: 8 seconds after the last call.
    with running(folder, MON_COMPTE_SESSION_IDLE_SECONDS="128") as short:
        visitor = await visit(at=short)
        await visitor.sign_in("responsable-couple")
        await visitor.reads("Votre session se termine dans 2 minutes")
        await visitor.button("Rester connecté").click()
        await visitor.reads_no("Votre session se termine")


async def test_end_by_itself(visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A session left alone ends on the screen too, without anything being asked of the server."""
    with running(tmp_path_factory.mktemp("shorter"), MON_COMPTE_SESSION_IDLE_SECONDS="6") as shorter:
        visitor = await visit(at=shorter)
        await visitor.sign_in("responsable-couple")
        await visitor.sees("Votre session a pris fin")
        await visitor.reads_no("€", "Thomas Martin")


async def test_not_found(visitor: Visitor) -> None:
    """An address that leads nowhere says so, and leads on."""
    await visitor.open("/nulle-part/du-tout", "Cette page n'existe pas")
    await visitor.way("Aller à l'accueil").click()
    await visitor.sees(_WELCOME)


async def test_theme_is_kept(visitor: Visitor) -> None:
    """Dark colours once chosen are still chosen after the page is loaded anew."""
    await visitor.open("/affichage", "Affichage")
    dark = visitor.radio("Sombre")
    await dark.click()
    await expect(visitor.page.locator("html")).to_have_attribute("data-scheme", "dark")
    again = await visitor.beside()
    await again.open("/affichage", "Affichage")
    await expect(again.radio("Sombre")).to_be_checked()


async def test_the_systems_contrast_is_followed(visitor: Visitor) -> None:
    """A browser set to strong colours gets them; no choice has to be made."""
    await visitor.open("/affichage", "Affichage")
    lines = "getComputedStyle(document.body).getPropertyValue('--outlinevariant')"
    usual = await visitor.page.evaluate(lines)
    await visitor.page.emulate_media(contrast="more")
    assert await visitor.page.evaluate(lines) != usual


async def test_a_wide_window_shows_where_one_is(visit: Visit) -> None:
    """Under Mon Compte the way there stands above the heading, and each step of it leads back."""
    visitor = await visit(size=DESKTOP)
    await visitor.sign_in("responsable-couple", "/mon-compte/paiements", "Paiements et droits")
    await visitor.link("Mon Compte").click()
    await visitor.sees("Mon Compte")
    await expect(visitor.link("Mon Compte")).to_have_count(0)
