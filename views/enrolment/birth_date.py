"""Date de naissance, wherever it is asked."""

import flet as ft

from app.core.field import PartialDate
from views.enrolment.text import BirthDateText
from views.shell.form_view import FormView
from views.steps.date_fields import BIRTHDAY, date_fields


def birth_date_fields(form: FormView, date: PartialDate) -> ft.Control:
    """Return day, month and year, of which the first two may be unknown."""
    return date_fields(
        form, date, BirthDateText.LABEL, note=BirthDateText.HINT, purposes=BIRTHDAY, in_part=True
    )
