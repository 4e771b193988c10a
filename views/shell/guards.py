"""What stands between a person and a screen."""

from collections.abc import Callable

import flet as ft

from app.core.account import Account
from app.core.routes import Phase
from app.core.scope import PageScope, PersonScope
from app.core.session import Session
from views.shell.ended import ended
from views.shell.layout import screen
from views.shell.text import ShellText


def private(build: Callable[[PersonScope], ft.Control]) -> Callable[[PageScope], ft.Control]:
    """Return a screen that only a person signed in sees; `build` draws it, handing it the states that it shows."""

    @ft.component
    def shown(_: Session, __: Account, person: PersonScope) -> ft.Control:
        return build(person)

    def guarded(page: PageScope) -> ft.Control:
        session, _ = ft.use_state(page.session)
        if session.phase is Phase.ENDED:
            return ended(session)
        if session.account is None or page.person is None:
            return _nothing()
        return shown(session, session.account, page.person)

    return guarded


@ft.component
def _nothing() -> ft.Control:
    """Return an empty screen, for the moment before a person is sent where they may stand."""
    return screen(ShellText.COMING_IN)
