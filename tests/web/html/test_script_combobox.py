"""A field whose choices are found for what is typed in it, by the keys of ARIA's pattern."""

import pytest
from playwright.async_api import expect

from tests.web.html.scripted import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")


def place(value: str = "", *found: str) -> str:
    options = "".join(
        f'<button id="e{10 + n}" role="option" aria-selected="false" type="submit" name="press">{name}</button>'
        for n, name in enumerate(found)
    )
    listed = f'<div id="e4" role="listbox" aria-label="Lieux">{options}</div>' if found else ""
    controls = ' aria-controls="e4" aria-expanded="true"' if found else ' aria-expanded="false"'
    return (
        '<main id="e1"><form method="post"><label for="e3">Lieu</label>'
        f'<input id="e3" name="lieu" role="combobox" aria-autocomplete="list"{controls} value="{value}">{listed}'
        '<button id="e9" type="submit" name="press">Continuer</button></form></main>'
    )


async def found(host: Host, *names: str) -> None:
    """Type, and have these found."""
    await host.show(place())
    await host.page.get_by_role("combobox").press_sequentially("Ren")
    act = await host.hears(at="e3")
    await host.tell(
        heard=act["n"], done=act["n"], parts={"e1": place("Ren", *names)}, say=[f"{len(names)} lieux"]
    )
    await expect(host.page.get_by_role("option")).to_have_count(len(names))


async def test_it_speaks_after_a_pause(host: Host) -> None:
    """Not a key at a time: what is typed in one go is searched for once."""
    await host.show(place())
    await host.page.get_by_role("combobox").press_sequentially("Renn")
    assert (await host.hears(at="e3"))["fields"] == {"e3": "Renn"}
    await host.settles()
    assert host.said == []


async def test_an_option_is_chosen_by_keys(host: Host) -> None:
    """Down and Up go round, Enter chooses, and the focus stays in the field."""
    page = host.page
    await found(host, "Rennes", "Renneville")
    box = page.get_by_role("combobox")
    await expect(box).to_have_attribute("aria-expanded", "true")
    for key, active in (("ArrowDown", "e10"), ("ArrowDown", "e11"), ("ArrowDown", "e10"), ("ArrowUp", "e11")):
        await box.press(key)
        await expect(box).to_have_attribute("aria-activedescendant", active)
        await expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    await expect(page.locator("[aria-selected=true]")).to_have_count(1)
    await box.press("Enter")
    act = await host.hears(at="e11", event="click")
    await host.tell(heard=act["n"], done=act["n"], parts={"e1": place("Renneville")})
    await expect(box).to_have_value("Renneville")
    await expect(box).to_be_focused()
    await expect(box).to_have_attribute("aria-expanded", "false")
    assert await box.get_attribute("aria-activedescendant") is None


async def test_escape_closes_it(host: Host) -> None:
    """What was typed stays; Down opens it again, and so does typing."""
    page = host.page
    await found(host, "Rennes", "Renneville")
    box = page.get_by_role("combobox")
    await box.press("ArrowDown")
    await box.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await expect(box).to_have_attribute("aria-expanded", "false")
    await expect(box).to_have_value("Ren")
    await host.tell(parts={"e1": place("Ren", "Rennes", "Renneville", "Renno")})
    await host.settles()
    await expect(page.get_by_role("option")).to_have_count(0)
    await box.press("ArrowDown")
    await expect(page.get_by_role("option")).to_have_count(3)
    await expect(box).to_have_attribute("aria-activedescendant", "e10")


async def test_home_and_end_are_the_texts(host: Host) -> None:
    """They move the caret, and no option is pointed at any more."""
    page = host.page
    await found(host, "Rennes")
    box = page.get_by_role("combobox")
    await box.press("ArrowDown")
    await box.press("Home")
    assert await box.get_attribute("aria-activedescendant") is None
    assert await box.evaluate("box => box.selectionStart") == 0
    await box.press("Enter")
    await host.hears(event="click")


async def test_an_answer_keeps_what_is_pointed_at(host: Host) -> None:
    """The list stays open, and the option that was reached is reached."""
    page = host.page
    await found(host, "Rennes", "Renneville")
    box = page.get_by_role("combobox")
    await box.press("ArrowDown")
    await host.tell(parts={"e1": place("Ren", "Rennes", "Renneville", "Renno")})
    await expect(page.get_by_role("option")).to_have_count(3)
    await expect(box).to_have_attribute("aria-activedescendant", "e10")
    await expect(page.locator("#e10")).to_have_attribute("aria-selected", "true")


async def test_an_option_is_chosen_by_a_press(host: Host) -> None:
    """The pointer leaves the focus in the field; the Tab key passes by what was found."""
    page = host.page
    await found(host, "Rennes", "Renneville")
    await page.get_by_role("option", name="Renneville").click()
    await host.hears(at="e11", event="click")
    await expect(page.get_by_role("combobox")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Continuer")).to_be_focused()
