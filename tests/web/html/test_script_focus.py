"""Where the focus is: one move a change of screen, and never lost."""

import pytest
from playwright.async_api import Page, expect

from tests.web.html.scripted import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")


def screen(title: str, *parts: str) -> str:
    return f'<div id="root"><main id="e1"><h1 tabindex="-1">{title}</h1>{"".join(parts)}</main></div>'


def button(id_: str, label: str) -> str:
    return f'<form method="post"><button id="{id_}" type="submit">{label}</button></form>'


TALL = "<p>" + "<br>" * 200 + "</p>"

ASK = (
    '<dialog id="e50" open aria-label="Retirer ?"><h2>Retirer ?</h2><form method="post">'
    '<button id="e51" type="submit">Retirer</button>'
    '<button id="e52" type="submit" autofocus>Annuler</button></form></dialog>'
)


async def moves(page: Page) -> list[str]:
    """What took the focus since last time."""
    found: list[str] = await page.evaluate("() => { const was = focused; focused = []; return was; }")
    return found


async def test_a_page_that_loads_moves_nothing(host: Host) -> None:
    """Who opens a page reads it from its top."""
    await host.show(screen("Accueil", button("e2", "Ouvrir")))
    await host.settles()
    assert await moves(host.page) == []


async def test_another_screen_gives_its_heading_the_focus_once(host: Host) -> None:
    """A screen reader begins with the heading, and is told so once; the page is read from its top."""
    page = host.page
    await host.show(screen("Accueil", TALL, button("e2", "Ouvrir")))
    await page.evaluate("() => scrollTo(0, 900)")
    await page.locator("#e2").focus()
    await moves(page)
    await host.tell(
        parts={"root": screen("Paiements", button("e3", "Fermer"))},
        title="Paiements – Mon Compte",
        route=["push", "/paiements"],
        focus="screen",
    )
    await expect(page.get_by_role("heading", name="Paiements")).to_be_focused()
    await expect(page).to_have_title("Paiements – Mon Compte")
    assert await moves(page) == ["h1"]
    assert await page.evaluate("scrollY") == 0
    assert page.url.endswith("/paiements")


async def test_what_was_pressed_and_stays_keeps_the_focus(host: Host) -> None:
    """What changes around a button leaves it the focus."""
    page = host.page
    await host.show(screen("Accueil", button("e2", "Ouvrir")))
    await page.locator("#e2").click()
    await moves(page)
    await host.tell(
        parts={"e1": '<main id="e1"><h1>Accueil</h1><p>Ouvert</p>' + button("e2", "Fermer") + "</main>"}
    )
    await expect(page.get_by_text("Ouvert")).to_be_visible()
    await expect(page.locator("#e2")).to_be_focused()
    assert await moves(page) == []


@pytest.mark.parametrize(("gone", "next_"), [("e3", "e4"), ("e4", "e3"), ("e2", "e3")])
async def test_what_goes_leaves_the_focus_beside(host: Host, gone: str, next_: str) -> None:
    """What had the focus may vanish: what stood after it has it, or what stood before; never the body."""
    page = host.page
    buttons = {id_: button(id_, id_) for id_ in ("e2", "e3", "e4")}
    await host.show(screen("Accueil", *buttons.values()))
    await page.locator(f"#{gone}").click()
    await moves(page)
    del buttons[gone]
    await host.tell(parts={"root": screen("Accueil", *buttons.values())})
    await expect(page.locator(f"#{next_}")).to_be_focused()
    assert await moves(page) == [next_]


async def test_the_focus_goes_back_from_what_stands_beside_the_screen(host: Host) -> None:
    """What was pressed there and goes, such as what has the session last, gives it back to where the person was."""
    page = host.page
    aside = "<section data-aside>{}<p>La session</p></section>"
    stands = screen("Accueil", button("e3", "Ouvrir"), button("e4", "Fermer"))
    await host.show(aside.format(button("e2", "Rester")) + stands)
    await page.locator("#e4").focus()
    await page.locator("#e2").click()
    act = await host.hears(at="e2")
    await host.tell(
        heard=act["n"], done=act["n"], parts={"root": f'<div id="root">{aside.format("")}{stands}</div>'}
    )
    await expect(page.locator("#e4")).to_be_focused()


async def test_what_tab_passes_over_never_has_it(host: Host) -> None:
    """The button that Enter presses in a form is neither seen nor named: the field after it has the focus."""
    page = host.page
    enter = (
        '<button id="e6" type="submit" class="spoken" tabindex="-1" aria-hidden="true" value="e4"></button>'
    )
    form = f'<form id="e5" method="post">{enter}<input id="e3" name="numero"></form>'
    await host.show(screen("Accueil", button("e2", "Annuler"), form))
    await page.locator("#e2").click()
    await host.tell(parts={"root": screen("Accueil", form)})
    await expect(page.locator("#e3")).to_be_focused()


async def test_with_nothing_beside_it_the_heading_has_it(host: Host) -> None:
    """The last thing that could be pressed is gone: what the screen is called is said."""
    page = host.page
    await host.show(screen("Accueil", button("e2", "Ouvrir")))
    await page.locator("#e2").click()
    await host.tell(parts={"root": screen("Accueil")})
    await expect(page.get_by_role("heading", name="Accueil")).to_be_focused()


async def test_the_program_gives_it_once(host: Host) -> None:
    """After a refusal the summary has the focus, in one move, though the answer changes the whole form."""
    page = host.page
    await host.show(screen("Connexion", button("e2", "Se connecter")))
    await page.locator("#e2").click()
    await moves(page)
    await host.tell(
        parts={
            "root": screen(
                "Connexion", '<div id="e9" tabindex="-1">Une correction</div>', button("e3", "Autre")
            )
        },
        focus="e9",
    )
    await expect(page.locator("#e9")).to_be_focused()
    assert await moves(page) == ["e9"]


