"""Two answers to the same question, from two devices: the person chooses."""

import flet as ft

from app.steps.questionnaire import HERE, THERE, Contest, Filling
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.text import heading, soft
from views.shell.form_view import FormView, shown, use_form
from views.shell.layout import Layout, screen
from views.shell.text import WizardText
from views.steps.questionnaire.answers import answer_words
from views.steps.questionnaire.page import news
from views.steps.questionnaire.text import QuestionnaireText, RefusalText


@ft.component
def contest_view(filling: Filling) -> ft.Control:
    """Return the screen where one chooses."""
    state = filling.choice
    fields = [
        shown(each.pick, each.question.label, lambda _: RefusalText.choice()) for each in filling.contests
    ]
    form = use_form(state, *fields)
    return screen(
        QuestionnaireText.CONTESTED,
        column(
            column(
                column(
                    heading(QuestionnaireText.CONTESTED),
                    soft(QuestionnaireText.CONTESTED_LEAD),
                    spacing=tokens.SPACE_8,
                ),
                [*news(filling), *form.summary(state.submit.error)],
            ),
            sent_together(
                [_choice(form, each) for each in filling.contests],
                primary(
                    WizardText.CONTINUE,
                    state.run,
                    busy=QuestionnaireText.SAVING if state.submit.slow else None,
                ),
            ),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _choice(form: FormView, contest: Contest) -> ft.Control:
    async def choose(value: str) -> None:
        contest.pick.choose(value)

    return choice(
        contest.question.label,
        {
            HERE: QuestionnaireText.here(answer_words(contest.question, contest.here)),
            THERE: QuestionnaireText.there(answer_words(contest.question, contest.there)),
        },
        contest.pick.value or "",
        choose,
        error=form.words(contest.pick),
        ref=form.ref(contest.pick),
    )
