"""Any form, and any answers to it, for Hypothesis."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from questionnaires.definition import Definition, Kind, Question
from tests.support.questionnaires import form, options

_IBANS = ("FR7630006000011234567890189", "BE71096123456769", "DE89370400440532013000")
_SIRETS = ("35600000000048", "73282932000074")
_WORDS = st.text("abc éÀ’-<&\"'", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
_LABELS = _WORDS.map(lambda text: f"Question {text}".strip())
_HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "a\x00b",
        "\u202eabc",
        "x" * 5000,
        "\ud800",
        "' OR 1=1 --",
        "{{7*7}}",
        "😀" * 40,
    ]
)

_ADDRESS = {"line1": "3 rue de la Paix", "postcode": "35000", "city": "Rennes", "country": "France"}


def _count(most: int) -> st.SearchStrategy[dict[str, int]]:
    return st.tuples(st.integers(0, 2), st.integers(2, most)).map(
        lambda n: {"minItems": n[0], "maxItems": n[1]}
    )


def _size(most: int) -> st.SearchStrategy[dict[str, int]]:
    return st.tuples(st.integers(-5, 10), st.integers(10, most)).map(
        lambda n: {"minimum": n[0], "maximum": n[1]}
    )


def _length(most: int) -> st.SearchStrategy[dict[str, Any]]:
    pattern = st.sampled_from([{}, {"pattern": "^[A-Za-z ]*$"}])
    return st.builds(
        lambda least, longest, more: {"type": "string", "minLength": least, "maxLength": longest} | more,
        st.integers(0, 3),
        st.integers(3, most),
        pattern,
    )


_VALUES = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=4, unique=True)


@st.composite
def _schema(draw: st.DrawFn, kind: Kind) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a question of that kind has besides its name, and the schema of its answer."""
    values = draw(_VALUES)
    match kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return {}, draw(_length(20))
        case Kind.NUMBER:
            return {}, draw(_size(40)) | {"type": draw(st.sampled_from(["integer", "number"]))}
        case Kind.AMOUNT:
            return {}, draw(_size(500_000)) | {"type": "integer"}
        case Kind.CHOICE:
            return {"options": options(*values)}, {"enum": values}
        case Kind.CHOICES:
            return {"options": options(*values)}, {"items": {"enum": values}, "uniqueItems": True} | draw(
                _count(4)
            )
        case Kind.PERSON:
            return {"options": options(*values)}, {"type": "object"}
        case Kind.DOCUMENT:
            return {}, {"type": "array"} | draw(_count(3))
        case _:
            return {}, {}


@st.composite
def _condition(draw: st.DrawFn, before: list[str]) -> dict[str, Any]:
    name = draw(st.sampled_from(before))
    other = draw(st.sampled_from(before))
    simple = draw(
        st.sampled_from(
            [
                {"question": name, "answered": True},
                {"question": name, "answered": False},
                {"question": name, "equals": "a"},
                {"question": name, "equals": True},
                {"question": name, "includes": "b"},
                {"question": name, "at_least": 2},
                {"question": name, "before": "today"},
                {"question": name, "after": {"question": other}},
                {"question": name, "times": 2, "of": {"question": other}},
            ]
        )
    )
    return draw(
        st.sampled_from([simple, {"not": simple}, {"any": [simple, {"question": other, "answered": True}]}])
    )


@st.composite
def _question(
    draw: st.DrawFn, name: str, before: list[str], *, in_group: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    kinds = [kind for kind in Kind if not (in_group and kind is Kind.GROUP)]
    kind = draw(st.sampled_from(kinds))
    more, schema = draw(_schema(kind))
    question: dict[str, Any] = {"name": name, "kind": str(kind), "label": draw(_LABELS)} | more
    if draw(st.booleans()):
        question["hint"] = draw(_LABELS)
    if before and draw(st.integers(0, 2)) == 0:
        question["when"] = draw(_condition(before))
    if draw(st.integers(0, 3)) == 0:
        question["advice"] = [{"when": draw(_condition([*before, name])), "text": draw(_LABELS)}]
    if kind is Kind.GROUP:
        questions, properties, required = draw(_questions(f"{name}_", before, most=3, in_group=True))
        question["item"] = {"label": draw(_LABELS), "questions": questions}
        if draw(st.booleans()):
            question["item"]["several"] = draw(_LABELS)
        items = {"type": "object", "properties": properties, "required": required}
        schema = {"type": "array", "items": items} | draw(_count(3))
    return question, schema


@st.composite
def _questions(
    draw: st.DrawFn, prefix: str, before: list[str], *, most: int = 4, in_group: bool = False
) -> tuple[list[dict[str, Any]], dict[str, Any], list[str]]:
    questions, properties, names = [], {}, list(before)
    for number in range(draw(st.integers(1, most))):
        name = f"{prefix}q{number}"
        question, properties[name] = draw(_question(name, names, in_group=in_group))
        questions.append(question)
        names.append(name)
    required = [name for name in properties if draw(st.booleans())]
    return questions, properties, required


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """Draw any form, as JSON."""
    pages: list[dict[str, Any]] = []
    properties: dict[str, Any] = {}
    required: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        before = [question["name"] for page in pages for question in page["questions"]]
        questions, more, needed = draw(_questions(f"p{number}_", before))
        page: dict[str, Any] = {
            "id": f"page{number}",
            "title": f"Page {draw(_LABELS)}",
            "questions": questions,
        }
        if before and draw(st.integers(0, 2)) == 0:
            page["when"] = draw(_condition(before))
        pages.append(page)
        properties |= more
        required += needed
    data = {"type": "object", "properties": properties, "required": required}
    more = {"statement": {"text": "Je certifie."}} if draw(st.booleans()) else {}
    return form([], {}) | {"pages": pages, "data": data} | more


_NONSENSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 1000),
    st.floats(-10, 1000, allow_nan=False),
    _HOSTILE,
    _WORDS,
    st.lists(st.one_of(st.booleans(), st.integers(0, 1), _WORDS), max_size=4),
    st.dictionaries(st.sampled_from(["line1", "name", "person_id", "x"]), _WORDS, max_size=3),
)

