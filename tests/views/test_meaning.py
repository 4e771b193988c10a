"""Every screen says what its things are: parts that one can go to, lists, fields with labels, places with addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from semantics import (
    Anchor,
    Choices,
    Detail,
    Details,
    Error,
    Field,
    Form,
    Group,
    Items,
    Label,
    Landmark,
    LandmarkKind,
    Legend,
    Mark,
    Marker,
    Place,
    Sends,
    Summary,
    Term,
    marked,
)
from tests.views.flutter import walk
from tests.views.screen_steps import enter
from tests.views.shell.test_fields_stay import FORMS, settled, stage, stands
from tests.views.test_widths import ACCOUNT, PATHS, PUBLIC
from views.shell.text import ShellText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flet.controls.base_control import BaseControl

    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from tests.views.shell.test_fields_stay import Stage

__all__ = ["stage"]

_TYPED = re.compile(r"(•|\d+\.) ?[^•\s\d]")
"""What begins like an item of a list, and not like a number of which a part is hidden."""


@pytest.mark.parametrize("path", PUBLIC)
async def test_public_screens(open_at: Open, path: str) -> None:
    """Whoever comes is told what each thing is."""
    screen = open_at(path)
    await settled(screen)
    check(screen)


@pytest.mark.parametrize("role", ["conjoint-autorise", "responsable-couple", "enfant"])
async def test_screens_of_an_account(open_at: Open, session: Session, find: Find, role: str) -> None:
    """So is whoever has an account, whatever is open to them."""
    screen = await enter(open_at, session, find, role)
    for path in ACCOUNT:
        screen.go(path)
        await screen.until(lambda: not screen.says(ShellText.LOADING))
        await settled(screen)
        check(screen)


@pytest.mark.parametrize("form", FORMS)
async def test_forms(form: str, stage: Stage, open_at: Open) -> None:
    """Each form is one, before and after it is refused, and the summary of its faults leads to what has them."""
    come, route, submit = FORMS[form]
    if come is not None:
        await come(stage)()
    screen = open_at(route)
    await screen.until(lambda: stands(screen, submit))
    await settled(screen)
    check(screen)
    await screen.press(submit)
    await settled(screen)
    check(screen)
    faulty = [box for box in screen.controls(ft.TextField) if box.error]
    assert len(having(screen, Error)) >= bool(faulty)
    for summary in having(screen, Summary):
        leads = [anchor for link in walk(summary) if (anchor := marked(link, Anchor)) is not None]
        shown = screen.controls(ft.Control)
        assert all(anchor.target() in shown for anchor in leads)
        assert len(leads) >= bool(faulty)


def check(screen: Flutter) -> None:
    """Hold of every screen that its things say what they are."""
    check_landmarks(screen)
    check_places(screen)
    check_fields(screen)
    check_lists(screen)


def check_landmarks(screen: Flutter) -> None:
    """One header, one main part, one foot, and navigations with names of their own."""
    found = [marked(control, Landmark) for control in having(screen, Landmark)]
    kinds = [landmark.kind for landmark in found if landmark is not None]
    for kind in (LandmarkKind.HEADER, LandmarkKind.MAIN, LandmarkKind.FOOTER):
        assert kinds.count(kind) == 1, kind
    names = [each.label for each in found if each is not None and each.kind is LandmarkKind.NAVIGATION]
    assert all(names)
    assert len(set(names)) == len(names)
    for heading in screen.controls(ft.Semantics):
        if heading.heading_level == 1:
            assert Landmark(LandmarkKind.MAIN) in [marked(each, Landmark) for each in above(heading)]


def check_places(screen: Flutter) -> None:
    """What is called a link leads to a screen that there is, or to a field; an act is called none."""
    for node in screen.controls(ft.Semantics):
        if node.link:
            assert any(is_link(part) for part in walk(node)), screen.words_of(node)
    for control in having(screen, Place):
        place = marked(control, Place)
        assert place is not None
        assert any(leads_to(place.path, path) for path in PATHS), place.path
        if isinstance(control, ft.TextButton):
            assert any(isinstance(each, ft.Semantics) and each.link for each in above(control))


def check_fields(screen: Flutter) -> None:
    """Each is in a form, with its label; each choice is in a group with its legend, each box with its words."""
    for box in screen.controls(ft.TextField):
        [field] = [each for each in above(box) if marked(each, Field) is not None]
        assert len([part for part in walk(field) if marked(part, Label) is not None]) == 1
        assert any(marked(each, Form) is not None for each in above(box))
    for radios in screen.controls(ft.RadioGroup):
        [group] = [each for each in above(radios) if marked(each, Group) is not None]
        assert len([part for part in walk(group) if marked(part, Legend) is not None]) == 1
    for choice in [*screen.controls(ft.Radio), *screen.controls(ft.Checkbox)]:
        [whole] = [each for each in above(choice) if marked(each, Choices) is not None]
        assert len([part for part in walk(whole) if marked(part, Label) is not None]) == 1
    for form in having(screen, Form):
        assert not any(marked(each, Form) is not None for each in above(form)), "a form in a form"
        main = [
            part
            for part in walk(form)
            if isinstance(part, ft.FilledButton) or marked(part, Sends) is not None
        ]
        assert len(main) <= 1


def check_lists(screen: Flutter) -> None:
    """A list has items; a name of a fact has its value beside it; a dot is before an item of a list."""
    for control in having(screen, Items):
        assert isinstance(control, ft.Column | ft.Row)
        assert len(control.controls) > 1
    for term in having(screen, Term):
        assert isinstance(term.parent, ft.Column)
        assert [bool(marked(each, Detail)) for each in term.parent.controls] == [False, True]
        assert any(marked(each, Details) is not None for each in above(term))
    for text in screen.controls(ft.Text):
        assert not _TYPED.match(str(text.value)) or marked(text, Marker) is not None


def is_link(control: BaseControl) -> bool:
    return marked(control, Place) is not None or marked(control, Anchor) is not None


def leads_to(path: str, route: str) -> bool:
    """Whether a route, with parts that vary, is that of a path."""
    parts, named = routes.path_of(path).split("/"), route.split("/")
    return len(parts) == len(named) and all(
        part == name or name.startswith(":") for part, name in zip(parts, named, strict=True)
    )


def having(screen: Flutter, kind: type[Mark]) -> list[BaseControl]:
    """The controls of the screen of which something of this kind is said."""
    return [control for control in screen.controls(ft.Control) if marked(control, kind) is not None]


def above(control: BaseControl) -> Iterator[BaseControl]:
    """What a control is in, from the inside out."""
    while (parent := control.parent) is not None:
        yield parent
        control = parent
