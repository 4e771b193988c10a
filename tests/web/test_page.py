import re

from playwright.async_api import Page, expect

FOCUSED = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
FIELD = "flt-semantics-host input"


async def test_first_screen_can_be_used_by_everybody(page: Page, address: str) -> None:
    """Names, language, purposes, errors and zoom are there from the first frame, without a gesture."""
    await page.goto(address)
    number = page.get_by_label("Numéro de Sécurité sociale")
    await expect(number).to_have_attribute("autocomplete", "username")
    await expect(number).to_have_attribute("aria-invalid", "false")
    password = page.get_by_label("Mot de passe")
    await expect(password).to_have_attribute("autocomplete", "current-password")
    await expect(password).to_have_attribute("aria-invalid", "true")
    await expect(password).to_have_attribute("aria-description", "Saisissez votre mot de passe.")
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Connexion")
    await expect(page).to_have_title("Connexion – Mon Compte")
    assert (await page.evaluate("document.documentElement.lang")).startswith("fr")
    viewports = await page.locator("meta[name=viewport]").evaluate_all("all => all.map(m => m.content)")
    assert not [content for content in viewports if re.search(r"user-scalable=no|maximum-scale=1", content)]


async def test_no_other_host_is_asked(page: Page, address: str) -> None:
    """Nobody else learns that somebody came here; characters that our font lacks are no reason to ask."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(address)
    await page.get_by_role("button", name="Se connecter").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Paiements")
    await page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((address, f"blob:{address}"))] == []
    assert len(asked) < 30  # Flutter would ask for a missing font for ever


async def test_only_what_is_used_is_loaded(page: Page, address: str) -> None:
    """A first visit loads the text font and the few icons in use, none of Flet's other fonts or engines."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(address)
    await page.wait_for_selector(FIELD)
    fonts = {url.rsplit("/", 1)[1] for url in asked if url.endswith((".ttf", ".otf", ".woff2"))}
    assert fonts == {"AtkinsonHyperlegibleNext.ttf", "MaterialIcons-Regular.otf"}
    assert not [url for url in asked if re.search(r"pyodide|python|rive|media_kit", url)]


async def test_page_breaks_no_policy(page: Page, address: str) -> None:
    """The Content-Security-Policy forbids nothing that the page needs."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    await page.goto(address)
    await page.wait_for_selector(FIELD)
    assert refused == []


async def test_flutter_is_held_still(page: Page, address: str) -> None:
    """Whatever the system says, Flutter finds that motion is to be reduced; it still hears of the colours asked for."""
    await page.emulate_media(reduced_motion="no-preference", color_scheme="dark")
    await page.goto(address)
    for query in ("(prefers-reduced-motion: reduce)", "(prefers-color-scheme: dark)"):
        assert await page.evaluate("query => matchMedia(query).matches", query)
    assert not await page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")


async def test_skip_link_leads_to_the_heading(page: Page, address: str) -> None:
    """The first Tab shows the skip link; from the heading, Tab goes on with what follows it."""
    await page.goto(address)
    await page.wait_for_selector(FIELD)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.url.rstrip("/") == address
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Numéro de Sécurité sociale")).to_be_focused()


async def test_skip_link_can_be_passed_and_come_back_to(page: Page, address: str) -> None:
    """Tab and Shift+Tab cross the edge between the page and Flutter's view both ways."""
    await page.goto(address)
    await page.wait_for_selector(FIELD)
    for key, focused in (("Tab", "Aller au contenu"), ("Tab", "Aide"), ("Shift+Tab", "Aller au contenu")):
        await page.keyboard.press(key)
        assert await page.evaluate(FOCUSED) == focused


async def test_focus_follows_a_change_of_screen(page: Page, address: str) -> None:
    """A new screen is announced: its heading takes the focus, and Tab continues from there."""
    await page.goto(address)
    await page.get_by_role("button", name="Se connecter").click()
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text("Paiements")
    await expect(heading).to_be_focused()
    await page.keyboard.press("Tab")
    assert await page.evaluate(FOCUSED) == "Détail"
