"""The current password, which a change asks for again."""

import flet as ft

from app.rules.passwords import has_blank_ends
from app.rules.problem import Fault, Problem
from app.steps.reauthentication import CurrentPassword, Reauthentication
from views.design import tokens
from views.design.card import column
from views.design.text import soft
from views.shell.error_text import ErrorText
from views.shell.form_view import FormView, Shown, shown
from views.shell.text import FieldText
from views.steps.text import ReauthenticationText


def shown_current(field: CurrentPassword) -> Shown:
    """Return the current password as its field is shown."""

    def words(problem: Problem) -> str:
        if problem.fault is not Fault.REFUSED:
            return FieldText.password(problem)
        blank = has_blank_ends(field.text)
        return ReauthenticationText.BLANK_ENDS if blank else ErrorText.PASSWORD_REFUSED

    return shown(field, ReauthenticationText.PASSWORD, words)


def current_field(form: FormView, field: CurrentPassword) -> ft.Control:
    """Return the field of the current password."""
    return form.secret(field, ft.AutofillHint.PASSWORD)


def reauthentication_field(form: FormView, field: Reauthentication) -> ft.Control:
    """Return the same field, with why it is asked for; nothing is visible while it is not."""
    return ft.Container(
        visible=field.asked,
        content=column(soft(ReauthenticationText.WHY), current_field(form, field), spacing=tokens.SPACE_8),
    )
