"""The code asked at sign-in."""

import pytest
from playwright.async_api import expect

from tests.support.processes import Program
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _ask(visitor: Visitor) -> None:
    await visitor.sign_in("code-a-la-connexion", heading="Code de vérification")


def _another(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)


async def test_typed(visitor: Visitor, program: Program) -> None:
    """The code of the mail opens the account; the screen says where it went, and its heading has the focus."""
    await _ask(visitor)
    await visitor.reads("par mail à j masqué @example.org")
    await expect(visitor.page.get_by_role("heading", name="Code de vérification")).to_be_focused()
    await visitor.type_by_key("Code", program.api.last_code())
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Mon Compte")


async def test_pasted_with_a_space(visitor: Visitor, program: Program) -> None:
    """A code pasted as some mails write it, in two halves, is taken."""
    await _ask(visitor)
    code = program.api.last_code()
    await visitor.type("Code", f"{code[:3]} {code[3:]}")
    await visitor.button("Valider").click()
    await visitor.sees("Mon Compte")


async def test_wrong_then_exhausted(visitor: Visitor, program: Program) -> None:
    """Each wrong code says how many tries are left; after five the code is dead, the right one included."""
    await _ask(visitor)
    right = program.api.last_code()
    for left in ("Il reste 4 essais", "Il reste 3 essais", "Il reste 2 essais", "Il reste 1 essai"):
        await visitor.type("Code", _another(right))
        await visitor.button("Valider").click()
        await visitor.told("Code", left)
    await visitor.type("Code", _another(right))
    await visitor.button("Valider").click()
    await visitor.told("Code", "Trop d'essais avec ce code")
    await visitor.type("Code", right)
    await visitor.button("Valider").click()
    await visitor.told("Code", "Trop d'essais avec ce code")


async def test_incomplete(visitor: Visitor) -> None:
    """A code too short or with letters is named before it costs a try."""
    await _ask(visitor)
    for typed, said in {
        "": "Tapez les 6 chiffres du code.",
        "12345": "Il manque 1 chiffre : le code en a 6.",
        "12345a": "Le code ne contient que des chiffres.",
        "1234567": "Il y a 1 chiffre de trop : le code en a 6.",
    }.items():
        await visitor.type("Code", typed)
        await visitor.button("Valider").click()
        await visitor.told("Code", said)


async def test_expired(visitor: Visitor, program: Program) -> None:
    """After a quarter of an hour the code no longer serves, and the screen says to ask for another."""
    await _ask(visitor)
    await visitor.type("Code", program.api.last_code())
    program.api.advance(15 * 60 + 1)
    await visitor.button("Valider").click()
    await visitor.told("Code", "Ce code n'est plus valable")
    await visitor.told("Code", "Demandez un nouveau code")


async def test_leaving_for_the_mail_loses_nothing(visitor: Visitor, program: Program) -> None:
    """What was typed is there after reading the mail in another tab; a way back to the form is there too."""
    await _ask(visitor)
    await visitor.type("Code", "123")
    other = await visitor.page.context.new_page()
    await other.goto(f"{program.api.url}/demo")
    await expect(other.get_by_role("heading", level=1)).to_have_text("Messages de démonstration")
    await other.close()
    await expect(visitor.field("Code")).to_have_value("123")
    await visitor.button("Revenir à la connexion").click()
    await visitor.sees("Connexion")


async def test_a_page_that_is_gone_comes_back_to_the_code(visitor: Visitor, program: Program) -> None:
    """A phone may end the page behind the mail: loaded anew, it waits for the same code, until one gives it up."""
    await _ask(visitor)
    await visitor.page.reload()
    await visitor.sees("Code de vérification")
    await visitor.page.close()
    again = await visitor.enter(visitor.page.context, visitor.address)
    await again.open("/connexion/code", "Code de vérification")
    await again.button("Revenir à la connexion").click()
    await again.sees("Connexion")
    await again.page.reload()
    await again.sees("Connexion")
    await again.open("/connexion/code", "Connexion")
