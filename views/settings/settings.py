"""Gérer mon compte: the way to everything that one changes of one's own access."""

import flet as ft

from app.appearance.paths import APPEARANCE
from app.core.account import Account
from app.core.routes import HOME
from app.franceconnect.paths import FRANCECONNECT_LINK
from app.notifications.paths import NOTIFICATIONS
from app.settings.closing import Closing
from app.settings.paths import (
    CONTACT_DETAILS,
    DEVICES,
    EXPORTS,
    IDENTITY,
    PASSWORD_CHANGE,
    SIGN_IN_CODE,
    SPOUSE_AUTHORISATION,
)
from app.steps.franceconnect import FranceConnectOffer
from app.unlocking.paths import UNLOCKING
from app.unlocking.unlocking import Unlocking
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.text import body, heading, section, soft
from views.settings.spouse_authorisation import no_spouse_to_allow
from views.settings.text import (
    ContactDetailsText,
    DevicesText,
    ExportsText,
    PasswordChangeText,
    SettingsText,
    SignInCodeText,
)
from views.shell.doors import closed
from views.shell.layout import Layout, go, screen
from views.shell.reach_text import ReachText
from views.shell.text import ShellText
from views.steps.closing_notice import closing_notice


def settings(
    account: Account, closing: Closing, unlocking: Unlocking, franceconnect: FranceConnectOffer
) -> ft.Control:
    """Return the page of links."""
    return screen(
        SettingsText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(SettingsText.HEADING),
            soft(SettingsText.LEAD),
        ),
        closing_notice(account, closing),
        _sections(account, unlocking, franceconnect),
        layout=Layout.TEXT,
    )


@ft.component
def _sections(account: Account, unlocking: Unlocking, franceconnect: FranceConnectOffer) -> ft.Control:
    ft.use_effect(unlocking.look, [])
    ft.use_effect(franceconnect.look_once, [])
    linked = [row(SettingsText.FRANCECONNECT, go(FRANCECONNECT_LINK))] if franceconnect.available else []
    unlock = [row(SettingsText.UNLOCKING, go(UNLOCKING))] if unlocking.offered else []
    return column(
        *_identity(account),
        card(
            section(SettingsText.JOIN),
            rows(
                row(ContactDetailsText.HEADING, go(CONTACT_DETAILS)),
                row(SettingsText.NOTIFICATIONS, go(NOTIFICATIONS)),
            ),
        ),
        card(
            section(SettingsText.CONNECT),
            rows(
                row(PasswordChangeText.HEADING, go(PASSWORD_CHANGE)),
                row(SignInCodeText.HEADING, go(SIGN_IN_CODE)),
                *linked,
                *unlock,
            ),
        ),
        card(section(SettingsText.HOUSEHOLD), _authorisations(account)),
        card(section(SettingsText.DEVICES), rows(row(DevicesText.HEADING, go(DEVICES)))),
        card(section(SettingsText.DATA), rows(row(ExportsText.HEADING, go(EXPORTS)))),
        card(section(SettingsText.LOOK), rows(row(SettingsText.APPEARANCE, go(APPEARANCE)))),
    )


def _identity(account: Account) -> list[ft.Control]:
    """Return the link to proving one's identity, for those who have not proved it."""
    if not account.limited:
        return []
    return [card(section(ReachText.MINE), rows(row(ReachText.HEADING, go(IDENTITY))))]


def _authorisations(account: Account) -> ft.Control:
    """Return the way to the authorisations of who holds a file with a spouse; closed, with why, for others."""
    if any(file.role == "responsable" and file.spouse_authorised is not None for file in account.me.files):
        return rows(row(SettingsText.SPOUSE_AUTHORISATION, go(SPOUSE_AUTHORISATION)))
    return column(body(SettingsText.SPOUSE_AUTHORISATION, bold=True), closed(no_spouse_to_allow(account)))
