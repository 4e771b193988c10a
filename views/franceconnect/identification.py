"""FranceConnect: waiting for the browser, and what came of it, each case with the way to go on."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.command import Command
from app.core.session import Session
from app.enrolment.paths import enrolment_step_path
from app.franceconnect.identification import Ending, FranceConnect, Stage, Unjoined, Vouched
from app.franceconnect.paths import FRANCECONNECT, FRANCECONNECT_LINK
from app.steps.code import Code
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import Part, align_start, card, column
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.franceconnect.text import (
    FranceConnectEndingText,
    FranceConnectFoundText,
    FranceConnectLinkText,
    FranceConnectText,
    FranceConnectWaitingText,
)
from views.shell.error_text import ErrorText
from views.shell.form_view import fault_summary
from views.shell.formats import birth_date, first_names
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.steps.code import code_form
from views.steps.franceconnect_button import identify, not_me
from views.steps.text import CivilityText, CodeText

_ENDINGS: Final = {
    Ending.DENIED: (FranceConnectEndingText.DENIED, FranceConnectEndingText.DENIED_MORE),
    Ending.UNAVAILABLE: (ErrorText.FRANCECONNECT_UNAVAILABLE, ErrorText.FRANCECONNECT_UNAVAILABLE_MORE),
    Ending.FAILED: (FranceConnectEndingText.FAILED, FranceConnectEndingText.FAILED_MORE),
    Ending.EXPIRED: (ErrorText.FRANCECONNECT_EXPIRED, ErrorText.FRANCECONNECT_EXPIRED_MORE),
    Ending.ELSEWHERE: (FranceConnectEndingText.ELSEWHERE, FranceConnectEndingText.ELSEWHERE_MORE),
}


@ft.component
def franceconnect(state: FranceConnect, session: Session) -> ft.Control:
    """Return the screen of where one stands."""
    begin, _ = ft.use_state(state.begin)
    exchange, _ = ft.use_state(state.exchange)
    join, _ = ft.use_state(state.join)
    if begin.running or begin.error is not None:
        return _beginning(state, session, begin)
    match state.stage:
        case Stage.WAITING:
            return _waiting(state, session)
        case Stage.CHECKING:
            return _checking(state, session, exchange)
        case Stage.FOUND if state.case is not None and state.vouched is not None:
            return _found(state, state.case, state.vouched, state.create)
        case Stage.ENTERED if state.vouched is not None:
            return _arrived(state, state.vouched, join)
        case Stage.ENDED if state.ending is not None:
            return _ended(state, session, *_ENDINGS[state.ending])
        case _:
            return _ended(
                state, session, FranceConnectEndingText.NOTHING, FranceConnectEndingText.NOTHING_MORE
            )


def franceconnect_return(state: FranceConnect) -> ft.Control:
    """Return the screen that the browser comes back to: it takes what was brought, and makes way."""
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()

    async def take() -> None:
        if shown:
            await state.come_back()
            navigate(page, FRANCECONNECT)

    ft.use_effect(take, [])
    return _plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)


def _plain(title: str, lead: str, *controls: Part) -> ft.Control:
    return screen(
        title,
        column(
            column(heading(title), soft(lead), spacing=tokens.SPACE_8), *controls, spacing=tokens.SPACE_24
        ),
        layout=Layout.FORM,
    )


def _way_back(session: Session) -> tuple[str, str]:
    """Return where one goes without FranceConnect: the sign-in, or where an account is joined."""
    if session.account is not None:
        return FranceConnectLinkText.BACK, FRANCECONNECT_LINK
    return FranceConnectText.PASSWORD, routes.SIGN_IN


def _beginning(state: FranceConnect, session: Session, begin: Command) -> ft.Control:
    if begin.running:
        return _plain(FranceConnectWaitingText.HEADING, FranceConnectWaitingText.PREPARING)
    label, route = _way_back(session)
    return _plain(
        FranceConnectEndingText.FAILED,
        FranceConnectEndingText.NOTHING_MORE if session.account is None else "",
        fault_summary([], begin.error),
        primary(FranceConnectText.RETRY, state.start),
        secondary(label, go(route)),
    )


@ft.component
def _waiting(state: FranceConnect, session: Session) -> ft.Control:
    copied, set_copied = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    clipboard: ft.Clipboard = ft.use_memo(ft.Clipboard, [])
    page = ft.context.page
    url = state.waiting.url if state.waiting is not None else ""
    _, route = _way_back(session)

    async def copy() -> None:
        await clipboard.set(url)
        set_copied(True)

    async def cancel() -> None:
        await state.cancel.run()
        navigate(page, route)

    said = [notice(Tone.SUCCESS, FranceConnectWaitingText.COPIED, live=True)] if copied else []
    return _plain(
        FranceConnectWaitingText.HEADING,
        FranceConnectWaitingText.LEAD,
        card(
            section(FranceConnectWaitingText.NOT_OPEN),
            body(FranceConnectWaitingText.NOT_OPEN_MORE),
            secondary(FranceConnectWaitingText.OPEN, state.open_again),
            hint(FranceConnectWaitingText.ADDRESS, bold=True),
            ft.Text(url, selectable=True, size=tokens.HINT_SIZE, color=tokens.SOFT),
            align_start(link(FranceConnectWaitingText.COPY, copy)),
            said,
        ),
        card(
            section(FranceConnectWaitingText.CLOSED),
            body(FranceConnectWaitingText.CLOSED_MORE),
            secondary(FranceConnectText.AGAIN, state.start),
        ),
        secondary(FranceConnectWaitingText.CANCEL, cancel),
    )


def _checking(state: FranceConnect, session: Session, exchange: Command) -> ft.Control:
    if exchange.error is None:
        return _plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)
    label, route = _way_back(session)
    return _plain(
        FranceConnectEndingText.UNCHECKED,
        "",
        fault_summary([], exchange.error),
        primary(FranceConnectText.RETRY, exchange.run),
        secondary(FranceConnectText.AGAIN, state.start),
        align_start(link(label, go(route))),
    )


def _ended(state: FranceConnect, session: Session, title: str, lead: str) -> ft.Control:
    label, route = _way_back(session)
    again = [primary(FranceConnectText.AGAIN, identify(state))] if state.available else []
    return _plain(title, lead, again, secondary(label, go(route)))


@ft.component
def _found(state: FranceConnect, case: Unjoined, vouched: Vouched, create: Command) -> ft.Control:
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
        _failed(create),
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


def _arrived(state: FranceConnect, vouched: Vouched, join: Command) -> ft.Control:
    if state.proof is not None:
        return _proving(state, state.proof)
    if state.joined or join.error is not None:
        return _entered(state, vouched, join)
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
    ready = state.case is None and not state.joined  # else it is being joined, or was just now

    async def lead() -> None:
        if shown and ready:
            navigate(page, state.leads_to)

    ft.use_effect(lead, [shown, ready])
    return _plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)


@ft.component
def _entered(state: FranceConnect, vouched: Vouched, join: Command) -> ft.Control:
    said = (
        [notice(Tone.SUCCESS, FranceConnectFoundText.JOINED, FranceConnectFoundText.JOINED_MORE, live=True)]
        if state.joined
        else []
    )
    return _welcome(
        state,
        vouched,
        _failed(join),
        said,
        primary(FranceConnectFoundText.CONTINUE, go(state.leads_to)),
    )


def _failed(command: Command) -> list[ft.Control]:
    return fault_summary([], command.error)


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
    lines = (
        ft.MergeSemantics(content=column(hint(name), body(value or words.UNSAID), spacing=0))
        for name, value in facts
    )
    return column(align_start(swap), card(section(words.DETAIL_TITLE), *lines))
