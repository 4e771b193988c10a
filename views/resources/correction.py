"""Signaler une erreur: what is wrong with one resource, and what became of it."""

import flet as ft

from api_client.errors import ChangedMeanwhile
from app.core.account import Account
from app.resources.correction import COMMENT_MAX, KINDS, CorrectionForm
from app.resources.paths import CORRECTIONS, RESOURCES
from app.resources.resources import HouseholdResource, Resources, ResourceYear
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, soft
from views.resources.text import CorrectionsText, CorrectionText, ResourcesText
from views.shell.doors import closed_to_unproved
from views.shell.form_view import FormView, shown, use_form
from views.shell.formats import exact_euros
from views.shell.layout import Layout, go, screen
from views.shell.not_found import missing
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (80, 240)
_LINES = 4
_TYPED_MAX = COMMENT_MAX + 500
"""Room to see how much is too much."""
_AMOUNT_MAX = 40


def correction(
    account: Account, state: Resources | None, form: CorrectionForm | None, resource_id: str
) -> ft.Control:
    """Return the form for one resource."""
    shut = closed_to_unproved(account)
    if shut is not None:
        return screen(CorrectionText.HEADING, heading(CorrectionText.HEADING), shut, layout=Layout.FORM)
    if state is None or form is None:
        return missing()
    title = column(
        align_start(link(CorrectionText.BACK, go(RESOURCES))),
        heading(CorrectionText.HEADING),
        soft(CorrectionText.LEAD),
        spacing=tokens.SPACE_8,
    )

    def of(found: ResourceYear) -> ft.Control:
        resource = next((each for each in found.items if each.resource_id == resource_id), None)
        if resource is None:
            return card(body(ResourcesText.NO_YEAR, bold=True), primary(CorrectionText.BACK, go(RESOURCES)))
        return _form(form, resource)

    return screen(CorrectionText.HEADING, title, resource_view(state, of, _SKELETON), layout=Layout.FORM)


@ft.component
def _form(state: CorrectionForm, resource: HouseholdResource) -> ft.Control:
    form = use_form(
        state,
        shown(state.kind, CorrectionText.KIND, CorrectionText.kind),
        shown(state.amount, CorrectionText.AMOUNT, CorrectionText.amount),
        shown(state.comment, CorrectionText.COMMENT, CorrectionText.comment),
    )
    about = card(
        body(ResourcesText.line(resource.kind, resource.from_month, resource.until_month), bold=True),
        hint(resource.name),
        body(exact_euros(resource.amount)),
        spacing=tokens.SPACE_4,
    )
    follow = rows(row(CorrectionsText.HEADING, go(CORRECTIONS)))
    if state.sent is not None:
        done = notice(
            Tone.SUCCESS, CorrectionText.DONE, CorrectionText.done(state.sent.reference), follow, live=True
        )
        return column(about, done)
    waits = resource.correction is not None and resource.correction.state == "received"
    if waits or isinstance(state.submit.error, ChangedMeanwhile):
        waiting = notice(
            Tone.INFORMATION, CorrectionText.WAITING, CorrectionText.WAITING_MORE, follow, live=True
        )
        return column(about, waiting)
    return column(about, form.summary(state.submit.error), _fields(state, form))


def _fields(state: CorrectionForm, form: FormView) -> ft.Control:
    async def choose(value: str) -> None:
        state.kind.choose(next(kind for kind in KINDS if kind == value))

    kinds: dict[str, str] = {kind: CorrectionText.KINDS[kind] for kind in KINDS}
    amount = form.text(
        state.amount,
        hint_text=CorrectionText.AMOUNT_HINT,
        max_length=_AMOUNT_MAX,
    )
    return sent_together(
        choice(
            CorrectionText.KIND,
            kinds,
            state.kind.value or "",
            choose,
            error=form.words(state.kind),
            ref=form.ref(state.kind),
            immediate=True,
        ),
        amount if state.kind.value == "amount" else [],
        form.text(
            state.comment,
            sends=False,
            hint_text=CorrectionText.COMMENT_HINT,
            lines=_LINES,
            max_length=_TYPED_MAX,
            required=state.kind.value == "period",
        ),
        primary(CorrectionText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None),
    )
