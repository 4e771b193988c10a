"""What is typed belongs to the browser."""

import pytest
from playwright.async_api import expect

from tests.web.html.scripted import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")


def form(number: str = "", *, more: str = "", password: str = "password", filled: bool = False) -> str:
    return (
        f'<main id="e1"><h1>Connexion</h1>{more}<form method="post"><label for="e3">Numéro</label>'
        f'<input id="e3" name="numero" value="{number}" autocomplete="username">'
        f'<label for="e4">Mot de passe</label><input id="e4" name="mot" type="{password}"'
        f"{' data-filled' if filled else ''}{' value=secret' if password == 'text' else ''}>"
        '<label><input type="checkbox" id="e5" name="rester">Rester</label>'
        '<label><input type="radio" id="e6" name="choix" value="a">A</label>'
        '<label><input type="radio" id="e7" name="choix" value="b">B</label>'
        '<button id="e9" type="submit" name="press" value="e9">Se connecter</button></form></main>'
    )


def _several_lines(text: str) -> str:
    return (
        '<main id="e1"><form method="post"><label for="e3">Texte</label>'
        f'<textarea id="e3" name="texte" rows="5">\n{text}</textarea>'
        '<button id="e9" type="submit" name="press" value="e9">Envoyer</button></form></main>'
    )


def _place(number: str) -> str:
    return (
        '<main id="e1"><input id="e3" name="lieu" role="combobox" aria-controls="e4">'
        f'<p id="e5">{number}</p></main>'
    )


async def test_a_key_says_nothing_and_an_act_says_all(host: Host) -> None:
    """No message a key; what was typed goes with what is pressed, and is told once."""
    page = host.page
    await host.show(form())
    await page.locator("#e3").press_sequentially("2690")
    await host.settles()
    assert host.said == []
    await page.get_by_role("button").click()
    act = await host.hears(at="e9", event="click")
    before = await host.hears() if not act.get("fields") else act
    assert before["fields"] == {"e3": "2690"}
    await host.tell(heard=act["n"], done=act["n"])
    await page.get_by_role("button").click()
    assert "fields" not in await host.hears(at="e9")


async def test_what_is_kept_as_one_goes_is_told_after_a_pause(host: Host) -> None:
    """The program learns what is typed in a form that it keeps, once for all keys; caret and keys stay as they are."""
    page = host.page
    await host.show(form().replace("<form", "<form data-kept"))
    field = page.locator("#e3")
    await field.press_sequentially("2690")
    told = await host.hears(at="e3")
    assert told["fields"] == {"e3": "2690"}
    assert "event" not in told
    await field.press_sequentially("1")
    await host.tell(heard=told["n"], done=told["n"], parts={"e1": form("2690", more="<p>Enregistré</p>")})
    await host.settles()
    await expect(field).to_have_value("26901")
    await expect(field).to_be_focused()


