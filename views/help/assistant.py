"""The assistant: a question in one's own words, and what the articles answer."""

import flet as ft

from app.contact.paths import OFFICES
from app.core.routes import Phase
from app.help.assistant import QUESTION_MAX, Answer, Assistant, Turn
from app.messages.paths import WRITE
from app.steps.easy_words import EasyWords
from app.steps.open_acts import OpenAct
from views.design import tokens
from views.design.button import Press, link, primary, row, secondary
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import items, rows
from views.design.text import body, heading, section, soft
from views.help.article import said
from views.help.text import AssistantText
from views.help.ways import EVERYWHERE, Ways
from views.shell.context import use_session
from views.shell.form_view import FormView, shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate

_TYPED_MAX = QUESTION_MAX + 500
"""Room to see how much is too much: nothing that is pasted is cut off unseen."""


def assistant(state: Assistant, words: EasyWords, ways: Ways = EVERYWHERE) -> ft.Control:
    """Return the screen."""
    return screen(AssistantText.HEADING, _conversation(state, words, ways), layout=Layout.TEXT)


@ft.component
def _conversation(state: Assistant, words: EasyWords, ways: Ways) -> ft.Control:
    session, (label, out) = use_session(), ways.out
    signed_in = session.phase is Phase.SIGNED_IN

    def to_a_person(turn: Turn) -> ft.Control:
        """Return the way to the fund, with the question."""

        def reach(event: ft.Event[ft.Control]) -> None:
            state.carry(turn)
            navigate(event.page, WRITE if signed_in else OFFICES)

        if not signed_in:
            return align_start(link(AssistantText.REACH, reach))
        return column(
            align_start(secondary(AssistantText.WRITE, reach)), soft(AssistantText.WRITE_MORE), spacing=0
        )

    form = use_form(state, shown(state.question, AssistantText.QUESTION, AssistantText.question))
    newest, before = state.turns[:1], state.turns[1:]
    return column(
        column(heading(AssistantText.HEADING), soft(AssistantText.LEAD), form.summary(None)),
        question_form(state, form, state.run),
        [_answered(turn, to_a_person(turn), ways, easy=words.easy, live=True) for turn in newest],
        [
            column(
                section(AssistantText.BEFORE),
                *(_answered(turn, None, ways, easy=words.easy, live=False) for turn in before),
            )
        ]
        if before
        else [],
        align_start(link(label, go(out))),
        spacing=tokens.SPACE_24,
    )


def question_form(state: Assistant, form: FormView, ask: Press) -> ft.Control:
    """Return the field of a question with the button that asks it."""
    return sent_together(
        form.text(state.question, hint_text=AssistantText.QUESTION_HINT, max_length=_TYPED_MAX),
        primary(AssistantText.SUBMIT, ask),
        spacing=tokens.SPACE_16,
    )


def _answered(
    turn: Turn, to_a_person: ft.Control | None, ways: Ways, *, easy: bool, live: bool
) -> ft.Control:
    """Return a question with its answers.

    Args:
        turn: both.
        to_a_person: the way to somebody who knows more, where it is shown.
        ways: where Aide leads.
        easy: whether in easy words.
        live: whether a screen reader hears, once, how many there are and their titles.
    """
    asked = soft(AssistantText.asked(turn.question))
    person = [] if to_a_person is None else [to_a_person]
    if not turn.answers:
        return card(asked, _news(AssistantText.NOT_KNOWN, AssistantText.NOT_KNOWN_MORE, live=live), *person)
    titles = [answer.article.written(easy=easy).title for answer in turn.answers]
    if not turn.sure:
        near = (
            row(title, go(ways.article(answer.article.article_id)))
            for title, answer in zip(titles, turn.answers, strict=True)
        )
        return card(
            asked,
            _news(AssistantText.NOT_SURE, AssistantText.near(titles), live=live),
            rows(*near),
            *person,
        )
    return column(
        asked,
        _news(AssistantText.found(titles), live=live),
        [_acts(turn.acts)] if turn.acts and ways.elsewhere else [],
        items(*(_answer(each, ways, easy=easy) for each in turn.answers), spacing=tokens.SPACE_16),
        [column(body(AssistantText.NOT_IT, bold=True), *person, spacing=tokens.SPACE_8)] if person else [],
        spacing=tokens.SPACE_8,
    )


def _acts(acts: tuple[OpenAct, ...]) -> ft.Control:
    """Return what the person has to do that the question is about."""
    lines = [
        column(
            body(act.title, bold=True),
            body(act.text),
            [align_start(link(act.label, go(act.path), spoken=AssistantText.act(act.label, act.title)))]
            if act.label
            else [],
            spacing=0,
        )
        for act in acts
    ]
    return card(section(AssistantText.YOURS), items(*lines, spacing=tokens.SPACE_12))


def _news(*texts: str, live: bool) -> ft.Control:
    """Return what came of a question, which a screen reader hears as it appears where it is `live`."""
    words = [body(texts[0], bold=True), *map(soft, texts[1:])]
    said_together = column(*words, spacing=tokens.SPACE_4)
    return ft.Semantics(live_region=True, container=True, content=said_together) if live else said_together


def _answer(answer: Answer, ways: Ways, *, easy: bool) -> ft.Control:
    writing = answer.article.written(easy=easy)
    title, lead = writing.title, go(ways.article(answer.article.article_id))
    # Which part answers is known of the usual words; in easy ones the first says what it is about.
    shown_part = writing.sections[0] if easy else answer.section
    return card(
        section(title),
        *([body(shown_part.heading, bold=True)] if shown_part.heading else []),
        *said((shown_part._replace(heading=""),), easy=easy),
        soft(AssistantText.source(title)),
        align_start(link(AssistantText.READ, lead, spoken=AssistantText.read(title))),
    )
