"""A line that is cut, a host that is restarted or lost: nothing that was done or typed is."""

import pytest
from playwright.async_api import Route, expect

from tests.web.html.scripted import Host
from tests.web.html.test_script_typing import form

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_was_not_heard_is_said_again(host: Host) -> None:
    """An act that went into a line as it was cut is told once the line is there again; one that was heard is not."""
    page = host.page
    await host.show(form())
    await page.locator("#e5").check()
    first = await host.hears(at="e5")
    await host.tell(heard=first["n"])
    await page.locator("#e3").fill("269")
    await page.get_by_role("button").click()
    act = await host.hears(at="e9")
    host.greeting = {"heard": first["n"]}
    host.cut()
    attached = await host.attaches(2)
    assert (attached["tab"], attached["route"], attached["seen"]) == ("tab1", "/connexion", 2)
    again = await host.hears(at="e9")
    assert again == act
    await host.settles()
    assert [message for message in host.said if message.get("at") == "e5"] == []


async def test_one_goes_on_typing_while_the_line_is_cut(host: Host) -> None:
    """Keys, caret and focus stay where they are, and what was typed goes with the next act."""
    page = host.page
    await host.show(form())
    field = page.locator("#e3")
    await field.press_sequentially("26")
    host.cut()
    await field.press_sequentially("90")
    await host.attaches(2)
    await field.press_sequentially("5")
    await field.press("Enter")
    assert (await host.hears(at="e9", event="click"))["fields"] == {"e3": "26905"}
    assert await page.evaluate("focused") == ["e3"]


async def test_what_is_pressed_while_the_line_is_cut_is_done(host: Host) -> None:
    """It is not posted, nor forgotten: it is told when somebody listens."""
    page = host.page
    await host.show(form())
    host.cut()
    await page.get_by_role("button").click()
    await host.attaches(2)
    await host.hears(at="e9", event="click")
    assert host.requests == [("GET", "/connexion")]


async def test_a_host_that_knows_nothing_is_given_what_was_typed(host: Host) -> None:
    """A session begun anew takes up what was typed, by the names of the fields; the focus stays in its field."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()})
    await page.locator("#e5").check()
    await page.locator("#e7").check()
    await page.locator("#e3").press_sequentially("269")
    await page.locator("#e5").evaluate("() => 0")
    host.said.clear()
    other = form("269").replace('id="e5"', 'id="e5" checked').replace('id="e7"', 'id="e7" checked')
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{other}</div>'}}
    host.cut()
    attached = await host.attaches(2)
    assert attached["fields"] == {"numero": "269", "rester": True, "choix": "b"}
    assert attached["page"] == ""
    await host.settles()
    await expect(page.locator("#e3")).to_be_focused()
    await expect(page.locator("#e3")).to_have_value("269")
    await expect(page.locator("#e7")).to_be_checked()
    await page.locator("#e3").press_sequentially("0")
    await page.locator("#e3").press("Enter")
    act = await host.hears(at="e9", event="click")
    assert (act["n"], act["fields"]) == (1, {"e3": "2690"})


async def test_what_was_pressed_on_another_page_is_given_up(host: Host) -> None:
    """What stands under an id in a new session may be something else: nothing is pressed there unasked."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()})
    await page.get_by_role("button").click()
    await host.hears(at="e9")
    host.greeting = {"fresh": True, "parts": {"root": '<div id="root"><h1>Connexion</h1></div>'}}
    host.cut()
    await host.attaches(2)
    await host.settles()
    assert host.said == []
    await expect(page.get_by_role("status")).to_contain_text("n’a peut-être pas été prise en compte")


async def test_what_never_left_is_told_to_the_same_button(host: Host) -> None:
    """Pressed while the host was away, and there again with the same words: it is what the person wants."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()})
    await page.locator("#e3").fill("269")
    greeting, host.greeting = host.greeting, None
    host.cut()
    await page.get_by_role("button").click()
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{form("269")}</div>'}}
    assert greeting == {}
    act = await host.hears(at="e9", event="click")
    assert (act["n"], "fields" in act) == (1, False)
    assert host.attached[-1]["fields"] == {"numero": "269"}


@pytest.mark.parametrize("many", [False, True], ids=["alone", "several"])
async def test_what_never_left_is_told_to_the_one_like_it(host: Host, *, many: bool) -> None:
    """Numbered otherwise, a button is known by its words where it is the only one; of two, none is pressed."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()})
    host.is_slow = True
    alike = '<button id="e9" type="submit">Créer</button><button id="e11" type="submit">Se connecter</button>'
    other = '<button id="e12" type="submit">Se connecter</button>' if many else ""
    host.greeting = {
        "fresh": True,
        "parts": {"root": f'<div id="root"><main id="e1">{alike}{other}</main></div>'},
    }
    host.cut()
    await host.attaches(2)
    await page.get_by_role("button").click()
    host.greet()
    if many:
        await expect(page.get_by_role("status")).to_contain_text("n’a peut-être pas été prise en compte")
        assert host.said == []
    else:
        assert (await host.hears(event="click"))["at"] == "e11"
        await expect(page.get_by_role("button", name="Se connecter")).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_role("button", name="Créer")).not_to_have_attribute("aria-busy", "true")


