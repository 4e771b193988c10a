"""What is pressed: seen at once, done once, slow said; and what a browser does by itself."""

import asyncio
import io

import pytest
from PIL import Image
from playwright.async_api import FilePayload, Route, expect

from tests.web.html.scripted import ADDRESS, Host

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORM = (
    '<main id="e1"><h1>Connexion</h1><form method="post">'
    '<button class="spoken" type="submit" name="press" value="e9" tabindex="-1" aria-hidden="true"></button>'
    '<input id="e3" name="numero"><button id="e4" type="submit" name="press" value="e4">Afficher</button>'
    '<button id="e9" type="submit" name="press" value="e9">Se connecter</button></form></main>'
)


async def test_a_press_is_seen_at_once_and_done_once(host: Host) -> None:
    """Before any answer the button shows that it was pressed; pressing it again is the same press."""
    page = host.page
    await host.show(FORM)
    button = page.get_by_role("button", name="Se connecter")
    shown = await button.evaluate("button => { button.click(); return button.ariaBusy; }")
    assert shown == "true"
    await button.click()
    act = await host.hears(at="e9", event="click")
    await host.settles()
    assert host.said == []
    await host.tell(heard=act["n"])
    await host.tell(parts={"e1": FORM})
    await host.settles()
    await expect(button).to_have_attribute("aria-busy", "true")
    await host.tell(done=act["n"])
    await expect(button).not_to_have_attribute("aria-busy", "true")
    await button.click()
    await host.hears(at="e9", event="click")


async def test_enter_presses_what_the_form_is_for(host: Host) -> None:
    """Whatever stands before it, the main button of the form is what Enter in a field presses."""
    page = host.page
    await host.show(FORM)
    await page.locator("#e3").press("Enter")
    await host.hears(at="e9", event="click")
    await expect(page.get_by_role("button", name="Se connecter")).to_have_attribute("aria-busy", "true")


async def test_enter_where_no_button_is_meant_is_told_of_the_field(host: Host) -> None:
    """In the form of all that stands in no other, Enter is the field's own."""
    page = host.page
    await host.show(
        '<form id="acts" method="post"><button name="press" value="" hidden></button></form>'
        '<input id="e3" name="lieu" form="acts"><button id="e4" type="submit" form="acts">Aide</button>'
    )
    await page.locator("#e3").press("Enter")
    await host.hears(at="e3", event="submit")


async def test_what_is_slow_is_said(host: Host) -> None:
    """After about a second without a word of the program's, that it works is said, once, politely."""
    page = host.page
    await host.show(FORM)
    await page.get_by_role("button", name="Se connecter").click()
    act = await host.hears(at="e9")
    await page.wait_for_function("() => spoken.length")
    assert await page.evaluate("spoken") == ["En cours…"]
    await host.tell(heard=act["n"], done=act["n"])
    await page.get_by_role("button", name="Se connecter").click()
    act = await host.hears(at="e9")
    await host.tell(heard=act["n"], done=act["n"])
    await page.clock.install()
    await page.clock.run_for(3000)
    assert await page.evaluate("spoken") == ["En cours…"]


async def test_messages_come_in_their_order(host: Host) -> None:
    """Each once, also where they are the same and come close together."""
    page = host.page
    await host.show(FORM)
    await host.tell(say=["Un.", "Deux."])
    await host.tell(say=["Deux."])
    await host.tell(say=["Trois."])
    await page.wait_for_function("() => spoken.includes('Trois.')")
    assert await page.evaluate("spoken") == ["Un.", "Deux.", "Deux.", "Trois."]
    region = page.locator("#live")
    assert await region.get_attribute("role") == "status"


async def test_what_is_said_while_a_question_is_open_is_said_in_it(host: Host) -> None:
    """What lies under a question is not read."""
    page = host.page
    await host.show(f'{FORM}<dialog id="e50" open><h2>Retirer ?</h2></dialog>')
    await host.tell(say=["Deux minutes."])
    await expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Deux minutes.")
    await host.tell(parts={"e50": '<dialog id="e50" open><h2>Vraiment ?</h2></dialog>'})
    await expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Deux minutes.")


