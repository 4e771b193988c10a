"""What a form is made of, once parsed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal, TypeAlias

from questionnaires.conditions import Condition

Answers: TypeAlias = Mapping[str, Any]
"""What somebody answered: JSON, by the names of the questions."""

STATEMENT: Final = "statement"
"""The name under which the statement at the end of a form is accepted."""


class Kind(StrEnum):
    """What a question asks for, and the JSON of its answer."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    AMOUNT = "amount"
    """Cents of euros, whole."""
    DATE = "date"
    """`YYYY-MM-DD`."""
    PARTIAL_DATE = "partial_date"
    """`YYYY-MM-DD`, with 00 for a day or month that nobody knows."""
    MONTH = "month"
    """`YYYY-MM`."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    """Somebody of the household (`{person_id}`) or somebody new (`{first_names, last_name, birth_date}`)."""
    ADDRESS = "address"
    """`{line1, line2, postcode, city, country}`."""
    EMPLOYER = "employer"
    """`{name, siret}`."""
    IBAN = "iban"
    GROUP = "group"
    """Several times the same questions: a list of answers."""
    DOCUMENT = "document"
    """Identifiers of what was sent."""
    STATEMENT = "statement"
    """True, once accepted."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer must satisfy besides being one of its kind: read from the JSON Schema of the answers.

    Attributes:
        required: whether it must be answered where it is asked.
        minimum, maximum: of a number or an amount (cents).
        whole: whether a number has no decimals.
        min_length, max_length: of a text, in characters.
        pattern: what a text holds, as a regular expression.
        min_items, max_items: of choices, a group or documents.
    """

    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = True
    min_length: int = 0
    max_length: int | None = None
    pattern: str = ""
    min_items: int = 0
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What was answered before, shown beside the question: "Vous aviez déclaré 1 240 €"."""

    value: Any
    label: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said beside an answer while `when` holds; it refuses nothing."""

    when: Condition
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked.

    Attributes:
        name: of its answer.
        when: what must hold for it to be asked.
        prefill: where the fund may know its answer; empty where it does not.
        item_label: what one of a group is called.
        items_label: what several are called; empty where the form does not say.
        questions: those of one of a group.
        schema: the part of the JSON Schema that is about its answer.
    """

    name: str
    kind: Kind
    label: str
    bounds: Bounds
    schema: Mapping[str, Any]
    hint: str = ""
    help: str = ""
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    prefill: str = ""
    reference: Reference | None = None
    advice: tuple[Advice, ...] = ()
    item_label: str = ""
    items_label: str = ""
    questions: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that are asked together."""

    id: str
    title: str
    questions: tuple[Question, ...]
    help: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What refuses answers that contradict each other.

    Attributes:
        when: holds where they do.
        at: the question beside which it is said; one of a group is looked at for each of it.
        message: what is wrong and how to mend it.
    """

    id: str
    when: Condition
    at: str
    message: str


@dataclass(frozen=True, slots=True)
class Need:
    """A document that is asked for, said before one begins."""

    document: str
    label: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """What is said before one begins: in general, what is needed, what it may change."""

    sentences: tuple[str, ...] = ()
    needed: tuple[Need, ...] = ()
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A form.

    Attributes:
        benefit: which one it asks for; None for none.
        door: which of the acts on a file it is, for who may do it.
        minutes: how long it takes about.
        statement: what must be accepted at the end; empty for nothing.
        raw: the JSON that it was parsed from.
    """

    id: str
    version: int
    title: str
    kind: Literal["change", "benefit", "declaration"]
    benefit: str | None
    door: Literal["changes", "requests", "separation"]
    minutes: int
    introduction: Introduction
    pages: tuple[Page, ...]
    checks: tuple[Check, ...]
    statement: str
    raw: Mapping[str, Any]

    def questions(self) -> Iterator[Question]:
        """Yield the questions in order, without those of a group."""
        for page in self.pages:
            yield from page.questions

    def question(self, name: str) -> Question:
        """Return the question of that name, in a group or not.

        Raises:
            LookupError: none has it.
        """
        for question in self.questions():
            for each in (question, *question.questions):
                if each.name == name:
                    return each
        raise LookupError(name)

    def page(self, page_id: str) -> Page:
        """Return the page of that id.

        Raises:
            LookupError: none has it.
        """
        for page in self.pages:
            if page.id == page_id:
                return page
        raise LookupError(page_id)

    def words(self, refusal: str) -> str:
        """Return the message of a refusal that is one of its checks (`check:<id>`); empty for any other."""
        return next((check.message for check in self.checks if refusal == f"check:{check.id}"), "")
