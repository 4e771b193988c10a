"""How tests go through FranceConnect, as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.session import Session
    from app.franceconnect.identification import FranceConnect
    from tests.app.conftest import BrowserOfTest, Find


async def identified(state: FranceConnect, browser: BrowserOfTest, identity: str) -> None:
    await state.start()
    await browser.identify(identity)
    await state.come_back()


async def joined(
    state: FranceConnect, session: Session, browser: BrowserOfTest, find: Find, role: str
) -> None:
    """Go through it the first time, up to the account, and leave."""
    await identified(state, browser, role)
    await state.sign_in_to_join()
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    assert state.link.joined_now
    await session.sign_out()