async def test_what_never_left_follows_the_link_that_leads_there(host: Host) -> None:
    """A link is known by its words and where it leads, however often it stands on the page."""
    page = host.page
    await host.show('<main id="e1"><a id="e2" href="/aide">Aide</a></main>')
    await host.tell(parts={"e1": '<main id="e1"><a id="e2" href="/aide">Aide</a></main>'})
    host.is_slow = True
    links = '<a id="e2" href="/plan">Aide</a><a id="e7" href="/aide">Aide</a><a id="e8" href="/aide">Aide</a>'
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root"><main id="e1">{links}</main></div>'}}
    host.cut()
    await host.attaches(2)
    await page.get_by_role("link").click()
    host.greet()
    assert (await host.hears(event="click"))["at"] == "e7"


async def test_what_is_typed_while_another_session_begins_goes_with_the_press(host: Host) -> None:
    """The end of a password, typed after the page had greeted and before it was answered, is not left out."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()})
    await page.locator("#e4").press_sequentially("Marron")
    host.is_slow = True
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{form()}</div>'}}
    host.cut()
    attached = await host.attaches(2)
    assert attached["fields"] == {"mot": "Marron"}
    await page.locator("#e4").press_sequentially("nier")
    await page.locator("#e4").press("Enter")
    host.greet()
    act = await host.hears(at="e9", event="click")
    assert act["fields"] == {"e4": "Marronnier"}
    await expect(page.locator("#e4")).to_have_value("Marronnier")


async def test_another_session_has_other_ids(host: Host) -> None:
    """Of a screen that was come to by others: the focus stays in its field, and the password is still in its own."""
    page = host.page
    password = (
        '<form><input id="{}" name="mot" type="password" data-filled>'
        '<button id="{}" type="submit">Entrer</button></form>'
    )
    await host.show(form())
    await host.tell(parts={"root": f'<div id="root">{password.format("e28", "e29")}</div>'})
    await page.locator("#e28").press_sequentially("Marronnier")
    other = (
        f'<div id="root"><h1>Entrer</h1>{password.format("e6", "e7")}<ul id="e28"><li>Aide</li></ul></div>'
    )
    host.greeting = {"fresh": True, "parts": {"root": other}}
    host.cut()
    await expect(page.locator("#e6")).to_be_focused()
    await expect(page.locator("#e6")).to_have_value("Marronnier")
    assert host.attached[-1]["fields"] == {"mot": "Marronnier"}


async def test_what_is_typed_as_fields_get_other_ids_stays_in_its_own(host: Host) -> None:
    """A page loaded anew is filled in before its session has numbered it again: each field stays the one it is."""
    page = host.page
    await host.show(form())
    host.is_slow = True
    others = form(more='<p id="e8">Bonjour</p>')
    for old, new in {"e3": "e14", "e4": "e5", "e5": "e3", "e6": "e4", "e7": "e15", "e9": "e6"}.items():
        others = others.replace(f'"{old}"', f'"-{new}"')
    others = others.replace('"-', '"')
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{others}</div>'}}
    host.cut()
    assert (await host.attaches(2))["fields"] == {}
    number, box = await page.query_selector("[name=numero]"), page.get_by_label("Rester")
    assert number is not None
    await page.get_by_label("B").check()
    await box.check()
    await page.locator("[name=mot]").press_sequentially("secret")
    await page.locator("[name=numero]").press_sequentially("269")
    await page.keyboard.press("ArrowLeft")
    host.greet()
    typed = (await host.hears("act", n=1))["fields"]
    assert typed == {"e14": "269", "e5": "secret", "e3": True, "e15": True}
    await page.keyboard.type("0")
    kept = await number.evaluate("(field) => [field.id, field.name, field.value]")
    assert kept == ["e14", "numero", "2609"]
    assert await page.evaluate("focused.at(-1)") == "e3"
    await expect(box).to_be_checked()
    await page.keyboard.press("Enter")
    assert (await host.hears(at="e6", event="click"))["fields"] == {"e14": "2609"}


async def test_what_a_lost_host_had_heard_can_be_pressed_again(host: Host) -> None:
    """Heard and not worked off, it may be done or not: that is said, and the button is no longer taken for pressed."""
    page = host.page
    await host.show(form())
    await page.get_by_role("button").click()
    act = await host.hears(at="e9")
    await host.tell(heard=act["n"])
    host.greeting = {"fresh": True}
    host.cut()
    await host.attaches(2)
    await expect(page.get_by_role("status")).to_contain_text("recommencez si besoin")
    await page.get_by_role("button").click()
    assert (await host.hears(at="e9"))["n"] == 1


async def test_where_one_went_while_another_session_began_is_told_to_it(host: Host) -> None:
    """Back, pressed after the page had greeted: the address is that of another screen already."""
    page = host.page
    await host.show(form())
    await host.tell(parts={"e1": form()}, route=["push", "/aide"], focus="screen")
    await page.wait_for_url("**/aide")
    host.is_slow = True
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{form()}</div>'}}
    host.cut()
    assert (await host.attaches(2))["route"] == "/aide"
    await page.go_back()
    await page.wait_for_url("**/connexion")
    host.greet()
    assert (await host.hears("go"))["route"] == "/connexion"


async def test_what_the_program_has_written_otherwise_is_handed_over(host: Host) -> None:
    """A number that it has grouped in the field, a box that it draws as ticked: they are the person's all the same."""
    page = host.page
    await host.show(form())
    await page.locator("#e5").check()
    await page.locator("#e3").fill("269")
    await page.locator("#e4").focus()
    left = await host.hears(at="e3", event="blur")
    grouped = form("2 69").replace('id="e5"', 'id="e5" checked')
    await host.tell(heard=left["n"], parts={"e1": grouped})
    await expect(page.locator("#e3")).to_have_value("2 69")
    host.greeting = {"fresh": True, "parts": {"root": f'<div id="root">{grouped}</div>'}}
    for times in (2, 3):
        host.cut()
        attached = await host.attaches(times)
        assert attached["fields"] == {"numero": "2 69", "rester": True}
        await host.settles()


