"""Every kind of question as it is drawn."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, cast

import flet as ft

from app.steps.questionnaire_boxes import Several, Tick
from app.steps.questionnaire_entries import (
    NO,
    YES,
    ChoiceEntry,
    ChoicesEntry,
    DateEntry,
    DocumentEntry,
    Entry,
    StatementEntry,
    TextEntry,
)
from app.steps.questionnaire_parts import NEW_PERSON, GroupEntry, Item, PartsEntry, PersonEntry
from questionnaires.asking import asked_of_each
from questionnaires.definition import Kind, Question
from questionnaires.kinds import TEXT_MAX
from views.design import tokens
from views.design.button import link, secondary
from views.design.card import align_start, card, column
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.choices import choices
from views.design.combobox import said
from views.design.group import group
from views.design.text import body, hint, soft
from views.steps.date_fields import date_fields
from views.steps.questionnaire.asking import Asking
from views.steps.questionnaire.text import QuestionnaireText
from views.steps.text import DateText

_LINES: Final = 4
_TYPED_MAX: Final = 60
"""Room for a figure as people type it, with what was pasted around it."""
_OVER: Final = 100
"""Room to see how much too long a text is."""
_PART_MAX: Final = 140
_NUMERIC: Final = frozenset({Kind.AMOUNT, Kind.NUMBER})


def question_view(asking: Asking, entry: Entry, *, item: dict[str, Any] | None = None) -> ft.Control:
    """Return a question with what is said beside its answer; `item` is what is answered of the one it belongs to."""
    question = entry.question
    drawn = _DRAWN.get(type(entry), _text)(asking, entry)
    whole = column(drawn, asking.advice(question, asking.said(item)), spacing=tokens.SPACE_12)
    # What comes and goes above it must not have it made anew, with what is being typed in it.
    whole.key = question.name
    return whole


def _text(asking: Asking, entry: Entry) -> ft.Control:
    question, box = entry.question, cast("TextEntry", entry).box
    kind = question.kind
    most = min((question.bounds.max_length or _TYPED_MAX) + _OVER, TEXT_MAX)
    amount = kind is Kind.AMOUNT
    return asking.box(
        box,
        asking.label(question),
        hint=asking.hint(question, _HINTS.get(kind, "")),
        required=question.bounds.required,
        lines=_LINES if kind is Kind.LONG_TEXT else 1,
        max_length=most,
        # Flutter's keyboard of figures has no comma on every phone: that of text has.
        keyboard=ft.KeyboardType.NUMBER
        if kind is Kind.NUMBER and question.bounds.whole
        else ft.KeyboardType.TEXT,
        end=ft.Container(
            padding=ft.Padding.only(right=tokens.SPACE_8), content=body(QuestionnaireText.EURO, spoken="")
        )
        if amount
        else None,
        description=QuestionnaireText.IN_EUROS if amount else "",
    )


_HINTS: Final[Mapping[Kind, str]] = {
    Kind.MONTH: QuestionnaireText.MONTH_HINT,
    Kind.IBAN: QuestionnaireText.IBAN_HINT,
}


def _date(asking: Asking, entry: Entry) -> ft.Control:
    question = entry.question
    return date_fields(
        asking.form,
        cast("DateEntry", entry).day,
        asking.label(question),
        note=asking.hint(question) or DateText.HINT,
        in_part=question.kind is Kind.PARTIAL_DATE,
        required=question.bounds.required,
        on_leave=entry.left,
    )


def _note(asking: Asking, question: Question) -> ft.Control | None:
    words = asking.hint(question)
    return hint(words) if words else None


def _choice(asking: Asking, entry: Entry) -> ft.Control:
    question, pick = entry.question, cast("ChoiceEntry", entry).pick

    async def choose(value: str) -> None:
        pick.choose(value)

    return choice(
        asking.label(question),
        _options(question) or {YES: QuestionnaireText.YES, NO: QuestionnaireText.NO},
        pick.value or "",
        choose,
        note=_note(asking, question),
        error=asking.form.words(pick),
        ref=asking.form.ref(pick),
        immediate=question.name in asking.steering,
    )


def _options(question: Question) -> dict[str, str]:
    return {each.value: QuestionnaireText.option(each.label, each.hint) for each in question.options}


def _choices(asking: Asking, entry: Entry) -> ft.Control:
    question, several = entry.question, cast("ChoicesEntry", entry).several
    return choices(
        asking.label(question),
        _options(question),
        several.chosen,
        partial(_tick, several),
        note=_note(asking, question),
        error=asking.form.words(several),
        ref=asking.form.ref(several),
    )


async def _tick(several: Several, value: str, ticked: bool) -> None:  # noqa: FBT001 - what a box says
    several.tick(value, ticked=ticked)


def _statement(asking: Asking, entry: Entry) -> ft.Control:
    question, box = entry.question, cast("StatementEntry", entry).box
    more = asking.hint(question, marked=False)
    return column(
        accepted(
            asking.label(question),
            box,
            asking.form.words(box),
            asking.form.ref(box),
            question.bounds.required,
        ),
        [hint(more)] if more else [],
        spacing=tokens.SPACE_4,
    )


def accepted(words: str, box: Tick, error: str, ref: ft.Ref[Any], required: bool) -> ft.Control:  # noqa: FBT001
    """Return a sentence to accept, with what is wrong above it."""
    wrong = [hint(error, color=tokens.ERROR, bold=True)] if error else []
    return column(
        wrong,
        checkbox(words, value=box.ticked, on_change=box.tick, required=required, error=error, ref=ref),
        spacing=tokens.SPACE_4,
    )


def _parts(asking: Asking, entry: Entry) -> ft.Control:
    question = entry.question
    parts = cast("PartsEntry", entry).parts
    needed = {"line1", "city", "country", "name", "postcode"}
    boxes = [
        asking.box(
            box,
            QuestionnaireText.PARTS[name]
            if name in needed
            else QuestionnaireText.optional(QuestionnaireText.PARTS[name]),
            hint=QuestionnaireText.SIRET_HINT if name == "siret" else "",
            required=question.bounds.required and name in needed,
            max_length=_PART_MAX,
        )
        for name, box in parts.items()
    ]
    return _together(asking, question, *boxes)


def _together(asking: Asking, question: Question, *controls: ft.Control, error: str = "") -> ft.Control:
    label = asking.label(question)
    named = ft.Semantics(container=True, label=label, content=column(*controls, spacing=tokens.SPACE_16))
    return group(
        body(label, bold=True), named, note=_note(asking, question), error=error, spacing=tokens.SPACE_8
    )


def _person(asking: Asking, entry: Entry) -> ft.Control:
    question, person = entry.question, cast("PersonEntry", entry)
    new = [
        asking.box(person.first_names, QuestionnaireText.PARTS["first_names"], max_length=_PART_MAX),
        asking.box(person.last_name, QuestionnaireText.PARTS["last_name"], max_length=_PART_MAX),
        date_fields(
            asking.form,
            person.birth_date,
            QuestionnaireText.PARTS["birth_date"],
            in_part=True,
            on_leave=person.left,
        ),
    ] if person.is_new else []  # fmt: skip
    if not question.options:
        return _together(asking, question, *new)

    async def choose(value: str) -> None:
        person.who.choose(NEW_PERSON if value == _NEW else value)

    value = person.who.value
    who = choice(
        asking.label(question),
        _options(question) | {_NEW: QuestionnaireText.SOMEBODY_NEW},
        _NEW if value == NEW_PERSON else value or "",
        choose,
        note=_note(asking, question),
        error=asking.form.words(person.who),
        ref=asking.form.ref(person.who),
        immediate=True,
    )
    return column(who, new)


_NEW: Final = "new"
"""The value of the button for somebody new: a button without one would be none."""


def _group(asking: Asking, entry: Entry) -> ft.Control:
    question, listed = entry.question, cast("GroupEntry", entry)
    asked_of = asked_of_each(question, listed.each, asking.now, asking.filling.today())
    keyed: Callable[..., ft.Control] = _item
    items = [
        keyed(asking, listed, item, questions, rank, key=f"{question.name}.{item.number}")
        for rank, (item, questions) in enumerate(zip(listed.items, asked_of, strict=True), start=1)
    ]
    add = QuestionnaireText.of(QuestionnaireText.ADD, question.item_label.lower())
    label = asking.label(question)
    return group(
        body(label, bold=True),
        ft.Semantics(
            container=True,
            label=label,
            content=column(
                said(QuestionnaireText.how_many(question.item_label, question.items_label, len(items))),
                items,
                [align_start(secondary(add, partial(asking.grow, listed)))] if listed.may_add else [],
            ),
        ),
        note=_note(asking, question),
        error=asking.form.words(listed),
        spacing=tokens.SPACE_8,
    )


def _item(
    asking: Asking, listed: GroupEntry, item: Item, questions: tuple[Question, ...], rank: int, *, key: str
) -> ft.Control:
    whom = QuestionnaireText.item(listed.question.item_label, rank)
    answered = listed.each[rank - 1]
    drawn = [question_view(asking, item.entries[each.name], item=answered) for each in questions]
    remove = link(
        QuestionnaireText.REMOVE,
        partial(listed.remove, item.number),
        spoken=QuestionnaireText.of(QuestionnaireText.REMOVE, whom),
    )
    named = ft.Semantics(container=True, label=whom, content=column(*drawn, spacing=tokens.SPACE_24))
    shown = card(group(body(whom, bold=True), named, spacing=tokens.SPACE_16), align_start(remove))
    shown.key = key
    return shown


def _document(asking: Asking, entry: Entry) -> ft.Control:
    question, documents = entry.question, cast("DocumentEntry", entry)
    more = asking.hint(question, marked=False)
    return column(
        asking.place.documents(documents, asking.label(question), asking.form.words(documents)),
        [soft(more)] if more else [],
        spacing=tokens.SPACE_8,
    )


_DRAWN: Final[Mapping[type[Entry], Callable[[Asking, Entry], ft.Control]]] = {
    DateEntry: _date,
    ChoiceEntry: _choice,
    ChoicesEntry: _choices,
    StatementEntry: _statement,
    PartsEntry: _parts,
    PersonEntry: _person,
    GroupEntry: _group,
    DocumentEntry: _document,
}
