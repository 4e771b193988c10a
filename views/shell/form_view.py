"""A form as it is drawn: its fields, the summary of what is wrong with them, and the focus on the first fault."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, TypedDict, Unpack

import flet as ft

from api_client.errors import ClientError, PasswordRefused, Refused, SessionExpired
from app.core.field import Field, Secret, Text
from app.core.form import Form
from app.rules.problem import Problem
from semantics import Summary, mark
from views.design import tokens
from views.design.button import Press, link
from views.design.field import field as text_field
from views.design.items import items
from views.design.notice import Tone, notice
from views.shell.errors import explain
from views.shell.formats import said_of
from views.shell.secret_field import secret_field
from views.shell.text import FieldText
from views.shell.title import use_wrong


class Shown(NamedTuple):
    """A field of a form as it is shown.

    Attributes:
        field: the field.
        label: its visible label.
        words: what is wrong with it, and how to mend it; empty when nothing is.
    """

    field: Field
    label: str
    words: str

    @property
    def has_box(self) -> bool:
        """Whether it has a box, which can have the focus."""
        return self.field.has_box


def shown(field: Field, label: str, say: Callable[[Problem], str], *, instead: str = "") -> Shown:
    """Return a field as it is shown.

    Args:
        field: the field.
        label: its visible label.
        say: returns the words for a problem.
        instead: words that take precedence, such as the answer of the server.
    """
    words = say(field.problem) if field.problem is not None else ""
    return Shown(field, label, instead or words)


class Look(TypedDict, total=False):
    """What a field may be drawn with: parameters of `views.design.field.field`."""

    hint_text: str
    purpose: ft.AutofillHint | None
    keyboard: ft.KeyboardType
    max_length: int | None
    lines: int
    required: bool
    size: int
    letter_spacing: float | None


class FormView:
    """Draws the fields of a form and what is wrong with them; `use_form` makes one at each drawing."""

    def __init__(
        self, fields: Sequence[Shown], refs: dict[Field, ft.Ref[ft.TextField]], submit: Press
    ) -> None:
        self._fields = {each.field: each for each in fields}
        self._refs = refs
        self._submit = submit

    @property
    def faulty(self) -> bool:
        """Whether something is wrong with a field."""
        return any(each.words for each in self._fields.values())

    def words(self, field: Field) -> str:
        """Return what is wrong with a field; empty when nothing is."""
        return self._fields[field].words

    def label(self, field: Field) -> str:
        """Return the label of a field."""
        return self._fields[field].label

    def ref(self, field: Field) -> ft.Ref[ft.TextField]:
        """Return the reference that gives the focus to a field, the same at each drawing."""
        return self._refs.setdefault(field, ft.Ref())

    def summary(self, error: ClientError | None) -> list[ft.Control]:
        """Return what stands above the form: its faults with a link to each, or the answer of the server."""
        wrong = [self._link(each) for each in self._fields.values() if each.words]
        if wrong:
            title = FieldText.summary(len(wrong))
            return [mark(notice(Tone.ERROR, title, "", items(*wrong), live=True, level=2), Summary())]
        return failure_notice(error)

    def text(self, field: Text, *, sends: bool = True, **look: Unpack[Look]) -> ft.Control:
        """Return a text field; Enter in it sends the form where it `sends`."""
        return text_field(
            self.label(field),
            value=lambda: field.text,
            on_change=field.type,
            on_leave=field.leave,
            on_submit=self._submit if sends else None,
            error=self.words(field),
            ref=self.ref(field),
            **look,
        )

    def secret(
        self, field: Secret, purpose: ft.AutofillHint, *, description: str = "", autofocus: bool = False
    ) -> ft.Control:
        """Return a password's field; the parameters are those of `views.design.field.field`."""
        return secret_field(
            self.label(field),
            value=lambda: field.text,
            on_change=field.type,
            on_submit=self._submit,
            error=self.words(field),
            purpose=purpose,
            description=description,
            autofocus=autofocus,
            ref=self.ref(field),
        )

    async def focus_fault(self) -> None:
        """Give the focus to the first field with a fault that can have it."""
        first = next((each for each in self._fields.values() if each.words and each.has_box), None)
        if first is not None:
            await self._focus(first)

    async def focus_first(self, fields: Iterable[Field]) -> None:
        """Give the focus to the first of these fields that is shown and can have it."""
        first = next((each for each in map(self._fields.get, fields) if each and each.has_box), None)
        if first is not None:
            await self._focus(first)

    async def _focus(self, shown: Shown) -> None:
        box = self.ref(shown.field).current if shown.has_box else None
        if box is not None:
            await box.focus()

    def _link(self, shown: Shown) -> ft.Control:
        focus = partial(self._focus, shown)
        return link(
            said_of(shown.label, shown.words),
            focus,
            color=tokens.ERROR,
            size=tokens.TEXT_SIZE,
            target=self.ref(shown.field),
        )


def use_form(form: Form, *fields: Shown, submit: Press | None = None) -> FormView:
    """Return the view of a form, and move the focus to its first fault at each refused attempt.

    Args:
        form: the form.
        fields: its fields as they are shown, in order.
        submit: called on Enter; `form.run` unless given.
    """
    refs: dict[Field, ft.Ref[ft.TextField]] = ft.use_memo(dict, [])
    view = FormView(fields, refs, form.run if submit is None else submit)
    use_wrong(wrong=view.faulty or _is_said(form.submit.error))
    # After the drawing that shows the fault, not before it.
    ft.use_effect(view.focus_fault, [form.attempts])
    return view


def failure_notice(error: ClientError | None) -> list[ft.Control]:
    """Return the answer of the server, unless a field shows it: a field that it names, or the password."""
    if error is None or not _is_said(error):
        return []
    message = explain(error)
    return [mark(notice(Tone.ERROR, message.title, message.text, live=True, level=2), Summary())]


def success_notice(title: str, text: str = "") -> ft.Control:
    """Return what tells that what was pressed is done, above it on the same screen: the person is led there."""
    return mark(notice(Tone.SUCCESS, title, text, live=True), Summary())


def _is_said(error: ClientError | None) -> bool:
    # The end of a session has a screen of its own, and is over for who comes back to the form from there.
    return not (
        error is None
        or isinstance(error, PasswordRefused | SessionExpired)
        or (isinstance(error, Refused) and bool(error.fields))
    )