async def test_who_is_at_the_fault_already_is_told_of_it(host: Host) -> None:
    """Enter in the only field moves no focus, and a screen reader reads no description anew: each refusal is said."""
    page = host.page

    def asked(fault: str = "") -> str:
        told = f'<p id="e2-hint">6 chiffres</p><p id="e2-error">{fault}</p>' if fault else ""
        by = ' aria-invalid="true" aria-describedby="e2-hint e2-error"' if fault else ""
        return screen(
            "Code", f'{told}<form><input id="e2" name="Code"{by}>{"<button>Valider</button>"}</form>'
        )

    await host.show(asked())
    await page.locator("#e2").focus()
    for fault in ("Tapez le code.", "Ce code n’est pas le bon."):
        await page.keyboard.press("Enter")
        await host.tell(parts={"root": asked(fault)}, focus="e2")
        await expect(page.get_by_role("status")).to_contain_text(fault)
    await expect(page.locator("#e2")).to_be_focused()
    assert await page.evaluate("spoken") == ["Tapez le code.", "Ce code n’est pas le bon."]


async def test_a_question_begins_on_its_safe_answer(host: Host) -> None:
    """It has the focus while it is open, and gives it back to what asked it, each in one move."""
    page = host.page
    await host.show(screen("Conjoint", button("e2", "Retirer"), button("e3", "Autre")))
    await page.locator("#e2").click()
    await moves(page)
    await host.tell(parts={"root": screen("Conjoint", button("e2", "Retirer"), button("e3", "Autre"), ASK)})
    await expect(page.locator("#e52")).to_be_focused()
    assert await moves(page) == ["e52"]
    assert await page.evaluate("() => e50.matches(':modal')")
    await host.tell(parts={"e50": ASK.replace("Retirer ?</h2>", "Vraiment ?</h2>")})
    await expect(page.get_by_text("Vraiment ?")).to_be_visible()
    await expect(page.locator("#e52")).to_be_focused()
    await page.locator("#e52").click()
    await host.hears(at="e52", event="click")
    await host.tell(parts={"root": screen("Conjoint", button("e2", "Retirer"), button("e3", "Autre"))})
    await expect(page.locator("#e2")).to_be_focused()
    assert await moves(page) == ["e2"]


async def test_a_question_that_is_answered_may_lead_on(host: Host) -> None:
    """The focus goes from the answer to where the program gives it, and nowhere in between."""
    page = host.page
    await host.show(screen("Conjoint", button("e2", "Retirer")))
    await page.locator("#e2").click()
    await host.tell(parts={"root": screen("Conjoint", button("e2", "Retirer"), ASK)})
    await page.locator("#e51").click()
    await moves(page)
    await host.tell(parts={"root": screen("Retiré")}, focus="screen")
    await expect(page.get_by_role("heading", name="Retiré")).to_be_focused()
    assert await moves(page) == ["h1"]


@pytest.mark.parametrize("when", ["while it is asked", "with the answer"])
async def test_what_asked_a_question_may_become_another_thing(host: Host, when: str) -> None:
    """Given, an authorisation can be withdrawn: the button in the place of the one that asked has the focus."""
    page = host.page
    before, after = button("e3", "Retour"), button("e4", "Aide")
    await host.show(screen("Conjoint", before, button("e2", "Donner"), after))
    await page.locator("#e2").click()
    await host.tell(parts={"root": screen("Conjoint", before, button("e2", "Donner"), after, ASK)})
    await expect(page.locator("#e52")).to_be_focused()
    if when == "while it is asked":
        await host.tell(parts={"root": screen("Conjoint", before, button("e5", "Retirer"), after, ASK)})
        await expect(page.locator("#e5")).to_be_attached()
        await expect(page.locator("#e52")).to_be_focused()
    await host.tell(parts={"root": screen("Conjoint", before, button("e5", "Retirer"), after)})
    await expect(page.locator("#e5")).to_be_focused()


@pytest.mark.parametrize("how", ["Escape", "Escape twice", "beside"])
async def test_a_question_can_be_dismissed(host: Host, how: str) -> None:
    """Escape, and a press beside it, are the answer that changes nothing; the program closes it."""
    page = host.page
    await host.show(screen("Conjoint", button("e2", "Retirer")))
    await page.locator("#e2").focus()
    await host.tell(parts={"root": screen("Conjoint", button("e2", "Retirer"), ASK)})
    await expect(page.locator("#e52")).to_be_focused()
    if how == "beside":
        await page.mouse.click(3, 3)
    else:
        for _ in how.split():
            await page.keyboard.press("Escape")
    await host.hears(at="e50", event="dismiss")
    await host.settles()
    assert host.said == []
    await host.tell(parts={"root": screen("Conjoint", button("e2", "Retirer"))})
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(page.locator("#e2")).to_be_focused()


async def test_a_place_on_the_page_is_no_place_to_come_back_from(host: Host) -> None:
    """The skip link and the links of a summary give the focus, and leave Back what it was."""
    page = host.page
    await host.show(
        screen(
            "Connexion",
            '<a href="#e5">Numéro</a>',
            TALL,
            '<input id="e5" name="n">',
        )
    )
    length = await page.evaluate("history.length")
    await page.get_by_role("link", name="Numéro").press("Enter")
    await expect(page.locator("#e5")).to_be_focused()
    await expect(page.locator("#e5")).to_be_in_viewport()
    assert await page.evaluate("history.length") == length
    assert host.said == []
