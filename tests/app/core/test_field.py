from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from app.core.field import Checkbox, Choice, Field, OneTimeCode, PartialDate, Secret, Text
from app.rules.identifiers import grouped
from app.rules.problem import Fault, Problem
from tests.app.core.test_state import View

if TYPE_CHECKING:
    from collections.abc import Callable


def empty(text: str) -> Problem | None:
    return None if text else Problem(Fault.EMPTY)


def test_a_key_is_not_told_unless_something_lives_beside_it() -> None:
    """Drawing a form takes longer than a key."""
    quiet, live = Text(), Text(live=True)
    views = View(quiet), View(live)
    quiet.type("a")
    live.type("a")
    assert [view.told for view in views] == [0, 1]
    assert (quiet.text, live.text) == ("a", "a")


def test_a_fault_goes_with_the_first_key() -> None:
    """What is wrong is being mended, and is told once."""
    field = Text(empty)
    assert not field.check()
    view = View(field)
    field.type("a")
    field.type("ab")
    assert (field.problem, view.told) == (None, 1)
    assert field.check()


def test_what_is_not_asked_is_not_checked() -> None:
    """A field that the screen does not show keeps nobody from going on."""
    asked = True
    field = Text(empty, asked=lambda: asked)
    assert not field.check()
    asked = False
    assert field.check()
    assert field.problem is None


def test_a_text_takes_its_printed_form_when_it_is_left() -> None:
    """Not while somebody types in it; and what is printed right already is not told."""
    field = Text(tidy=grouped)
    field.type("1850578006084")
    assert field.text == "1850578006084"
    view = View(field)
    field.leave()
    field.leave()
    assert (field.text, view.told) == ("1 85 05 78 006 084", 1)


def test_a_message_pasted_leaves_its_code() -> None:
    """The box shows what the program took of it, so it is told."""
    field = OneTimeCode()
    view = View(field)
    field.type("Mon Compte : votre code est 123 456. Ne le donnez à personne.")
    assert (field.text, view.told) == ("123456", 1)


@pytest.mark.parametrize("kind", [Secret, OneTimeCode])
def test_a_secret_does_not_outlive_its_screen(kind: Callable[[], Text]) -> None:
    """What the program takes out of the box is told."""
    field = kind()
    field.type("Marronnier13loire")
    assert not field.check() or kind is Secret
    view = View(field)
    field.put_away()
    assert (field.text, field.problem) == ("", None)
    assert view.told > 0


def test_no_field_shows_what_it_holds() -> None:
    """A trace of an error, or a log, holds no password."""
    field = Secret()
    field.type("Marronnier13loire")
    assert "Marronnier" not in repr(field)


def test_a_whole_date_pasted_fills_the_three_boxes() -> None:
    """In whichever of them it was pasted; what was wrong with the date is being mended."""
    for box in ("day", "month", "year"):
        date = PartialDate()
        assert not date.check()
        view = View(date)
        part: Text = getattr(date, box)
        part.type("05/11/1985")
        assert (date.day.text, date.month.text, date.year.text) == ("05", "11", "1985")
        assert view.told > 0
        assert date.problem is None
        assert date.check()
        assert date.iso == "1985-11-05"


async def test_a_date_may_be_known_in_part() -> None:
    """The day and the month may be left empty by who says not to know them."""
    date = PartialDate()
    view = View(date)
    date.year.type("1985")
    assert view.told == 0
    assert not date.check()
    await date.know_in_part(in_part=True)
    assert date.check()
    assert date.iso == "1985-00-00"
    again = PartialDate()
    again.put(date.iso)
    assert (again.day.text, again.year.text, again.in_part) == ("", "1985", True)


async def test_a_choice_and_a_box_are_told() -> None:
    """What they show changes with them."""
    choice: Choice[Literal["madame", "monsieur"]] = Choice()
    box = Checkbox(required=True)
    fields: list[Field] = [choice, box]
    assert not any(field.check() for field in fields)
    views = [View(field) for field in fields]
    choice.choose("madame")
    await box.tick(ticked=True)
    assert all(view.told for view in views)
    assert all(field.check() for field in fields)
    assert (choice.value, box.ticked) == ("madame", True)
    assert Checkbox().check(), "a box that nothing hangs on need not be ticked"


def test_a_refusal_of_the_server_is_put_into_the_forms_terms() -> None:
    """Its code says what is wrong where the field knows it; elsewhere it is the shape."""
    field = Text(refused_as=lambda code: {"unchanged": Fault.UNCHANGED}.get(code, Fault.COMMON))
    field.refuse("unchanged")
    assert field.problem == Problem(Fault.UNCHANGED)
    field.refuse("other")
    assert field.problem == Problem(Fault.COMMON)
    plain = Text()
    plain.refuse("unchanged")
    assert plain.problem == Problem(Fault.WRONG_SHAPE)