async def test_a_link_of_the_program_goes_over_the_line(host: Host) -> None:
    """The page is not loaded again."""
    page = host.page
    await host.show('<h1>Accueil</h1><a id="e2" href="/aide">Aide</a>')
    await page.get_by_role("link").click()
    await host.hears(at="e2", event="click")
    assert host.requests == [("GET", "/connexion")]


@pytest.mark.parametrize("how", ["Control", "middle", "target"])
async def test_a_link_may_be_opened_in_another_tab(host: Host, how: str) -> None:
    """That is the browser's own, and this page learns nothing of it."""
    page = host.page
    target = ' target="_blank"' if how == "target" else ""
    await host.show(f'<h1>Accueil</h1><a id="e2" href="/aide"{target}>Aide</a>')
    async with page.context.expect_page() as opened:
        if how == "Control":
            await page.get_by_role("link").click(modifiers=["Control"])
        else:
            await page.get_by_role("link").click(button="middle" if how == "middle" else "left")
    await (await opened.value).close()
    await host.settles()
    assert host.said == []
    assert page.url == f"{ADDRESS}/connexion"


async def test_a_link_of_a_page_of_nobody_is_followed(host: Host) -> None:
    """The next page is there already for everybody; no session is begun to fetch it."""
    host.tab = None
    page = host.page
    await host.show('<h1>Accueil</h1><a id="e2" href="/aide">Aide</a>')
    await page.get_by_role("link").click()
    await page.wait_for_url("**/aide")
    assert host.attached == []


async def test_left_by_a_press_a_field_speaks_first(host: Host) -> None:
    """What is then said of the field might push the button away: both are told once it is pressed, in order."""
    page = host.page
    await host.show(FORM)
    await page.locator("#e3").press_sequentially("269")
    await page.get_by_role("button", name="Afficher").hover()
    await page.mouse.down()
    await host.settles()
    assert host.said == []
    await page.mouse.up()
    assert [(await host.hears())["event"], (await host.hears())["event"]] == ["blur", "click"]


async def test_what_is_copied_is_copied_in_the_gesture(host: Host) -> None:
    """A browser lets the clipboard be written to while a person presses, and no later."""
    page = host.page
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await host.show(
        '<form method="post"><button id="e2" type="submit" data-copies="P2026">Copier l’identifiant</button></form>'
    )
    await page.get_by_role("button").click()
    await host.hears(at="e2", event="click")
    assert await page.evaluate("navigator.clipboard.readText()") == "P2026"
    await host.tell(calls=[["c1", "copy", {"text": "autre"}]])
    answer = await host.hears("answer")
    assert (answer["call"], answer["value"], answer["error"]) == ("c1", True, None)
    assert await page.evaluate("navigator.clipboard.readText()") == "autre"


async def test_another_site_is_opened_where_it_is_asked(host: Host) -> None:
    """In this tab or beside it; the page is told nothing by the site that it opened."""
    page = host.page
    await host.show(FORM)
    async with page.context.expect_page() as opened:
        await host.tell(calls=[["c1", "open", {"url": f"{ADDRESS}/ailleurs", "here": False}]])
    assert await (await opened.value).evaluate("opener") is None
    await (await opened.value).close()
    await host.tell(calls=[["c2", "open", {"url": f"{ADDRESS}/ailleurs", "here": True}]])
    await page.wait_for_url("**/ailleurs")


async def test_who_is_led_away_takes_the_cookies_along(host: Host) -> None:
    """Another site leads back here: by then the browser holds what it was told of."""
    page = host.page
    told: asyncio.Future[Route] = asyncio.get_running_loop().create_future()

    async def hold(route: Route) -> None:
        told.set_result(route)

    host.answers["/-/keep"] = hold
    await host.show(FORM)
    here = page.url
    await host.tell(keep="ticket", calls=[["c1", "open", {"url": f"{ADDRESS}/ailleurs", "here": True}]])
    asked = await told
    assert (asked.request.post_data, page.url) == ("ticket", here)
    await asked.fulfill(status=204)
    await page.wait_for_url("**/ailleurs")


