"""What a page is to programs: to password managers, to search in the page, to translators, to parsers."""

import pytest
from playwright.async_api import expect

from tests.audit.reading import parsed
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_SEUL = ACCOUNTS["responsable-seul"]
_FILL = """([names, values, tells]) => names.forEach((name, at) => {
  const field = document.querySelector(`[autocomplete="${name}"]`);
  field.value = values[at];
  if (tells) for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
})"""
_PURPOSES = ["username", "current-password"]


@pytest.mark.parametrize("tells", [True, False], ids=["told", "silent"])
@pytest.mark.parametrize("by", ["click", "enter", "script"])
async def test_a_password_manager_fills_the_form(visitor: Visitor, by: str, *, tells: bool) -> None:
    """Filled by a script, without focus and perhaps without a word, the form is sent as it stands."""
    await visitor.open("/connexion", "Connexion")
    await visitor.page.evaluate(_FILL, [_PURPOSES, [_SEUL.identifier, _SEUL.password], tells])
    if by == "click":
        await visitor.button("Se connecter").click()
    elif by == "enter":
        await visitor.field(PASSWORD).press("Enter")
    else:
        await visitor.field(PASSWORD).evaluate("field => field.form.requestSubmit()")
    await visitor.sees("Mon Compte")


async def test_text_is_selected_and_found(visitor: Visitor) -> None:
    """What a screen says can be selected, copied and searched, as on any page."""
    await visitor.sign_in("responsable-couple")
    await visitor.reads("617,42 €")
    selected = await visitor.page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('main')), getSelection().toString()"
    )
    assert "617,42" in selected
    assert await visitor.page.evaluate("getSelection().removeAllRanges(), find('617,42')")


async def test_a_translator_knows_the_language(visitor: Visitor) -> None:
    """The page is in French, and says nowhere that it is not to be translated."""
    await visitor.open("/", "Vos droits, vos paiements, au même endroit")
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "fr")
    await expect(visitor.page.locator("[translate=no], .notranslate, meta[name=google]")).to_have_count(0)


async def test_what_is_served_is_html(visitor: Visitor) -> None:
    """Before any script has run, a strict parser finds nothing wrong, with a session and without."""
    for path in (
        "/",
        "/connexion",
        "/creer-mon-compte",
        "/aides",
        "/affichage",
        "/conditions",
        "/nulle-part",
    ):
        answer = await visitor.page.request.get(visitor.address + path)
        assert parsed(await answer.text()) == [], path
    await visitor.sign_in("responsable-couple")
    for path in ("/mon-compte", "/mon-compte/paiements", "/mon-compte/gerer/coordonnees"):
        answer = await visitor.page.request.get(visitor.address + path)
        assert parsed(await answer.text()) == [], path


async def test_the_fields_say_what_they_are_for(visitor: Visitor) -> None:
    """From the first byte: what a browser may fill in, and what must be; nothing empty is taken for invalid."""
    answer = await visitor.page.request.get(f"{visitor.address}/connexion")
    await visitor.page.set_content(await answer.text())
    for name, purpose in ((NIR, "username"), (PASSWORD, "current-password")):
        await expect(visitor.field(name)).to_have_attribute("autocomplete", purpose)
        await expect(visitor.field(name)).to_have_attribute("aria-required", "true")
    # Screen readers say so of a field before anything is typed.
    await expect(visitor.page.locator("input:invalid")).to_have_count(0)


async def test_the_bar_at_the_top_is_one_line(visitor: Visitor) -> None:
    """In the windows of phones, with the ways of who is signed in and of who is not."""
    bar = visitor.page.get_by_role("banner")

    async def check_heights() -> None:
        for width in (412, 360):
            await visitor.page.set_viewport_size({"width": width, "height": 740})
            height = await bar.evaluate("node => node.offsetHeight")
            way = await bar.get_by_role("link", name="Rechercher").evaluate("node => node.offsetHeight")
            assert height < 2 * way, width

    await visitor.open("/connexion", "Connexion")
    await check_heights()
    await visitor.sign_in("responsable-couple")
    await check_heights()
