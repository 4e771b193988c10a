"""Everything once more, a statement to accept, and the sending."""

import flet as ft

from app.steps.questionnaire import RECAP, Filling
from questionnaires.asking import Asked, AskedPage
from questionnaires.conditions import Said
from questionnaires.definition import Definition
from semantics import Summary, mark
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.group import sent_together
from views.design.items import items
from views.design.notice import Tone, notice
from views.design.text import section
from views.shell.form_view import failure_notice, shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.steps.questionnaire.answers import answer_words
from views.steps.questionnaire.page import head, later, news
from views.steps.questionnaire.place import FormPlace
from views.steps.questionnaire.questions import accepted
from views.steps.questionnaire.text import QuestionnaireText, RefusalText


@ft.component
def recap_view(filling: Filling, definition: Definition, place: FormPlace) -> ft.Control:
    """Return the screen of the recap."""
    window = ft.context.page
    state, now = filling.recap, filling.now()

    async def send() -> None:
        await state.run()
        if filling.sent:
            navigate(window, place.after)

    def statement_words(_: object) -> str:
        return RefusalText.statement()

    form = use_form(state, shown(state.statement, definition.statement, statement_words), submit=send)
    wrong = _wrong(filling, definition, place, now)
    notices = [*news(filling), *(wrong or form.summary(state.submit.error))]
    box = state.statement
    statement = [
        accepted(definition.statement, box, form.words(box), form.ref(box), True)  # noqa: FBT003
    ] if definition.statement else []  # fmt: skip
    return screen(
        QuestionnaireText.RECAP,
        column(
            head(
                filling,
                RECAP,
                QuestionnaireText.RECAP,
                QuestionnaireText.RECAP_LEAD,
                notices,
                form_title=definition.title,
            ),
            [_page(place, page, now, filling) for page in now.pages],
            sent_together(
                statement,
                list(place.above(filling, RECAP)),
                primary(
                    place.send,
                    send,
                    busy=place.sending if state.submit.slow else None,
                ),
            ),
            later(filling, place.later),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _page(place: FormPlace, asked: AskedPage, now: Asked, filling: Filling) -> ft.Control:
    facts = [
        fact(question.label, answer_words(question, now.answers.get(question.name)))
        for question in asked.questions
    ]
    said = Said(now.answers, filling.today())
    told = [
        notice(Tone.WARNING, each.text)
        for question in asked.questions
        for each in question.advice
        if each.when.holds(said)
    ]
    title = asked.page.title
    change = link(
        QuestionnaireText.MODIFY,
        go(place.path(asked.page.id)),
        spoken=QuestionnaireText.of(QuestionnaireText.MODIFY, title),
    )
    return card(section(title), details(*facts), told, align_start(change))


def _wrong(filling: Filling, definition: Definition, place: FormPlace, now: Asked) -> list[ft.Control]:
    """Return what keeps the form from being sent, each with the way to its page."""
    wrong = filling.recap.wrong
    if not wrong:
        return []
    links = []
    for path, code in wrong.items():
        name = path.partition(".")[0]
        page = next((each for each in now.pages if name in {one.name for one in each.questions}), None)
        if page is None:
            continue
        question = definition.question(name)
        below = path.partition(".")[2]
        words = definition.words(code) or RefusalText.of(question.kind, below, code, question.bounds)
        links.append(
            link(
                QuestionnaireText.of(question.label, words),
                go(place.path(page.page.id)),
                color=tokens.ERROR,
                size=tokens.TEXT_SIZE,
            )
        )
    title = QuestionnaireText.to_mend(len(links))
    if not links:
        return failure_notice(filling.recap.submit.error)
    return [mark(notice(Tone.ERROR, title, "", items(*links), live=True, level=2), Summary())]
