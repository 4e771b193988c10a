"""Récapitulatif: everything once more, each part with the way to change it."""

from datetime import date

import flet as ft

from app import routes
from app.command import Command
from app.creation import Creation, Enrolment, Step
from views.design import tokens
from views.design.button import link, primary
from views.design.card import card, stack, start
from views.design.text import body, section, soft
from views.form import fault_summary
from views.navigation import navigate
from views.shell import go
from views.strings import CivilStatusText, ContactText, IdentityText, SummaryText
from views.strings.formats import day
from views.wizard import Way, step


@ft.component
def summary(way: Way[Creation], creation: Creation) -> ft.Control:
    """Return the step."""
    return _step(way, creation, creation.complete)


@ft.component
def _step(way: Way[Creation], creation: Creation, complete: Command) -> ft.Control:
    page = ft.context.page

    async def create() -> None:
        await complete.run()
        if creation.completion is not None:
            navigate(page, routes.CREATION_DONE)

    parts = _parts(creation.enrolment) if creation.enrolment is not None else []
    return step(
        way,
        "summary",
        *parts,
        primary(SummaryText.CREATE, create, busy=SummaryText.CREATING if complete.slow else None),
        lead=SummaryText.LEAD,
        notices=fault_summary([], complete.error),
        back=way.back(creation, "summary"),
    )


def _parts(enrolment: Enrolment) -> list[ft.Control]:
    parts = []
    status = enrolment.civil_status
    if status is not None:
        names = " ".join((*status.first_names, status.used_name or status.birth_name))
        civility = CivilStatusText.MADAME if status.civility == "madame" else CivilStatusText.MONSIEUR
        parts.append(
            _part(
                SummaryText.CIVIL_STATUS,
                "civil_status",
                f"{civility} {names}",
                SummaryText.born(_written(status.birth_date), status.birth_place.label),
                status.masked_nir or SummaryText.NO_NIR,
            )
        )
    if enrolment.identity is not None:
        shown = enrolment.identity
        kind, number = IdentityText.KINDS[shown.kind], shown.masked_number or ""
        # What FranceConnect vouched for is not the person's to change.
        changed: Step | None = "identity" if shown.kind != "franceconnect" else None
        parts.append(_part(SummaryText.IDENTITY, changed, kind, number))
    if enrolment.contact is not None:
        sms = enrolment.contact.channel == "sms"
        parts.append(
            _part(
                SummaryText.CONTACT,
                "contact",
                ContactText.SMS if sms else ContactText.MAIL,
                enrolment.contact.masked_destination,
            )
        )
    parts.append(_part(SummaryText.PASSWORD, "password", SummaryText.HIDDEN))
    return parts


def _part(title: str, of: Step | None, first: str, *others: str) -> ft.Control:
    lines = [soft(line) for line in others if line]
    modify = []
    if of is not None:
        way = link(SummaryText.MODIFY, go(routes.creation_step(of)), spoken=SummaryText.modify(title))
        modify = [start(way)]
    return card(section(title), stack(body(first), *lines, spacing=0), *modify, spacing=tokens.SPACE_8)


def _written(iso: str) -> str:
    return day(date.fromisoformat(iso))
