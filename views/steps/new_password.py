"""Mon mot de passe: five rules that are checked as one types."""

from collections.abc import Mapping

import flet as ft

from app.rules.problem import Fault, Problem
from app.steps.new_password import NewPassword
from semantics import Aside, mark
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.group import sent_together
from views.design.items import items
from views.design.text import body, hint
from views.shell.form_view import FormView, Shown, shown, use_form
from views.shell.text import WizardText
from views.shell.wizard_view import StepPlace, step
from views.steps.text import PasswordText

PASSWORD_WORDS = {Fault.COMMON: PasswordText.COMMON, Fault.SAME_AS_OLD: PasswordText.SAME_AS_OLD}
"""Words for the faults of a new password that meets the five rules."""


@ft.component
def password_step(place: StepPlace, state: NewPassword) -> ft.Control:
    """Return the step of a wizard that takes a new password."""

    async def send() -> None:
        await state.run()
        if state.submit.completed:
            place.go_on()

    form = use_form(state, *shown_password(state), submit=send)
    return step(
        place,
        sent_together(
            password_fields(form, state),
            primary(PasswordText.CHOOSE, send, busy=WizardText.WORKING if state.submit.slow else None),
        ),
        notices=form.summary(state.submit.error),
    )


def shown_password(state: NewPassword, words: Mapping[Fault, str] = PASSWORD_WORDS) -> list[Shown]:
    """Return the two fields of a new password as they are shown; `words` are for faults beyond the five rules."""

    def say(problem: Problem) -> str:
        broken = PasswordText.broken([rule for rule, met in state.rules if not met])
        return words.get(problem.fault, broken)

    def say_again(problem: Problem) -> str:
        return PasswordText.NOT_AGAIN if problem.fault is Fault.EMPTY else PasswordText.DIFFERENT

    return [
        shown(state.value, PasswordText.NEW, say),
        shown(state.again, PasswordText.AGAIN, say_again),
    ]


def password_fields(form: FormView, state: NewPassword) -> ft.Control:
    """Return the two fields of a new password, and the five rules under the first."""
    return column(
        column(
            form.secret(state.value, ft.AutofillHint.NEW_PASSWORD, description=PasswordText.description()),
            hint(PasswordText.RULES),
            mark(items(*_rules(state), spacing=tokens.SPACE_8), Aside()),
            spacing=tokens.SPACE_8,
        ),
        form.secret(state.again, ft.AutofillHint.NEW_PASSWORD),
        spacing=tokens.SPACE_24,
    )


def _rules(state: NewPassword) -> list[ft.Control]:
    """Return the rules; that none is met once the field is empty again goes without saying."""
    typed = bool(state.value.text)
    return [_rule(rule, met=met, typed=typed) for rule, met in state.rules]


@ft.component
def _rule(rule: str, *, met: bool, typed: bool) -> ft.Control:
    """Return a rule and whether it is met, by icon, words and colour; a screen reader hears each change by a key."""
    # Not at once: a screen reader would read all five when the screen appears.
    turned = ft.use_ref(False)  # noqa: FBT003 - Flet's own signature
    turned.current = turned.current or met
    color = tokens.OK if met else tokens.SOFT
    words = PasswordText.RULE[rule]
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if met else ft.Icons.RADIO_BUTTON_UNCHECKED
    return ft.Semantics(
        live_region=(turned.current and typed) or None,
        label=f"{words} : {PasswordText.MET if met else PasswordText.UNMET}",
        exclude_semantics=True,
        content=ft.Row(
            spacing=tokens.SPACE_8,
            controls=[
                ft.Icon(icon, color=color, size=24),
                ft.Container(expand=True, content=body(words, color=color, bold=met)),
            ],
        ),
    )
