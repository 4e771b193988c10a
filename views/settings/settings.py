"""Gérer mon compte: the way to everything that one changes of one's own access."""

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.session import Session
from views.design.button import row
from views.design.card import card, column, rows
from views.design.text import body, heading, section, soft
from views.franceconnect.text import FranceConnectLinkText
from views.home.home import closed, no_spouse_to_allow
from views.settings.closing import closing_notice
from views.settings.text import (
    ContactDetailsText,
    DevicesText,
    ExportsText,
    PasswordChangeText,
    SettingsText,
    SignInCodeText,
)
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.shell.reach_text import ReachText
from views.unlocking.text import UnlockingText


def manage(_: Session, account: Account) -> ft.Control:
    """Return the page of links."""
    return screen(
        SettingsText.HEADING,
        column(heading(SettingsText.HEADING), soft(SettingsText.LEAD)),
        closing_notice(account),
        _sections(account),
        layout=Layout.TEXT,
    )


@ft.component
def _sections(account: Account) -> ft.Control:
    unlocking, _ = ft.use_state(use_program().unlocking)
    ft.use_effect(unlocking.look, [])
    franceconnect, _ = ft.use_state(use_program().franceconnect)
    ft.use_effect(franceconnect.look_once, [])
    link = (
        [row(FranceConnectLinkText.HEADING, go(routes.FRANCECONNECT_LINK))] if franceconnect.available else []
    )
    unlock = [row(UnlockingText.ROW, go(routes.UNLOCKING))] if unlocking.offered else []
    return column(
        *_identity(account),
        card(
            section(SettingsText.JOIN),
            rows(row(ContactDetailsText.HEADING, go(routes.CONTACT_DETAILS))),
        ),
        card(
            section(SettingsText.CONNECT),
            rows(
                row(PasswordChangeText.HEADING, go(routes.PASSWORD_CHANGE)),
                row(SignInCodeText.HEADING, go(routes.SIGN_IN_CODE)),
                *link,
                *unlock,
            ),
        ),
        card(section(SettingsText.HOUSEHOLD), _authorisations(account)),
        card(section(SettingsText.DEVICES), rows(row(DevicesText.HEADING, go(routes.DEVICES)))),
        card(section(SettingsText.DATA), rows(row(ExportsText.HEADING, go(routes.EXPORTS)))),
        card(section(SettingsText.LOOK), rows(row(SettingsText.APPEARANCE, go(routes.APPEARANCE)))),
    )


def _identity(account: Account) -> list[ft.Control]:
    """Return the way to prove one's identity, for those who have it still to prove."""
    if not account.limited:
        return []
    return [card(section(ReachText.MINE), rows(row(ReachText.HEADING, go(routes.IDENTITY))))]


def _authorisations(account: Account) -> ft.Control:
    """Return the way to the authorisations of who holds a file with a spouse; closed, with why, for others."""
    if any(file.role == "responsable" and file.spouse_authorised is not None for file in account.me.files):
        return rows(row(SettingsText.SPOUSE_AUTHORISATION, go(routes.SPOUSE_AUTHORISATION)))
    return column(body(SettingsText.SPOUSE_AUTHORISATION, bold=True), closed(no_spouse_to_allow(account)))
