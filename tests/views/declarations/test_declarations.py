"""The quarterly declaration, as a person meets it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.declarations.paths import DECLARATIONS
from views.declarations.text import DeclarationsText
from views.shell.text import ShellText
from views.steps.effect_text import EffectText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open


async def test_what_waits_and_what_was_sent(open_at: Open, session: Session, find: Find) -> None:
    """One waits, with its last day and what depends on it; those that were sent say when."""
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(DECLARATIONS)
    await screen.until(lambda: screen.says(DeclarationsText.BEGIN))
    assert screen.heading == DeclarationsText.HEADING
    for words in (DeclarationsText.WAITS, DeclarationsText.DONE, DeclarationsText.CORRECT):
        assert screen.says(words)


async def test_a_slow_beginning_leads_to_the_form(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """The button says meanwhile that it is worked on, for which it is drawn anew: it leads there all the same."""
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(DECLARATIONS)
    await screen.until(lambda: screen.says(DeclarationsText.BEGIN))
    network.hold()
    press = asyncio.create_task(screen.press(DeclarationsText.BEGIN))
    await screen.until(lambda: screen.says(ShellText.WORKING))
    network.release()
    await press
    await screen.until(lambda: screen.heading != DeclarationsText.HEADING)


async def test_nothing_to_declare(open_at: Open, session: Session, find: Find) -> None:
    """Who has no benefit that depends on it is told so, and is asked nothing."""
    account = find("code-a-la-connexion")
    await session.sign_in(account.identifier, account.password)
    screen = open_at(DECLARATIONS)
    await screen.until(lambda: not screen.says(ShellText.LOADING))
    assert not screen.says(DeclarationsText.BEGIN)


def test_an_effect_in_a_sentence() -> None:
    """What changes says from what to what; what does not says so."""
    paid = ("2026-12", "2027-01", "2027-02")
    assert EffectText.line("Prime d'activité", paid, 112_00, 84_00) == (
        "Prime d'activité de décembre 2026 à février 2027 : environ 84\u00a0€ par mois au lieu de 112\u00a0€."
    )
    assert EffectText.line("RSA", paid, 84_00, 84_00).endswith("par mois, comme aujourd'hui.")
    assert EffectText.unknown("RSA", "child_birth_date").endswith("de tous vos enfants.")
    assert EffectText.supposed(["other_months", "a code of later"]) == (
        "Elle suppose que les autres mois ressemblent à ces trois mois."
    )
    assert not EffectText.supposed([])