async def test_what_is_kept_is_told_before_the_page_sleeps(host: Host) -> None:
    """A page that is hidden may never be seen again: what is being typed is told at once."""
    page = host.page
    await host.show(form().replace("<form", "<form data-kept"))
    await page.locator("#e3").press_sequentially("2690")
    assert host.said == []
    await page.evaluate("""() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    assert (await host.hears(at="e3"))["fields"] == {"e3": "2690"}


async def test_several_lines_are_typed_and_drawn_as_one_is(host: Host) -> None:
    """Enter begins a line and sends nothing; an answer takes no key, and what the program puts there is shown."""
    page = host.page
    await host.show(_several_lines(""))
    field = page.locator("#e3")
    await field.press_sequentially("un\ndeux")
    await host.tell(parts={"e1": _several_lines("autre")})
    await host.settles()
    await expect(field).to_have_value("un\ndeux")
    await page.get_by_role("button").click()
    act = await host.hears(at="e9", event="click")
    before = await host.hears() if not act.get("fields") else act
    assert before["fields"] == {"e3": "un\ndeux"}
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": _several_lines("\n trois &lt;\nquatre")})
    await expect(field).to_have_value("\n trois <\nquatre")
    await host.tell(parts={"e1": _several_lines("")})
    await expect(field).to_have_value("")


async def test_a_field_speaks_when_it_is_left(host: Host) -> None:
    """The program may say what is wrong with a field as soon as the person goes on to the next."""
    page = host.page
    await host.show(form())
    await page.locator("#e3").press_sequentially("2690")
    await page.keyboard.press("Tab")
    assert (await host.hears(at="e3", event="blur"))["fields"] == {"e3": "2690"}
    await page.keyboard.press("Tab")
    await host.settles()
    assert host.said == []


async def test_boxes_speak_at_once(host: Host) -> None:
    """A tick and a choice are told as they are made."""
    page = host.page
    await host.show(form())
    await page.locator("#e5").check()
    assert (await host.hears(at="e5"))["fields"] == {"e5": True}
    await page.locator("#e6").check()
    assert (await host.hears(at="e6"))["fields"] == {"e6": True}
    await page.locator("#e6").press("ArrowDown")
    assert (await host.hears(at="e7"))["fields"] == {"e7": True}


@pytest.mark.parametrize("how", ["enter", "click", "requestSubmit"])
async def test_a_fill_without_focus_or_events_is_what_is_sent(host: Host, how: str) -> None:
    """A password manager may write into fields that never had the focus, and say nothing of it."""
    page = host.page
    await host.show(form())
    await page.evaluate("() => { e3.value = '269'; e4.value = 'secret'; }")
    if how == "enter":
        await page.locator("#e4").press("Enter")
    elif how == "click":
        await page.get_by_role("button").click()
    else:
        await page.evaluate("() => document.forms[0].requestSubmit()")
    assert (await host.hears(at="e9", event="click"))["fields"] == {"e3": "269", "e4": "secret"}


async def test_an_answer_takes_no_key_and_no_caret(host: Host) -> None:
    """What comes while a field is typed in changes what is around it alone."""
    page = host.page
    await host.show(form())
    field = page.locator("#e3")
    await field.press_sequentially("2690")
    await field.evaluate("field => field.setSelectionRange(1, 3, 'backward')")
    await host.tell(parts={"e1": form("9", more='<p id="e2">28 s</p>')})
    await expect(page.locator("#e2")).to_be_visible()
    where = "({ value, selectionStart, selectionEnd }) => [value, selectionStart, selectionEnd]"
    assert await field.evaluate(where) == ["2690", 1, 3]
    await expect(field).to_be_focused()
    assert await page.evaluate("focused") == ["e3"]
    await field.press_sequentially("5")
    await expect(field).to_have_value("250")


async def test_what_is_typed_after_an_act_outlives_its_answer(host: Host) -> None:
    """An answer knows what was told, and nothing of what was typed since."""
    page = host.page
    await host.show(form())
    field = page.locator("#e3")
    await field.fill("2690")
    await field.press("Enter")
    act = await host.hears(at="e9", event="click")
    await field.press_sequentially("5")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": form("2690")})
    await host.settles()
    await expect(field).to_have_value("26905")
    await page.locator("#e4").focus()
    assert (await host.hears(at="e3", event="blur"))["fields"] == {"e3": "26905"}


async def test_what_was_not_heard_is_not_undone(host: Host) -> None:
    """A drawing from before what was told does not take it back."""
    page = host.page
    await host.show(form("1"))
    await page.locator("#e3").fill("12")
    await page.locator("#e5").check()
    await page.locator("#e4").focus()
    await host.tell(parts={"e1": form("2")})
    await host.settles()
    await expect(page.locator("#e3")).to_have_value("12")
    await expect(page.locator("#e5")).to_be_checked()


async def test_grouping_waits_until_the_field_is_left(host: Host) -> None:
    """Digits that are grouped under the fingers take the caret along; another text is taken at once."""
    page = host.page
    await host.show(form())
    field = page.locator("#e3")
    await field.fill("269054")
    await field.press("Enter")
    act = await host.hears(at="e9")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": form("2 69 05 4")})
    await host.settles()
    await expect(field).to_have_value("269054")
    await page.locator("#e4").focus()
    await expect(field).to_have_value("2 69 05 4")
    await field.focus()
    await host.tell(parts={"e1": form()})
    await expect(field).to_have_value("")


async def test_a_password_that_is_shown_keeps_its_caret(host: Host) -> None:
    """The type of the field changes, and nothing else."""
    page = host.page
    await host.show(form())
    field = page.locator("#e4")
    await field.fill("secret")
    await field.evaluate("field => field.setSelectionRange(2, 2)")
    await host.tell(parts={"e1": form(password="text")})
    await expect(field).to_have_attribute("type", "text")
    await field.press_sequentially("x")
    await expect(field).to_have_value("sexcret")


async def test_a_password_is_hidden_again_and_stays(host: Host) -> None:
    """The host writes it while it is shown, and never else: hidden again, it is what was typed."""
    page = host.page
    await host.show(form())
    field = page.locator("#e4")
    await field.fill("secret")
    await page.locator("#e3").focus()
    act = await host.hears(at="e4", event="blur")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": form(password="text")})
    await expect(field).to_have_attribute("type", "text")
    await host.tell(parts={"e1": form(filled=True)})
    await expect(field).to_have_attribute("type", "password")
    await expect(field).to_have_value("secret")
    assert await field.get_attribute("value") in {None, ""}


async def test_a_password_that_was_used_is_emptied(host: Host) -> None:
    """The program keeps none once it was sent: neither does the page. What is typed meanwhile stays."""
    page = host.page
    await host.show(form())
    field = page.locator("#e4")
    await field.fill("secret")
    await field.press("Enter")
    act = await host.hears(at="e9")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": form(filled=True)})
    await host.settles()
    await expect(field).to_have_value("secret")
    await host.tell(parts={"e1": form()})
    await expect(field).to_have_value("")
    await field.press_sequentially("an")
    await host.tell(parts={"e1": form(more="<p>28 s</p>")})
    await expect(page.get_by_text("28 s")).to_be_visible()
    await expect(field).to_have_value("an")


async def test_what_is_composed_is_left_alone(host: Host) -> None:
    """A letter that an input method composes is not there yet: nothing is told of it, nothing disturbs it."""
    page = host.page
    await host.show(_place("1"))
    await page.locator("#e3").focus()
    tools = await page.context.new_cdp_session(page)
    await tools.send("Input.imeSetComposition", {"text": "ê", "selectionStart": 1, "selectionEnd": 1})
    await host.tell(parts={"e1": _place("2")})
    await expect(page.locator("#e5")).to_have_text("2")
    assert host.said == []
    await tools.send("Input.insertText", {"text": "ê"})
    await expect(page.locator("#e3")).to_have_value("ê")


async def test_a_field_that_is_another_takes_what_it_is_drawn_with(host: Host) -> None:
    """Under the same id, another name is another field: what was typed in the one is not in the other."""
    page = host.page
    await host.show('<main id="e1"><input id="e3" name="numero"></main>')
    await page.locator("#e3").fill("269")
    await host.tell(parts={"e1": '<main id="e1"><input id="e3" name="code" value="1"></main>'})
    await expect(page.locator("#e3")).to_have_value("1")
