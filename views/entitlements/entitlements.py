"""Mes droits: each benefit of the file, where it stands, since and until when, and what may end it."""

import flet as ft

from app.benefits.paths import BENEFITS
from app.core.account import Account
from app.core.routes import HOME
from app.entitlements.entitlements import Entitlement, Entitlements
from app.payments.paths import payments_path
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.items import bullets, items, rows
from views.design.text import body, heading, hint, soft
from views.entitlements.text import EntitlementsText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import day, exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.entitlement import standing

_SKELETON = (200, 200, 200)


def entitlements(account: Account, state: Entitlements | None) -> ft.Control:
    """Return the benefits of the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = no_file()
    else:
        content = resource_view(state, _list, _SKELETON)
    title = column(
        align_start(link(ShellText.BACK_HOME, go(HOME))),
        heading(EntitlementsText.HEADING),
        spacing=tokens.SPACE_8,
    )
    return screen(EntitlementsText.HEADING, title, content, layout=Layout.TEXT)


def _list(found: tuple[Entitlement, ...]) -> ft.Control:
    if not found:
        return card(
            body(EntitlementsText.EMPTY, bold=True),
            soft(EntitlementsText.EMPTY_MORE),
            primary(EntitlementsText.BENEFITS, go(BENEFITS)),
        )
    return column(
        soft(EntitlementsText.LEAD), items(*(_benefit_card(each) for each in found), spacing=tokens.SPACE_16)
    )


def _benefit_card(entitlement: Entitlement) -> ft.Control:
    ends = EntitlementsText.ends_when(entitlement.ends_when) if entitlement.state != "closed" else []
    until = [fact(EntitlementsText.UNTIL, EntitlementsText.until(entitlement.until))]
    may_end = [column(hint(EntitlementsText.ENDS_WHEN, bold=True), bullets(ends), spacing=tokens.SPACE_4)]
    return card(
        standing(entitlement, headed=True),
        details(
            fact(EntitlementsText.MONTHLY, exact_euros(entitlement.amount)),
            fact(EntitlementsText.SINCE, day(entitlement.since)),
            *(until if entitlement.state != "suspended" else []),
        ),
        may_end if ends else [],
        rows(row(EntitlementsText.PAYMENTS, go(payments_path(benefit=entitlement.benefit)))),
    )
