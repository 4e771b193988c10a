"""Récapitulatif: everything once more to be checked, each part with the way to change it."""

import flet as ft

from app.enrolment.paths import ENROLMENT_DONE, enrolment_step_path
from app.enrolment.wizard import Enrolment, EnrolmentWizard, Step
from app.rules.identifiers import grouped
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.text import section, soft
from views.enrolment.text import BirthDateText, CivilStatusText, SummaryText
from views.shell.form_view import failure_notice
from views.shell.formats import birth_date, first_names, phone, spoken
from views.shell.layout import go
from views.shell.navigation import navigate
from views.shell.wizard_view import StepPlace, step
from views.steps.text import CivilityText, ContactText, IdentifierText, IdentityText

_Fact = tuple[str, str]
"""What is checked: its name, and how it was given."""


@ft.component
def summary(place: StepPlace, wizard: EnrolmentWizard) -> ft.Control:
    """Return the step."""
    page = ft.context.page
    # Of this screen alone: the next visit shows again what is there to be checked.
    asked, ask = ft.use_state(SummaryText.NOT_ALONE)
    masked = asked == SummaryText.MASKED

    async def create() -> None:
        await wizard.complete.run()
        if wizard.completion is not None:
            navigate(page, ENROLMENT_DONE)

    swap = secondary(
        SummaryText.SHOW if masked else SummaryText.HIDE,
        lambda: ask(SummaryText.SHOWN if masked else SummaryText.MASKED),
        spoken=SummaryText.SHOW_MORE if masked else SummaryText.HIDE_MORE,
    )
    parts = _parts(wizard, wizard.draft, masked=masked) if wizard.draft is not None else []
    return step(
        place,
        # Said aloud once something was pressed, not as the screen opens.
        column(
            ft.Semantics(live_region=asked != SummaryText.NOT_ALONE, content=soft(asked)),
            align_start(swap),
        ),
        parts,
        primary(SummaryText.CREATE, create, busy=SummaryText.CREATING if wizard.complete.slow else None),
        notices=failure_notice(wizard.complete.error),
    )


def _parts(wizard: EnrolmentWizard, draft: Enrolment, *, masked: bool) -> list[ft.Control]:
    parts = []
    if draft.civil_status is not None:
        facts = _civil_status(wizard, draft, masked=masked)
        parts.append(_part(SummaryText.CIVIL_STATUS, "civil_status", facts))
    if draft.identity is not None:
        # What FranceConnect vouched for is not the person's to change.
        changed: Step | None = "identity" if draft.identity.kind != "franceconnect" else None
        parts.append(_part(SummaryText.IDENTITY, changed, _identity(wizard, draft, masked=masked)))
    if draft.contact is not None:
        sms = draft.contact.channel == "sms"
        whole = draft.contact.destination
        shown = draft.contact.masked_destination
        if whole is not None and not masked:
            shown = phone(whole.get_secret_value()) if sms else whole.get_secret_value()
        fact = (ContactText.SMS if sms else ContactText.MAIL, shown)
        parts.append(_part(SummaryText.CONTACT, "contact", [fact]))
    parts.append(_part(SummaryText.PASSWORD, "password", [(SummaryText.PASSWORD, SummaryText.HIDDEN)]))
    return parts


def _civil_status(wizard: EnrolmentWizard, draft: Enrolment, *, masked: bool) -> list[_Fact]:
    status = draft.civil_status
    if status is None:
        return []
    civility = CivilityText.MADAME if status.civility == "madame" else CivilityText.MONSIEUR
    nir = SummaryText.NO_NIR
    if status.masked_nir is not None:
        given = wizard.civil_status.given_nir
        nir = _number(grouped(given) if given else None, status.masked_nir, masked=masked)
    born_in = status.birth_place
    used = [(SummaryText.USED_NAME, status.used_name)] if status.used_name else []
    return [
        (IdentifierText.NIR, nir),
        (CivilStatusText.CIVILITY, civility),
        (CivilStatusText.BIRTH_NAME, status.birth_name or CivilStatusText.NO_NAME),
        *used,
        (CivilStatusText.FIRST_NAMES, first_names(status.first_names) or CivilStatusText.NO_NAME),
        (BirthDateText.LABEL, birth_date(status.birth_date)),
        (
            CivilStatusText.BIRTH_PLACE,
            SummaryText.place(born_in.label, born_in.code if born_in.kind == "commune" else ""),
        ),
    ]


def _identity(wizard: EnrolmentWizard, draft: Enrolment, *, masked: bool) -> list[_Fact]:
    shown = draft.identity
    if shown is None:
        return []
    facts = [(SummaryText.KIND, IdentityText.KINDS[shown.kind])]
    if shown.masked_number is not None:
        number = _number(wizard.identity.given_number, shown.masked_number, masked=masked)
        facts.append((IdentityText.NUMBER, number))
    if shown.kind == "none":
        sent = ", ".join(scan.file_name for scan in shown.scans if scan.state == "complete")
        facts.append((SummaryText.COPIES, sent or SummaryText.NO_COPY))
    return facts


def _number(given: str | None, hidden: str, *, masked: bool) -> str:
    """Return a number as it was given to this program, or what is left of one that the server gives back no more."""
    if masked:
        return hidden
    if given is not None:
        return given
    return SummaryText.ending(hidden.replace(" ", "").strip("•"))


def _part(title: str, of: Step | None, facts: list[_Fact]) -> ft.Control:
    lines = details(*(fact(name, value, spoken=spoken(value)) for name, value in facts))
    modify = []
    if of is not None:
        change = link(SummaryText.MODIFY, go(enrolment_step_path(of)), spoken=SummaryText.modify(title))
        modify = [align_start(change)]
    return card(section(title), lines, modify, spacing=tokens.SPACE_8)
