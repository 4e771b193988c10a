"""The identifier that one signs in with."""

import flet as ft

from app.rules.identifiers import IdentifierKind
from app.steps.identifier import Identifier
from views.design.button import Press, link
from views.design.card import align_start
from views.shell.form_view import FormView, Shown, shown
from views.shell.text import FieldText
from views.steps.text import IdentifierText

# Longer than any right value, so that an excess is seen and explained rather than dropped.
_MAX_LENGTH = 40


def shown_identifier(field: Identifier) -> Shown:
    """Return the identifier as its field is shown."""
    nir = field.kind is IdentifierKind.NIR
    return shown(
        field,
        IdentifierText.NIR if nir else IdentifierText.PROVISIONAL,
        lambda problem: FieldText.identifier(field.kind, problem),
    )


def identifier_field(form: FormView, field: Identifier) -> ft.Control:
    """Return the field of the identifier."""
    nir = field.kind is IdentifierKind.NIR
    return form.text(
        field,
        hint_text=IdentifierText.NIR_HINT if nir else IdentifierText.PROVISIONAL_HINT,
        purpose=ft.AutofillHint.USERNAME,
        max_length=_MAX_LENGTH,
    )


def swap_link(field: Identifier, swap: Press) -> ft.Control:
    """Return the link that asks for the other kind of identifier."""
    nir = field.kind is IdentifierKind.NIR
    return align_start(link(IdentifierText.USE_PROVISIONAL if nir else IdentifierText.USE_NIR, swap))
