"""Connexion."""

import flet as ft

from api_client.errors import CredentialsRefused
from app.enrolment.paths import ENROLMENT
from app.last_known.last_known import LastKnown
from app.password_reset.paths import PASSWORD_RESET
from app.rules.passwords import has_blank_ends
from app.sign_in.sign_in import SignIn
from app.steps.franceconnect import FranceConnectOffer
from app.unlocking.unlocking import Unlocking
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column, wide_card
from views.design.checkbox import checkbox
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.responsive import side_by_side, when_wide
from views.design.text import body, display, heading, hint, section, soft
from views.shell.form_view import FormView, shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.text import FieldText, ShellText
from views.sign_in.text import SignInText
from views.steps.franceconnect_button import offer
from views.steps.identifier import identifier_field, shown_identifier, swap_link
from views.steps.last_known_button import last_known_button
from views.steps.text import FranceConnectButtonText, IdentifierText
from views.steps.unlock_button import unlock_button


def sign_in(
    state: SignIn, franceconnect: FranceConnectOffer, unlocking: Unlocking, last_known: LastKnown
) -> ft.Control:
    """Return the sign-in screen."""
    form = _form(state, franceconnect, unlocking, last_known)
    side = column(
        display(SignInText.SIDE_HEADING),
        soft(SignInText.SIDE),
        notice(Tone.INFORMATION, SignInText.OLD_PASSWORD, SignInText.OLD_PASSWORD_MORE),
        spacing=tokens.SPACE_24,
    )
    first = when_wide(lambda: ft.Container(padding=ft.Padding.only(top=tokens.SPACE_48), content=side))
    columns = side_by_side(first, wide_card(form), gap=0, wide_gap=tokens.SPACE_48)
    return screen(SignInText.HEADING, columns, layout=Layout.COLUMNS)


@ft.component
def _form(
    state: SignIn, franceconnect: FranceConnectOffer, unlocking: Unlocking, last_known: LastKnown
) -> ft.Control:
    identifier = shown_identifier(state.identifier)
    if state.identifier.temporary:
        identifier = identifier._replace(words="")  # never called wrong: what to do is said on top
    form = use_form(state, identifier, shown(state.password, SignInText.PASSWORD, FieldText.password))
    password = form.ref(state.password)

    async def recall() -> None:
        await state.recall()
        # The field appeared before the store answered: too late for its `autofocus`.
        if state.recalled is not None and password.current is not None:
            await password.current.focus()

    ft.use_effect(recall, [])
    # Notices share a place with the heading, so that the fields keep theirs in the tree, and their focus.
    head = column(
        column(heading(SignInText.HEADING), soft(SignInText.REQUIRED), spacing=tokens.SPACE_8),
        [*_notices(state), *form.summary(state.submit.error)],
        _joining() if franceconnect.joining else [],
        spacing=tokens.SPACE_24,
    )
    return column(
        head,
        last_known_button(last_known),
        sent_together(
            _identifier(state, form),
            form.secret(state.password, ft.AutofillHint.PASSWORD, autofocus=state.recalled is not None),
            column(
                hint(SignInText.STILL_EIGHT),
                align_start(link(SignInText.PASSWORD_RESET, go(PASSWORD_RESET))),
                spacing=0,
            ),
            primary(SignInText.SUBMIT, state.run, busy=ShellText.SIGNING_IN if state.submit.slow else None),
        ),
        unlock_button(unlocking),
        offer(franceconnect),
        card(
            section(SignInText.FIRST_TIME),
            soft(SignInText.FIRST_TIME_MORE),
            secondary(SignInText.CREATE, go(ENROLMENT)),
        ),
        spacing=tokens.SPACE_24,
    )


def _joining() -> list[ft.Control]:
    """Return the notice that this sign-in joins the account to FranceConnect."""
    return [
        notice(
            Tone.INFORMATION, FranceConnectButtonText.JOINING, FranceConnectButtonText.JOINING_MORE, level=2
        )
    ]


def _notices(state: SignIn) -> list[ft.Control]:
    """Return the notices beside the faults: what to do about them, and what the device refused."""
    notices = []
    if state.storage_refused:
        notices.append(notice(Tone.INFORMATION, ShellText.STORAGE, ShellText.STORAGE_MORE, live=True))
    if state.identifier.temporary:
        use = align_start(secondary(IdentifierText.USE_PROVISIONAL, state.swap_kind))
        notices.append(
            notice(Tone.INFORMATION, SignInText.TEMPORARY, SignInText.TEMPORARY_MORE, use, live=True)
        )
    if isinstance(state.submit.error, CredentialsRefused) and has_blank_ends(state.password.text):
        notices.append(notice(Tone.INFORMATION, SignInText.BLANK_ENDS, SignInText.BLANK_ENDS_MORE, live=True))
    return notices


def _identifier(state: SignIn, form: FormView) -> ft.Control:
    """Return the identifier: the one remembered, or the field."""
    label = form.label(state.identifier)

    async def tick(ticked: bool) -> None:  # noqa: FBT001 - told by the box
        await state.set_remember(ticked=ticked)

    remember = checkbox(SignInText.REMEMBER, value=state.remember, on_change=tick)
    if state.recalled is not None and state.recalled_shown is not None:
        spoken = f"{label} {SignInText.recalled(state.recalled[-3:])}"
        known = ft.Semantics(
            label=spoken,
            exclude_semantics=True,
            content=column(body(label, bold=True), body(state.recalled_shown), spacing=tokens.SPACE_4),
        )
        return column(
            known, remember, align_start(link(SignInText.NOT_ME, state.forget)), spacing=tokens.SPACE_8
        )
    return column(
        identifier_field(form, state.identifier),
        remember,
        swap_link(state.identifier, state.swap_kind),
        spacing=tokens.SPACE_8,
    )
