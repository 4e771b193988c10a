"""One page of a form."""

from typing import cast

import flet as ft

from app.steps.questionnaire import Filling, Newer
from app.steps.questionnaire_keeping import Keeping
from app.steps.questionnaire_parts import GroupEntry, Item
from questionnaires.definition import Definition
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, column
from views.design.combobox import said
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.stepper import stepper
from views.design.text import heading, soft
from views.shell.form_view import failure_notice, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.text import WizardText
from views.steps.questionnaire.asking import Asking, shown_boxes, steering
from views.steps.questionnaire.place import FormPlace
from views.steps.questionnaire.questions import question_view
from views.steps.questionnaire.text import QuestionnaireText


@ft.component
def page_view(filling: Filling, definition: Definition, place: FormPlace, page_id: str) -> ft.Control:
    """Return the screen of a page."""
    window = ft.context.page
    state, now = filling.page(page_id), filling.now()

    async def send() -> None:
        await state.run()
        if state.submit.completed and not filling.contests and filling.is_open:
            navigate(window, place.path(state.next))

    form = use_form(state, *shown_boxes(definition, filling, state.page, now), submit=send)
    added, set_added = ft.use_state(cast("Item | None", None))

    def grow(group: GroupEntry) -> None:
        group.add()
        set_added(group.items[-1] if group.items else None)

    async def lead_to_added() -> None:
        entries = added.entries.values() if added is not None else ()
        await form.focus_first(box for entry in entries for _, box in entry.boxes())

    # The button that was pressed is below what came: who types goes on there, and need not look for it.
    ft.use_effect(lead_to_added, [added])
    asking = Asking(filling, place, form, now, steering(state.page), grow)
    questions = [question_view(asking, state.entries[each.name]) for each in state.draw(now)]
    before = filling.before(page_id)
    notices = [*news(filling), *_grown(grown=state.grown), *form.summary(state.submit.error)]
    return screen(
        state.page.title,
        column(
            head(filling, page_id, state.page.title, state.page.help, notices, form_title=definition.title),
            sent_together(
                questions,
                list(place.above(filling, page_id)),
                primary(
                    WizardText.CONTINUE, send, busy=QuestionnaireText.SAVING if state.submit.slow else None
                ),
                kept=place.later is not None,
            ),
            later(filling, place.later),
            [align_start(link(WizardText.BACK, go(place.path(before))))] if before is not None else [],
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def head(
    filling: Filling, page_id: str, title: str, lead: str, notices: list[ft.Control], *, form_title: str
) -> ft.Control:
    """Return where a page stands in its form, what it is called, and what is to be told first."""
    pages = [page.id for page in filling.pages()]
    number = pages.index(page_id) + 1 if page_id in pages else len(pages) + 1
    return column(
        stepper(WizardText.step(number, len(pages) + 1), number, len(pages) + 1),
        column(heading(title), soft(form_title), [soft(lead)] if lead else [], spacing=tokens.SPACE_8),
        notices,
    )


def later(filling: Filling, path: str | None) -> list[ft.Control]:
    """Return the way out, on which nothing is lost; none where nothing is kept."""
    return [_later(filling, path)] if path is not None else []


@ft.component
def _later(filling: Filling, path: str) -> ft.Control:
    window = ft.context.page
    keep = filling.keep

    async def leave() -> None:
        await keep.run()
        if keep.completed and not filling.contests and filling.is_open:
            navigate(window, path)

    words = QuestionnaireText.SAVING if keep.slow else QuestionnaireText.LATER
    return column(
        column(*failure_notice(keep.error)),
        _kept(filling.keeping),
        align_start(link(words, leave)),
        spacing=tokens.SPACE_8,
    )


@ft.component
def _kept(keeping: Keeping) -> ft.Control:
    """Return whether what was answered is kept: a component, so that nothing else is drawn anew for it."""
    return column(
        [said(QuestionnaireText.kept(keeping.last, keeping.at))] if keeping.last is not None else []
    )


def news(filling: Filling) -> list[ft.Control]:
    """Return what became of the form while one was away: its newer version, answers from another device."""
    return [*_newer(filling.newer), *_taken(filling)]


def _newer(newer: Newer | None) -> list[ft.Control]:
    if newer is None:
        return []
    more = QuestionnaireText.newer(newer.added, newer.removed)
    return [notice(Tone.INFORMATION, QuestionnaireText.NEWER, more, live=True)]


def _taken(filling: Filling) -> list[ft.Control]:
    if not filling.taken:
        return []
    labels = [question.label for question in filling.taken]
    return [notice(Tone.INFORMATION, QuestionnaireText.TAKEN, QuestionnaireText.taken(labels), live=True)]


def _grown(*, grown: bool) -> list[ft.Control]:
    if not grown:
        return []
    return [notice(Tone.INFORMATION, QuestionnaireText.GROWN, QuestionnaireText.GROWN_MORE, live=True)]