async def test_what_was_filled_in_elsewhere_is_not_handed_over(host: Host) -> None:
    """What a screen left behind knows nothing of the next one, whose fields may be called the same."""
    page = host.page
    await host.show(form())
    await page.locator("#e3").fill("269")
    await page.locator("#e3").press("Enter")
    act = await host.hears(at="e9")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": form("7")}, focus="screen")
    host.cut()
    assert (await host.attaches(2))["fields"] == {}


async def test_a_page_of_nobody_begins_with_the_first_field(host: Host) -> None:
    """Who only reads costs no session; who goes to a field has one when it is filled in."""
    host.tab = None
    await host.show(form())
    await host.settles()
    assert host.attached == []
    host.greeting = {"fresh": True}
    await host.page.locator("#e3").focus()
    assert (await host.attaches())["page"] == "digest"


async def test_a_press_on_a_page_of_nobody_is_done(host: Host) -> None:
    """A form filled by a password manager and sent at once goes to the session that begins with it."""
    host.tab = None
    host.greeting = {"fresh": True}
    page = host.page
    await host.show(form())
    await page.evaluate("() => { e3.value = '269'; e4.value = 'secret'; document.forms[0].requestSubmit(); }")
    assert (await host.attaches())["fields"] == {"numero": "269", "mot": "secret"}
    assert (await host.hears(at="e9", event="click"))["n"] == 1
    assert host.requests == [("GET", "/connexion")]


async def test_where_no_socket_can_be_had_forms_are_posted(host: Host) -> None:
    """A network that lets no socket through gets the pages that those without script get; nothing is sent twice."""
    host.greeting = None
    page = host.page
    await host.show(form())
    await page.locator("#e3").fill("269")
    await page.get_by_role("button").click()
    await page.wait_for_url("**/connexion")
    await host.settles()
    assert [each for each in host.requests if each[0] == "POST"] == [("POST", "/connexion")]