_DAYS = st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat())


def sound(question: Question) -> st.SearchStrategy[Any]:
    """Return answers of the right kind, most of them within the bounds."""
    return _SOUND[question.kind](question)


def _number(question: Question) -> st.SearchStrategy[Any]:
    least, most = int(question.bounds.minimum or 0), int(question.bounds.maximum or 0)
    if question.bounds.whole:
        return st.integers(least, most)
    return st.integers(least * 2, most * 2).map(lambda half: half / 2)


def _values_of(question: Question) -> st.SearchStrategy[str]:
    return st.sampled_from([option.value for option in question.options])


_NEW = st.just({"first_names": "Inès", "last_name": "Roy", "birth_date": "2019-00-00"})
_SOUND: dict[Kind, Callable[[Question], st.SearchStrategy[Any]]] = {
    Kind.TEXT: lambda _: st.text("ab c", min_size=1, max_size=15),
    Kind.LONG_TEXT: lambda _: st.text("ab c\n", min_size=1, max_size=15),
    Kind.NUMBER: _number,
    Kind.AMOUNT: _number,
    Kind.DATE: lambda _: _DAYS,
    Kind.PARTIAL_DATE: lambda _: st.one_of(
        _DAYS, st.sampled_from(["1992-00-00", "1992-11-00", "1977-00-03"])
    ),
    Kind.MONTH: lambda _: st.sampled_from(["2026-11", "1999-01"]),
    Kind.YES_NO: lambda _: st.booleans(),
    Kind.CHOICE: _values_of,
    Kind.CHOICES: lambda question: st.lists(_values_of(question), unique=True, min_size=1),
    Kind.PERSON: lambda question: st.one_of(
        _NEW, _values_of(question).map(lambda value: {"person_id": value})
    ),
    Kind.ADDRESS: lambda _: st.sampled_from(
        [_ADDRESS, _ADDRESS | {"country": "Belgique", "postcode": "B-1000"}]
    ),
    Kind.EMPLOYER: lambda _: st.sampled_from([{"name": "La Poste", "siret": _SIRETS[0]}, {"name": "Mairie"}]),
    Kind.IBAN: lambda _: st.sampled_from(_IBANS),
    Kind.GROUP: lambda question: st.lists(
        _answers_to(question.questions, wild=False), min_size=1, max_size=3
    ),
    Kind.DOCUMENT: lambda _: st.lists(st.sampled_from(["u1", "u2", "u3"]), unique=True, min_size=1),
    Kind.STATEMENT: lambda _: st.just(value=True),
}


def _broken(question: Question) -> st.SearchStrategy[Any]:
    match question.kind:
        case Kind.GROUP:
            return st.one_of(_NONSENSE, st.lists(_answers_to(question.questions, wild=True), max_size=5))
        case Kind.ADDRESS:
            return st.dictionaries(
                st.sampled_from([*_ADDRESS, "line2", "floor"]),
                st.one_of(_NONSENSE, st.just("France")),
                max_size=5,
            )
        case Kind.EMPLOYER:
            return st.dictionaries(
                st.sampled_from(["name", "siret", "x"]), st.one_of(_NONSENSE, _WORDS), max_size=3
            )
        case Kind.PERSON:
            names = ["person_id", "first_names", "last_name", "birth_date"]
            return st.dictionaries(st.sampled_from(names), st.one_of(_NONSENSE, _DAYS), max_size=4)
        case Kind.CHOICES | Kind.DOCUMENT:
            return st.lists(st.one_of(st.sampled_from(["a", "b"]), _NONSENSE), max_size=5)
        case Kind.IBAN:
            return st.sampled_from([_IBANS[0][:-1] + "8", _IBANS[0][:-1], "ZZ12", "FR00"])
        case Kind.DATE | Kind.PARTIAL_DATE | Kind.MONTH:
            return st.sampled_from(
                ["2026-02-30", "2026-13-01", "1700-01-01", "12//2026", "2026-00-00", "2026-01\n"]
            )
        case _:
            return _NONSENSE


def _answers_to(questions: tuple[Question, ...], *, wild: bool) -> st.SearchStrategy[dict[str, Any]]:
    def answer(question: Question) -> st.SearchStrategy[Any]:
        return st.one_of(sound(question), _broken(question), _NONSENSE) if wild else sound(question)

    return st.fixed_dictionaries({}, optional={question.name: answer(question) for question in questions})


def answers(definition: Definition, *, wild: bool) -> st.SearchStrategy[dict[str, Any]]:
    """Return answers to some of the questions of a form; `wild`, any JSON may stand in the place of one."""
    found = _answers_to(tuple(definition.questions()), wild=wild)
    if not definition.statement:
        return found
    return st.tuples(found, st.sampled_from([{}, {"statement": True}, {"statement": False}])).map(
        lambda both: both[0] | both[1]
    )
