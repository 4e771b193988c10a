"""The parts of one page that its questions are drawn with: boxes, labels, what is wrong with each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import flet as ft

from app.steps.questionnaire import Filling
from app.steps.questionnaire_boxes import Box, Judged
from app.steps.questionnaire_entries import Entry
from app.steps.questionnaire_parts import GroupEntry
from questionnaires.asking import Asked, advice, asked_of_each, in_item
from questionnaires.conditions import Said, named
from questionnaires.definition import Bounds, Definition, Page, Question
from views.design.field import field
from views.design.notice import Tone, notice
from views.shell.form_view import FormView, Shown
from views.steps.questionnaire.place import FormPlace
from views.steps.questionnaire.text import QuestionnaireText, RefusalText


@dataclass(frozen=True, slots=True)
class Asking:
    """One page as it is drawn.

    Attributes:
        form: its fields as they are shown.
        now: what is asked.
        steering: the questions on which others of the page depend.
        grow: adds one more to a group, and leads there.
    """

    filling: Filling
    place: FormPlace
    form: FormView
    now: Asked
    steering: frozenset[str]
    grow: Callable[[GroupEntry], None]

    def hint(self, question: Question, *more: str, marked: bool = True) -> str:
        """Return what helps to answer a question, where it is known from, and what was answered before."""
        reference = question.reference.label if question.reference is not None else ""
        known = marked and self.filling.is_prefilled(question.name)
        said = (question.hint, *more, question.help, reference, QuestionnaireText.PREFILLED if known else "")
        return " ".join(_sentence(each) for each in said if each)

    def label(self, question: Question) -> str:
        """Return the label of a question, which says where it need not be answered."""
        required = question.bounds.required
        return question.label if required else QuestionnaireText.optional(question.label)

    def box(
        self,
        box: Box,
        label: str,
        *,
        hint: str = "",
        required: bool = True,
        lines: int = 1,
        max_length: int | None = None,
        keyboard: ft.KeyboardType = ft.KeyboardType.TEXT,
        end: ft.Control | None = None,
        description: str = "",
    ) -> ft.Control:
        """Return the field of a text."""
        return field(
            label,
            value=lambda: box.text,
            on_change=box.type,
            on_leave=box.leave,
            hint_text=hint,
            error=self.form.words(box),
            lines=lines,
            max_length=max_length,
            keyboard=keyboard,
            required=required,
            end=end,
            description=description,
            ref=self.form.ref(box),
        )

    def advice(self, question: Question, said: Said) -> list[ft.Control]:
        """Return what is said beside an answer."""
        told = (_parted(text) for text in advice(question, said))
        return [notice(Tone.WARNING, title, more, live=True) for title, more in told]

    def said(self, item: dict[str, object] | None = None) -> Said:
        """Return what conditions look at, in one of a group or outside."""
        known = Said(self.now.answers, self.filling.today())
        return known if item is None else in_item(known, item)


def shown_boxes(definition: Definition, filling: Filling, page: Page, now: Asked) -> list[Shown]:
    """Return the boxes of what is asked on a page, each with its label and what is wrong with it."""
    found = next((each.questions for each in now.pages if each.page.id == page.id), ())
    entries = filling.page(page.id).entries
    return [
        each
        for question in found
        for each in _boxes(definition, entries[question.name], question, now, filling.today())
    ]


def steering(page: Page) -> frozenset[str]:
    """Return the questions on which others of the page depend."""
    inner = [each for question in page.questions for each in question.questions]
    conditions = [each.when for each in (*page.questions, *inner) if each.when is not None]
    return frozenset(name for condition in conditions for name in named(condition))


def _boxes(
    definition: Definition, entry: Entry, question: Question, now: Asked, today: date
) -> Iterator[Shown]:
    if not isinstance(entry, GroupEntry):
        for below, box in entry.boxes():
            yield _shown(definition, question, below, box, _label(question, below))
        return
    yield _shown(definition, question, "", entry, question.label)
    asked_of = asked_of_each(question, entry.each, now, today)
    for rank, (item, questions) in enumerate(zip(entry.items, asked_of, strict=True), start=1):
        whom = QuestionnaireText.item(question.item_label, rank)
        for inner in questions:
            for below, box in item.entries[inner.name].boxes():
                label = QuestionnaireText.of(whom, _label(inner, below))
                yield _shown(definition, inner, below, box, label)


def _label(question: Question, below: str) -> str:
    part = QuestionnaireText.PARTS.get(below, "") if below != "person_id" else ""
    return QuestionnaireText.of(question.label, part) if part else question.label


def _shown(definition: Definition, question: Question, below: str, box: Judged, label: str) -> Shown:
    bounds = question.bounds if not below else Bounds()
    words = definition.words(box.code) or (
        RefusalText.of(question.kind, below, box.code, bounds) if box.code else ""
    )
    return Shown(box, label, words)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


def _parted(text: str) -> tuple[str, str]:
    """Return the first sentence of an advice, and the rest."""
    for sign in (". ", " ? ", " ! "):
        first, found, rest = text.partition(sign)
        if found and not any(other in first for other in (". ", " ? ", " ! ")):
            return f"{first}{sign.rstrip()}", rest
    return text, ""