async def test_a_host_that_is_down_is_posted_nothing(host: Host) -> None:
    """Before any socket was there, too: what was pressed waits for the host."""
    page = host.page

    async def refuse(route: Route) -> None:
        await route.abort()

    host.answers["/health"] = refuse
    greeting, host.greeting = host.greeting, None
    await host.show(form())
    await page.locator("#e3").fill("269")
    await page.get_by_role("button").click()
    await expect(page.get_by_role("alertdialog", name="Mon Compte ne répond pas")).to_be_visible()
    host.greeting = greeting
    assert (await host.hears(at="e9", event="click"))["n"] == 2
    assert "POST" not in [method for method, _ in host.requests]


async def test_a_long_cut_is_said(host: Host) -> None:
    """After some seconds one panel says so, over everything; it goes by itself, and the focus is back in its field."""
    page = host.page
    await host.show(form())
    await page.locator("#e3").press_sequentially("26")
    greeting, host.greeting = host.greeting, None
    host.cut()
    panel = page.get_by_role("alertdialog", name="Mon Compte ne répond pas")
    await expect(panel).to_be_visible()
    await expect(page.get_by_role("button", name="Réessayer")).to_be_focused()
    await expect(page).to_have_title("Mon Compte ne répond pas – Mon Compte")
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await page.get_by_role("button", name="Réessayer").click()
    await expect(panel).to_contain_text("Toujours pas de réponse.")
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(panel).to_be_visible()
    host.greeting = greeting
    await expect(panel).to_have_count(0)
    await expect(page.locator("#e3")).to_be_focused()
    await expect(page.locator("#e3")).to_have_value("26")
    await expect(page).to_have_title("Connexion – Mon Compte")


async def test_no_network_is_another_thing(host: Host) -> None:
    """A browser that knows to have no network says that, and does not blame the program."""
    page = host.page
    await host.show(form())
    host.greeting = None
    await page.context.set_offline(True)
    host.cut()
    await expect(page.get_by_role("alertdialog", name="Vous êtes hors connexion")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_role("alertdialog", name="Mon Compte ne répond pas")).to_be_visible()
    host.greeting = {}
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_a_network_that_goes_is_looked_at_at_once(host: Host) -> None:
    """A line that nobody has said is cut is taken up anew, and found to be; where it is not, nothing is said."""
    page = host.page
    await host.show(form())
    await page.locator("#e3").focus()
    greeting = host.greeting
    await page.context.set_offline(True)
    await host.attaches(2)
    await host.settles()
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await page.context.set_offline(False)
    await host.attaches(3)
    host.greeting = None
    await page.context.set_offline(True)
    await expect(page.get_by_role("alertdialog", name="Vous êtes hors connexion")).to_be_visible()
    host.greeting = greeting
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_what_is_refused_is_not_said_again(host: Host) -> None:
    """A message that a host does not take would have every line cut for ever."""
    page = host.page
    await host.show(form())
    await page.get_by_role("button").click()
    await host.hears(at="e9")
    host.cut(1008)
    await host.attaches(2)
    await page.locator("#e5").check()
    await host.hears(at="e5")
    assert [message for message in host.said if message.get("at") == "e9"] == []


async def test_what_is_told_twice_is_taken_once(host: Host) -> None:
    """A host that does not know what arrived tells it again."""
    page = host.page
    await host.show(form())
    await host.tell(say=["Votre choix est enregistré."])
    host._told -= 1
    await host.tell(say=["Votre choix est enregistré."])
    await host.tell(say=["Fin."])
    await page.wait_for_function("() => spoken.includes('Fin.')")
    assert await page.evaluate("spoken") == ["Votre choix est enregistré.", "Fin."]


async def test_a_defect_is_said(host: Host) -> None:
    """A program that failed says nothing more: the page says so, and offers to begin anew."""
    page = host.page
    await host.show(form())
    await host.tell(crashed="Rechargez la page.")
    panel = page.get_by_role("alertdialog")
    await expect(panel).to_contain_text("Rechargez la page.")
    await expect(panel.get_by_role("button")).to_be_focused()


async def test_a_page_that_is_loaded_anew_names_its_session(host: Host) -> None:
    """A reload goes on with the session that the page had; another tab that is opened from it does not."""
    page = host.page
    await host.show(form())
    assert host.attached[0]["before"] is None
    await page.reload()
    assert (await host.attaches(2))["before"] == "tab1"
    assert await page.evaluate("() => sessionStorage.getItem('tab')") is None
