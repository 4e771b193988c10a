"""A form is filled in page by page, kept as one goes, gone on with anywhere, and never loses what was answered."""

from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.errors import NoNetwork
from app.steps.questionnaire import HERE, RECAP, THERE, Filling
from app.steps.questionnaire_entries import ChoiceEntry, ChoicesEntry, DateEntry, TextEntry
from questionnaires.asking import asked
from questionnaires.checking import draft_refusals
from questionnaires.definition import Kind
from questionnaires.parsing import parse
from questionnaires.values import same
from tests.support.kept_draft import TODAY, KeptDraft, opened
from tests.support.questionnaire_strategies import answers, definitions
from tests.support.questionnaires import complete, every_kind, form

if TYPE_CHECKING:
    from app.steps.questionnaire_parts import GroupEntry, PartsEntry, PersonEntry


def _text(filling: Filling, page: str, name: str) -> TextEntry:
    return cast("TextEntry", filling.page(page).entries[name])


def _choice(filling: Filling, page: str, name: str) -> ChoiceEntry:
    return cast("ChoiceEntry", filling.page(page).entries[name])


def _codes(filling: Filling, page: str) -> dict[str, str]:
    """Return what is refused on a page, by path."""
    return {
        f"{name}.{below}".rstrip("."): box.code
        for name, entry in filling.page(page).entries.items()
        for below, box in entry.boxes()
        if box.code
    }


