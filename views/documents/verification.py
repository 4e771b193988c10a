"""Vérifier un document: for whoever holds one, signed in or not."""

import flet as ft

from app.documents.verification import PaperCheck, Verification, VerifiedPaper
from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import heading, section, soft
from views.documents.text import KINDS, VerificationText
from views.shell.form_view import shown, use_form
from views.shell.formats import day, exact_euros, spoken_euros
from views.shell.layout import Layout, screen
from views.shell.navigation import use_query
from views.shell.text import ShellText
from views.steps.easy_words import easy_parts, in_words

_TYPED_MAX = 60


def verification(state: PaperCheck, words: EasyWords) -> ft.Control:
    """Return the screen; its address may bring the code that a QR code holds."""
    brought = use_query().get("code", "")
    return in_words(
        words,
        lambda easy, change: screen(
            VerificationText.HEADING,
            column(
                heading(VerificationText.HEADING),
                easy_parts(VerificationText.EASY) if easy else [soft(VerificationText.LEAD)],
                change,
                spacing=tokens.SPACE_8,
            ),
            _check(state, brought),
            layout=Layout.FORM,
        ),
    )


@ft.component
def _check(state: PaperCheck, brought: str) -> ft.Control:
    async def open_with_code() -> None:
        await state.open(brought)

    ft.use_effect(open_with_code, [brought])
    form = use_form(state, shown(state.code, VerificationText.CODE, VerificationText.code))
    if state.found is not None:
        return column(
            *_answer(state.found),
            align_start(secondary(VerificationText.ANOTHER, state.begin_another)),
            spacing=tokens.SPACE_24,
        )
    return column(
        form.summary(state.submit.error),
        sent_together(
            form.text(state.code, hint_text=VerificationText.CODE_HINT, max_length=_TYPED_MAX),
            primary(
                VerificationText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None
            ),
        ),
        spacing=tokens.SPACE_24,
    )


def _answer(found: Verification) -> list[ft.Control]:
    if found.paper is not None:
        return [
            notice(Tone.SUCCESS, VerificationText.GENUINE, VerificationText.GENUINE_MORE, live=True, level=2),
            *_paper(found.paper),
        ]
    if found.revoked_at is not None:
        words = VerificationText.REVOKED, VerificationText.revoked(found.revoked_at)
    else:
        words = VerificationText.UNKNOWN, VerificationText.UNKNOWN_MORE
    return [notice(Tone.ERROR, *words, live=True, level=2)]


def _paper(paper: VerifiedPaper) -> list[ft.Control]:
    """Return what must stand on the paper."""
    facts = [fact(VerificationText.KIND, KINDS[paper.kind])]
    if paper.since is not None:
        facts.append(fact(VerificationText.PERIOD, VerificationText.period(paper.since, paper.until)))
    facts.append(fact(VerificationText.MADE_ON, day(paper.made_on)))
    facts.append(fact(VerificationText.INITIALS, ", ".join(paper.initials)))
    sums = [(VerificationText.subject(each.subject), each.amount) for each in paper.figures]
    if len(sums) > 1 and paper.since is not None:
        sums.append((VerificationText.TOTAL, sum(amount for _, amount in sums)))
    figures = [fact(name, exact_euros(amount), spoken=spoken_euros(amount)) for name, amount in sums]
    return [card(details(*facts)), card(section(VerificationText.FIGURES), details(*figures))]
