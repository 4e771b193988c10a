"""Who FranceConnect vouched for, each case with the way to go on."""

import flet as ft

from app.core import routes
from app.enrolment.paths import enrolment_step_path
from app.franceconnect.identification import FranceConnect, Unjoined, Vouched
from app.steps.code import Code
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import Part, align_start, card, column
from views.design.details import details, fact
from views.design.notice import Tone, notice
from views.design.text import body, heading, section
from views.franceconnect.plain import plain
from views.franceconnect.text import (
    FranceConnectEndingText,
    FranceConnectFoundText,
    FranceConnectText,
)
from views.shell.form_view import failure_notice
from views.shell.formats import birth_date, first_names
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.steps.code import code_form
from views.steps.franceconnect_button import not_me
from views.steps.text import CivilityText, CodeText


@ft.component
def found(state: FranceConnect, case: Unjoined, vouched: Vouched) -> ft.Control:
    """Return what a person can do who was vouched for and has no account joined."""
    create = state.create
    page = ft.context.page

    async def join() -> None:
        await state.sign_in_to_join()
        navigate(page, routes.SIGN_IN)

    async def begin() -> None:
        await create.run()
        if create.completed:
            navigate(page, enrolment_step_path("civil_status"))

    sign_in = primary(FranceConnectFoundText.SIGN_IN, join)
    create_first = primary(
        FranceConnectFoundText.CREATE, begin, busy=FranceConnectText.WORKING if create.slow else None
    )
    title, text, ways = _case(case, sign_in, create_first, join, begin)
    return _welcome(
        state,
        vouched,
        failure_notice(create.error),
        card(section(title), body(text)),
        *ways,
    )


def _case(
    case: Unjoined, sign_in: ft.Control, create: ft.Control, join: Press, begin: Press
) -> tuple[str, str, list[ft.Control]]:
    """Return what the case is called, what it means, and what can be done about it, the likeliest first."""
    words = FranceConnectFoundText
    match case.kind:
        case "join_required" if not case.certain and case.account != "unchecked":
            more = words.close_more(case.differs)
            return words.CLOSE, more, [sign_in, secondary(words.CREATE_MINE, begin)]
        case "join_required" if case.account == "old":
            return words.OLD, words.OLD_MORE, [sign_in]
        case "join_required" if case.account == "unchecked":
            return words.UNCHECKED, words.UNCHECKED_MORE, [sign_in, secondary(words.CREATE_MINE, begin)]
        case "join_required":
            return words.JOIN, words.JOIN_MORE, [sign_in]
        case "several_matches":
            mine = [] if case.certain else [secondary(words.CREATE_MINE, begin)]
            return words.SEVERAL, words.SEVERAL_MORE, [sign_in, *mine]
        case "creation":
            return words.ENROLMENT, words.ENROLMENT_MORE, [create, secondary(words.SIGN_IN, join)]
        case "incomplete":
            return words.INCOMPLETE, words.INCOMPLETE_MORE, [sign_in, secondary(words.CREATE, begin)]


def arrived(state: FranceConnect, vouched: Vouched) -> ft.Control:
    """Return what a person sees who has signed in through FranceConnect, or to join it."""
    if state.proof is not None:
        return _proving(state, state.proof)
    if state.link.joined_now or state.join.error is not None:
        return _entered(state, vouched)
    return _straight_on(state)


@ft.component
def _proving(state: FranceConnect, code: Code) -> ft.Control:
    """Return the form of the code that proves whose the account is, with what is otherwise in it."""
    page = ft.context.page

    async def leave() -> None:
        state.leave_unproved()
        navigate(page, state.leads_to)

    words = FranceConnectFoundText
    return screen(
        CodeText.HEADING,
        column(
            notice(Tone.INFORMATION, words.PROOF, words.proof_more(state.differs)),
            code_form(code),
            align_start(link(words.WITHOUT, leave)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def _straight_on(state: FranceConnect) -> ft.Control:
    """Go where the person was going: an account joined before has nothing to say here."""
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()
    ready = state.case is None and not state.link.joined_now  # else it is being joined, or was just now

    async def lead() -> None:
        if shown and ready:
            navigate(page, state.leads_to)

    ft.use_effect(lead, [shown, ready])
    return plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)


@ft.component
def _entered(state: FranceConnect, vouched: Vouched) -> ft.Control:
    done = (
        [notice(Tone.SUCCESS, FranceConnectFoundText.JOINED, FranceConnectFoundText.JOINED_MORE, live=True)]
        if state.link.joined_now
        else []
    )
    return _welcome(
        state,
        vouched,
        failure_notice(state.join.error),
        done,
        primary(FranceConnectFoundText.CONTINUE, go(state.leads_to)),
    )


def _welcome(state: FranceConnect, vouched: Vouched, *controls: Part) -> ft.Control:
    title = FranceConnectFoundText.welcome(next(iter(vouched.first_names), ""), vouched.birth_name or "")
    return screen(
        title,
        column(
            column(heading(title), align_start(not_me(state)), spacing=tokens.SPACE_8),
            *controls,
            _detail(vouched),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def _detail(vouched: Vouched) -> ft.Control:
    shown, set_shown = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    words = FranceConnectFoundText
    swap = link(words.DETAIL_HIDE if shown else words.DETAIL, lambda: set_shown(not shown))
    if not shown:
        return column(align_start(swap))
    civility = {"madame": CivilityText.MADAME, "monsieur": CivilityText.MONSIEUR}
    facts = (
        (words.BIRTH_NAME, words.NO_NAME if vouched.no_birth_name else vouched.birth_name),
        (words.FIRST_NAMES, words.NO_NAME if vouched.no_first_name else first_names(vouched.first_names)),
        (words.CIVILITY, civility[vouched.civility] if vouched.civility is not None else None),
        (words.BIRTH_DATE, birth_date(vouched.birth_date) if vouched.birth_date else None),
        (words.BIRTH_PLACE, vouched.birth_place.label if vouched.birth_place is not None else None),
        (words.MAIL, vouched.mail),
    )
    lines = (fact(name, value or words.UNSAID) for name, value in facts)
    return column(align_start(swap), card(section(words.DETAIL_TITLE), details(*lines)))