async def test_answers_come_back_as_they_were_given() -> None:
    """A draft with an answer of every kind is shown as it was, and nothing counts as changed by being shown."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = await opened(kept)
    assert filling.answers == complete()
    assert filling.standing(None) == RECAP
    assert await filling.save(RECAP)
    assert kept.saves == [set()]


@settings(deadline=None)
@given(st.data())
async def test_any_answers_to_any_form_come_back(data: st.DataObject) -> None:
    """Whatever was answered of whatever form, another device goes on with the same answers."""
    raw = data.draw(definitions())
    definition = parse(raw)
    told = data.draw(answers(definition, wild=False))
    for question in definition.questions():
        # As many empty ones as there must be at least stand there before anybody answers: they are no answer.
        given = told.get(question.name) if question.kind is Kind.GROUP else None
        if given and not any(given) and len(given) <= question.bounds.min_items:
            del told[question.name]
    filling = await opened(KeptDraft(raw, told))
    before, after = (asked(definition, each, TODAY).answers for each in (told, filling.answers))
    if before.get("statement") is False:  # a box that is not ticked says nothing
        del before["statement"]
    assert same(_in_order(before), _in_order(after))


def _in_order(found: Any) -> Any:
    """Return answers with what is chosen of several in one order: theirs is that of the options."""
    if isinstance(found, dict):
        return {name: _in_order(answer) for name, answer in found.items()}
    if isinstance(found, list):
        return (
            sorted(found)
            if all(isinstance(each, str) for each in found)
            else [_in_order(each) for each in found]
        )
    return found


@settings(deadline=None)
@given(st.data())
async def test_nonsense_in_a_draft_breaks_nothing(data: st.DataObject) -> None:
    """A draft that holds what no form would send is opened, and can be gone on with."""
    raw = data.draw(definitions())
    told = data.draw(answers(parse(raw), wild=True))
    refused = draft_refusals(parse(raw), told)
    filling = await opened(KeptDraft(raw, {name: told[name] for name in told.keys() - refused.keys()}))
    for page in filling.pages():
        await filling.page(page.id).run()
    filling.recap.statement.ticked = True
    await filling.recap.run()


async def test_a_page_is_checked_kept_and_left_for_the_next() -> None:
    """What is missing is said at its box; what is right is kept by one call, and the next page comes."""
    kept = KeptDraft(every_kind())
    filling = await opened(kept)
    assert (filling.standing("rest"), filling.before("home")) == ("home", None)
    page = filling.page("home")
    page.draw(filling.now())
    await page.run()
    assert _codes(filling, "home") == {
        "housing": "required",
        "home.line1": "required",
        "moved_on": "required",
    }
    assert kept.saves == []
    _choice(filling, "home", "housing").pick.choose("own")
    cast("PartsEntry", page.entries["home"]).hold(complete()["home"])
    cast("DateEntry", page.entries["moved_on"]).day.day.type("2 novembre 2026")
    await page.run()
    assert (page.submit.completed, page.next) == (True, "people")
    assert kept.saves == [{"housing", "home", "moved_on"}]
    assert (kept.page, kept.answers["moved_on"]) == ("people", "2026-11-02")
    assert filling.standing("people") == "people"


async def test_what_an_answer_opens_is_not_blamed_for_being_empty() -> None:
    """A page without script is sent before it shows what an answer opens: it comes again, and blames nobody."""
    kept = KeptDraft(every_kind(), complete() | {"housing": "own", "rent": None})
    filling = await opened(kept)
    page = filling.page("home")
    page.draw(filling.now())
    _choice(filling, "home", "housing").pick.choose("rent")
    await page.run()
    assert (page.grown, page.attempts, _codes(filling, "home")) == (True, 0, {})
    page.draw(filling.now())
    await page.run()
    assert (page.grown, _codes(filling, "home")) == (False, {"rent": "required"})


async def test_what_is_unfinished_is_kept_as_it_was_typed() -> None:
    """Finishing later keeps what is no answer yet, and another device shows it as it was typed."""
    kept = KeptDraft(every_kind(), {"housing": "rent"})
    filling = await opened(kept)
    _text(filling, "home", "rent").box.type("six cents")
    day = cast("DateEntry", filling.page("home").entries["moved_on"]).day
    day.day.type("12")
    day.year.type("2026")
    await filling.keep.run()
    assert kept.answers == {"housing": "rent", "rent": "six cents", "moved_on": "12//2026"}
    elsewhere = await opened(kept)
    assert _text(elsewhere, "home", "rent").box.text == "six cents"
    again = cast("DateEntry", elsewhere.page("home").entries["moved_on"]).day
    assert (again.day.text, again.month.text, again.year.text) == ("12", "", "2026")


async def test_what_was_typed_is_printed_when_its_box_is_left() -> None:
    """Sums, numbers and IBAN are written as they are printed; what is no sum stays as it was typed."""
    filling = await opened(KeptDraft(every_kind(), {"housing": "rent"}))
    for name, page, before, after in (
        ("rent", "home", "1240.5 €", "1 240,50"),
        ("rooms", "home", "3.50", "3,5"),
        ("rooms", "home", "trois", "trois"),
        ("account", "rest", "fr7630006000011234567890189", "FR76 3000 6000 0112 3456 7890 189"),
        ("work_since", "rest", "octobre 2024", "10/2024"),
    ):
        box = _text(filling, page, name).box
        box.type(before)
        box.leave()
        assert box.text == after


async def test_going_back_and_changing_leads_to_what_is_not_done() -> None:
    """A page changed from the recap leads back to the recap, unless the change asks for something else."""
    kept = KeptDraft(every_kind(), complete() | {"housing": "own", "rent": None}, page=RECAP)
    filling = await opened(kept)
    page = filling.page("people")
    page.draw(filling.now())
    await page.run()
    assert page.next == RECAP
    _choice(filling, "people", "alone").pick.choose("no")
    cast("PersonEntry", page.entries["partner"]).hold(None)
    assert filling.standing(RECAP) == "people"


async def test_a_group_grows_and_shrinks() -> None:
    """One may be added up to the most there may be; what is wrong with one is said at its box, and goes with it."""
    filling = await opened(KeptDraft(every_kind(), complete()))
    page = filling.page("people")
    group = cast("GroupEntry", page.entries["children"])
    for _ in range(9):
        group.add()
    assert (len(group.items), group.may_add) == (6, False)
    page.draw(filling.now())
    await page.run()
    assert _codes(filling, "people")["children.1.child_name"] == "required"
    for item in group.items[1:]:
        group.remove(item.number)
    await page.run()
    assert page.submit.completed
    assert filling.answers["children"] == complete()["children"]


async def test_somebody_new_is_named() -> None:
    """Who is not of the household is named in boxes of their own, and each refusal stands at its box."""
    filling = await opened(KeptDraft(every_kind(), complete()))
    person = cast("PersonEntry", filling.page("people").entries["partner"])
    person.who.choose("")
    person.first_names.type("Inès")
    filling.page("people").draw(filling.now())
    await filling.page("people").run()
    refused = _codes(filling, "people")
    assert refused == {"partner.last_name": "required", "partner.birth_date": "required"}


async def test_another_device_is_heard_where_it_answered_something_else() -> None:
    """Two devices answer different questions: both answers are kept, and the second is told what came."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept), await opened(kept)
    _text(there, "home", "rooms").box.type("5")
    assert await there.save(RECAP)
    _text(here, "home", "rent").box.type("700")
    assert await here.save(RECAP)
    assert (kept.answers["rooms"], kept.answers["rent"]) == (5, 70000)
    assert [question.name for question in here.taken] == ["rooms"]
    assert _text(here, "home", "rooms").box.text == "5"


@pytest.mark.parametrize(("chosen", "rent"), [(HERE, 70000), (THERE, 80000)])
async def test_the_same_question_answered_twice_is_chosen(chosen: str, rent: int) -> None:
    """Two devices answer the same question: nothing is kept until the person has chosen between the two."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept), await opened(kept)
    for filling, typed in ((there, "800"), (here, "700")):
        _text(filling, "home", "rent").box.type(typed)
    assert await there.save(RECAP)
    assert not await here.save(RECAP)
    assert kept.answers["rent"] == 80000
    contest = here.contests[0]
    assert (contest.question.name, contest.here, contest.there) == ("rent", 70000, 80000)
    await here.choice.run()
    assert contest.pick.code == "required"
    contest.pick.choose(chosen)
    await here.choice.run()
    assert (here.contests, kept.answers["rent"]) == ((), rent)


async def test_sent_elsewhere_is_told() -> None:
    """A form that another device has sent is not filled in any more here, and nothing more of it is kept."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept), await opened(kept)
    there.recap.statement.ticked = True
    await there.recap.run()
    assert there.sent
    _text(here, "home", "rent").box.type("700")
    await here.keep.run()
    assert (here.is_open, here.sent, kept.answers["rent"]) == (False, False, 65000)