async def test_a_file_is_sent_with_its_progress(host: Host) -> None:
    """Sent beside the line, said as it goes, told as one act."""
    page = host.page

    async def take(route: Route) -> None:
        assert route.request.post_data_buffer == b"scan"
        await route.fulfill(json={"file": "token"})

    host.answers["/-/files"] = take
    await host.show(
        '<label class="press">Choisir un fichier<input id="e2" type="file" name="fichier"></label>'
    )
    await page.locator("#e2").set_input_files(
        {"name": "cni é.pdf", "mimeType": "application/pdf", "buffer": b"scan"}
    )
    act = await host.hears(at="e2", event="click")
    assert act["file"] == "token"
    await expect(page.locator("progress")).to_have_count(0)


async def test_several_photographs_are_sent_in_turn_and_smaller(host: Host) -> None:
    """Each is an act of its own, once the one before was worked off; none is larger than one reads it."""
    page = host.page
    sent: list[Image.Image] = []

    async def take(route: Route) -> None:
        sent.append(Image.open(io.BytesIO(route.request.post_data_buffer or b"")))
        await route.fulfill(json={"file": f"token {len(sent)}"})

    host.answers["/-/files"] = take
    await host.show('<label class="press">Choisir<input id="e2" type="file" name="fichier" multiple></label>')
    photographs: list[FilePayload] = []
    for width, height in ((4000, 3000), (300, 400)):
        content = io.BytesIO()
        Image.new("RGB", (width, height), "red").save(content, "JPEG")
        photographs.append({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()})
    await page.locator("#e2").set_input_files(photographs)
    first = await host.hears(at="e2", event="click")
    assert first["file"] == "token 1"
    await host.settles()
    assert host.said == []
    await host.tell(heard=first["n"], done=first["n"])
    assert (await host.hears(at="e2", event="click"))["file"] == "token 2"
    assert [each.size for each in sent] == [(2200, 1650), (300, 400)]


async def test_sending_a_file_can_be_given_up(host: Host) -> None:
    """The button to do so stands beside its progress; nothing is told."""
    page = host.page

    async def never(_: Route) -> None:
        return

    host.answers["/-/files"] = never
    await host.show(
        '<h1>Titre</h1><label class="press">Choisir<input id="e2" type="file" name="fichier"></label>'
    )
    await page.locator("#e2").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"scan"}
    )
    await expect(page.get_by_role("progressbar", name="a.pdf")).to_be_visible()
    shown = (
        '<h1>Titre</h1><p>2</p><label class="press">Choisir<input id="e2" type="file" name="fichier"></label>'
    )
    await host.tell(parts={"root": f'<div id="root">{shown}</div>'})
    await expect(page.get_by_text("2")).to_be_visible()
    await page.get_by_role("button", name="Annuler l’envoi").click()
    await expect(page.locator("progress")).to_have_count(0)
    await page.wait_for_function("() => spoken.includes('Envoi annulé.')")
    assert host.said == []
    assert await page.evaluate("document.activeElement.id") == "e2"


async def test_looks_change_at_once(host: Host) -> None:
    """What is chosen in Affichage is the attributes of the page; new classes come with their rules."""
    page = host.page
    await host.show(FORM)
    await host.tell(
        html={"data-scheme": "dark"},
        rules=[".r1{color:rgb(1, 2, 3)}@container (width > 1px){.r1{margin:1px}}", ".r2{color:rgb(4, 5, 6)}"],
        parts={"e1": '<main id="e1"><p class="r1">a</p><p class="r2">b</p></main>'},
    )
    await expect(page.locator(".r1")).to_have_css("color", "rgb(1, 2, 3)")
    await expect(page.locator(".r2")).to_have_css("color", "rgb(4, 5, 6)")
    await expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    await host.tell(html={"data-scheme": None}, rules=[".r3{color:red}"])
    await expect(page.locator("html[data-scheme]")).to_have_count(0)
    await expect(page.locator(".r1")).to_have_css("color", "rgb(1, 2, 3)")
