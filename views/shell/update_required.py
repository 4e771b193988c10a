"""Une mise à jour est nécessaire."""

import flet as ft

from app.core.session import Session
from views.design.button import primary
from views.design.card import column
from views.design.text import body, heading
from views.shell.context import use_program
from views.shell.text import ShellText, UpdateText

TITLE = UpdateText.HEADING


@ft.component
def update_required() -> ft.Control:
    """Return what every screen holds once the server no longer speaks to this version, until it does again."""
    session, page = use_program().session, ft.context.page
    if page.web:
        # A browser loads the new version with the page: there is nothing to install.
        again = primary(UpdateText.RELOAD, session.greet.run, opens=page.route)
        return column(heading(TITLE), body(UpdateText.LEAD_BROWSER), again)
    return _installed(session)


def _installed(session: Session) -> ft.Control:
    phone = ft.context.page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}
    where = UpdateText.LEAD_PHONE if phone else UpdateText.LEAD
    return column(heading(TITLE), body(where), primary(ShellText.RETRY, session.greet.run))