async def test_what_changed_meanwhile_is_read_again_before_it_is_sent() -> None:
    """A form whose answers another device changed is not sent with answers that nobody here has seen."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    here, there = await opened(kept), await opened(kept)
    _text(there, "home", "rooms").box.type("5")
    assert await there.save(RECAP)
    here.recap.statement.ticked = True
    await here.recap.run()
    assert (kept.sent, [question.name for question in here.taken]) == (None, ["rooms"])
    await here.recap.run()
    assert kept.sent is not None
    assert here.sent


async def test_the_statement_is_accepted_before_it_is_sent() -> None:
    """Without the box nothing is sent; with it the answers are sent with what was accepted."""
    kept = KeptDraft(every_kind(), complete() | {"statement": None}, page=RECAP)
    filling = await opened(kept)
    await filling.recap.run()
    assert (filling.recap.statement.code, kept.sent) == ("required", None)
    await filling.recap.statement.tick(ticked=True)
    await filling.recap.run()
    assert kept.sent == complete()


async def test_a_cut_line_loses_nothing() -> None:
    """What was typed is still there when nobody is reached, and is kept by the next try."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = await opened(kept)
    _text(filling, "home", "rent").box.type("700")
    kept.fails = NoNetwork()
    await filling.keep.run()
    assert filling.keep.error is not None
    await filling.keep.run()
    assert kept.answers["rent"] == 70000


async def test_a_session_that_ends_keeps_what_was_typed_and_nothing_that_was_read() -> None:
    """What the server does not have waits for the same person; prefilled answers are read anew, and merged."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP, prefilled=frozenset({"home"}))
    filling = await opened(kept)
    assert filling.is_prefilled("home")
    _text(filling, "home", "rent").box.type("700")
    filling.seal()
    assert filling.definition is None
    other = await opened(kept)
    _text(other, "home", "rooms").box.type("5")
    assert await other.save(RECAP)
    await filling.open()
    assert (filling.answers["rent"], filling.answers["rooms"]) == (70000, 5)
    assert await filling.save(RECAP)
    assert kept.answers["rent"] == 70000


async def test_a_prefilled_answer_is_marked_until_it_is_changed() -> None:
    """What the fund knew is said to be so, and no longer once the person answers something else."""
    filling = await opened(KeptDraft(every_kind(), complete(), prefilled=frozenset({"rent"})))
    assert filling.is_prefilled("rent")
    assert not filling.is_prefilled("rooms")
    _text(filling, "home", "rent").box.type("1")
    assert not filling.is_prefilled("rent")


async def test_leaving_the_screen_keeps_what_was_typed() -> None:
    """Who goes elsewhere finds what they typed on another device, and no refusal when they come back."""
    kept = KeptDraft(every_kind(), complete(), page=RECAP)
    filling = await opened(kept)
    box = _text(filling, "home", "rent").box
    box.type("abc")
    filling.page("home").draw(filling.now())
    await filling.page("home").run()
    assert box.code == "format"
    filling.put_away()
    assert box.code == ""
    await filling.keeping.settled()
    assert kept.answers["rent"] == "abc"


async def test_every_kind_has_an_entry_of_its_own() -> None:
    """No kind of question is shown as a plain text by oversight."""
    one_line = {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.AMOUNT, Kind.MONTH, Kind.IBAN}
    filling = await opened(KeptDraft(every_kind()))
    for entry in (
        entry for page in every_kind()["pages"] for entry in filling.page(page["id"]).entries.values()
    ):
        assert isinstance(entry, TextEntry) == (entry.question.kind in one_line)
    choices = cast("ChoicesEntry", filling.page("rest").entries["incomes"])
    choices.several.tick("retraite", ticked=True)
    choices.several.tick("salaire", ticked=True)
    assert choices.answer == ["salaire", "retraite"]
    choices.several.tick("retraite", ticked=False)
    assert choices.answer == ["salaire"]


async def test_as_many_of_a_group_as_there_must_be_are_there() -> None:
    """A group that must have some begins with as many, empty."""
    child = {"label": "Enfant", "questions": [{"name": "n", "kind": "text", "label": "N"}]}
    items = {"type": "object", "properties": {"n": {"maxLength": 9}}}
    raw = form(
        [{"name": "g", "kind": "group", "label": "G", "item": child}],
        {"g": {"minItems": 2, "maxItems": 3, "items": items}},
        "g",
    )
    filling = await opened(KeptDraft(raw))
    assert len(cast("GroupEntry", filling.page("first").entries["g"]).items) == 2
