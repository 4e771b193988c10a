"""Mes ressources: what the household lives on, year by year, whose it is, and where the fund has it from."""

from itertools import groupby

import flet as ft

from api_client.errors import Refused
from app.core.account import Account
from app.core.routes import HOME
from app.resources.paths import CORRECTIONS, QUOTIENT, RESOURCES, correction_path, resources_path
from app.resources.resources import HouseholdResource, Resources, ResourceYear
from views.design import tokens
from views.design.button import link, nav_link, primary, row
from views.design.card import align_start, card, column
from views.design.items import lined, rows, side_by_side_items
from views.design.responsive import beside
from views.design.text import body, heading, hint, section, soft
from views.resources.text import ResourcesText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.formats import exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (64, 120, 120, 120)


def resources(account: Account, state: Resources | None) -> ft.Control:
    """Return the resources of the household of the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif state is None:
        content = no_file()
    else:
        content = _of(state)
    return screen(
        ResourcesText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(ResourcesText.HEADING),
            soft(ResourcesText.LEAD),
            spacing=tokens.SPACE_8,
        ),
        content,
        layout=Layout.TEXT,
    )


@ft.component
def _of(state: Resources) -> ft.Control:
    error = state.load.error
    if isinstance(error, Refused) and "year" in error.fields and state.value is None:
        return card(
            body(ResourcesText.NO_YEAR, bold=True),
            soft(ResourcesText.NO_YEAR_MORE),
            primary(ResourcesText.SHOW_NEWEST, go(RESOURCES)),
        )
    return resource_view(state, _year, _SKELETON)


def _year(found: ResourceYear) -> ft.Control:
    leads = card(
        rows(
            row(ResourcesText.FOLLOW, go(CORRECTIONS)),
            row(ResourcesText.QUOTIENT, go(QUOTIENT)),
        )
    )
    if not found.years:
        return column(card(body(ResourcesText.EMPTY, bold=True), soft(ResourcesText.EMPTY_MORE)), leads)
    years = [
        nav_link(str(year), go(resources_path(year)), selected=year == found.year) for year in found.years
    ]
    people = groupby(sorted(found.items, key=lambda each: each.name), key=lambda each: each.name)
    return column(
        column(
            hint(ResourcesText.YEAR, bold=True),
            side_by_side_items(*years, label=ResourcesText.YEAR),
            spacing=0,
        ),
        *(_person(name, list(theirs), found.year) for name, theirs in people),
        leads,
    )


def _person(name: str, theirs: list[HouseholdResource], year: int) -> ft.Control:
    return card(section(name), lined(*(_resource(each, year) for each in theirs)))


def _resource(resource: HouseholdResource, year: int) -> ft.Control:
    asked = resource.correction
    what = ft.MergeSemantics(
        content=column(
            beside(
                body(ResourcesText.line(resource.kind, resource.from_month, resource.until_month), bold=True),
                body(exact_euros(resource.amount), bold=True),
            ),
            hint(ResourcesText.origin(resource.source, resource.received_on, resource.declared_by)),
            [hint(ResourcesText.under_way(asked.reference, asked.state))] if asked is not None else [],
            spacing=tokens.SPACE_4,
        )
    )
    spoken = ResourcesText.correct(resource.kind, resource.name, resource.from_month, resource.until_month)
    waits = asked is not None and asked.state == "received"
    correct = [
        align_start(
            link(
                ResourcesText.CORRECT,
                go(correction_path(resource.resource_id, year)),
                spoken=spoken,
            )
        )
    ]
    return ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
        content=column(what, [] if waits else correct, spacing=tokens.SPACE_4),
    )
