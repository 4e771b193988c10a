"""Mon mot de passe: chosen under five rules that live as one types."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core.command import Command
from app.rules.problem import Fault
from app.steps.new_password import Password
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.field import use_field_ref
from views.design.text import body, hint
from views.enrolment.text import EnrolmentText
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.secret_field import secret_field
from views.shell.wizard_view import C, WizardSpec, step
from views.steps.text import PasswordText

_WORDS = {Fault.COMMON: PasswordText.COMMON, Fault.SAME_AS_OLD: PasswordText.SAME_AS_OLD}


@ft.component
def password(spec: WizardSpec[C], wizard: C) -> ft.Control:
    """Return the step, of whichever wizard."""
    return _step(spec, wizard, wizard.password, wizard.password.submit)


@ft.component
def _step(spec: WizardSpec[C], wizard: C, state: Password, submit: Command) -> ft.Control:
    first, second = use_field_ref(), use_field_ref()
    faults = password_faults(state, first, second)
    use_fault_focus(state.attempts, faults)

    async def send() -> None:
        await state.run()
        if submit.completed:
            spec.go_on(wizard)

    return step(
        spec,
        "password",
        password_fields(state, faults, send),
        primary(PasswordText.CHOOSE, send, busy=EnrolmentText.WORKING if submit.slow else None),
        lead=spec.leads["password"],
        notices=fault_summary(faults, submit.error),
        back=spec.back(wizard, "password"),
    )


def password_faults(
    state: Password, first: ft.Ref[ft.TextField], second: ft.Ref[ft.TextField]
) -> list[FieldFault]:
    """Return what is wrong with the two fields of a new password."""
    words = ""
    if state.problem is not None:
        words = _WORDS.get(state.problem.fault, PasswordText.BROKEN)
    return [
        FieldFault(PasswordText.NEW, words, first),
        FieldFault(PasswordText.AGAIN, PasswordText.DIFFERENT if state.again_problem else "", second),
    ]


def password_fields(state: Password, faults: list[FieldFault], submit: Callable[..., Any]) -> ft.Control:
    """Return the two fields of a new password, and the five rules under the first."""
    return column(
        column(
            secret_field(
                PasswordText.NEW,
                value=lambda: state.value,
                on_change=state.type_value,
                on_submit=submit,
                error=faults[0].words,
                purpose=ft.AutofillHint.NEW_PASSWORD,
                description=PasswordText.description(),
                ref=faults[0].ref,
            ),
            hint(PasswordText.RULES),
            *(_rule(rule, met=met) for rule, met in state.rules),
            spacing=tokens.SPACE_8,
        ),
        secret_field(
            PasswordText.AGAIN,
            value=lambda: state.again,
            on_change=state.type_again,
            on_submit=submit,
            error=faults[1].words,
            purpose=ft.AutofillHint.NEW_PASSWORD,
            ref=faults[1].ref,
        ),
        spacing=tokens.SPACE_24,
    )


@ft.component
def _rule(rule: str, *, met: bool) -> ft.Control:
    """A rule with whether it is met: by icon, by words, and by colour last; said politely when it turns, either way."""
    # Not from the first: the five would be said when the screen comes.
    turned = ft.use_ref(False)  # noqa: FBT003 - Flet's own signature
    turned.current = turned.current or met
    color = tokens.OK if met else tokens.SOFT
    words = PasswordText.RULE[rule]
    icon = ft.Icons.CHECK_CIRCLE_OUTLINE if met else ft.Icons.RADIO_BUTTON_UNCHECKED
    return ft.Semantics(
        live_region=turned.current or None,
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
