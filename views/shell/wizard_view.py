"""What the steps of a wizard share: where one stands, the way back, the way out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import flet as ft

from app.core.draft_wizard import Course
from app.core.routes import Phase
from views.design import tokens
from views.design.button import Press, link
from views.design.card import Part, stack, start
from views.design.stepper import stepper
from views.design.text import heading, soft
from views.enrolment.text import CreationText
from views.shell.context import Program, use_program
from views.shell.ended import ended
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate

C = TypeVar("C", bound=Course)


@dataclass(frozen=True)
class Way(Generic[C]):
    """One wizard: its steps, by the API's names for them, and what they share.

    Attributes:
        course: finds its state; None when nothing of it is under way here.
        path: gives the path of a step.
        headings: of the steps.
        leads: what is said under them, for those that all wizards have.
        numbers: their places, from 1; two may share one, and one may have none.
        total: how many places there are.
        out: draws the way out.
        signed_in: whether it is gone through with a session, which may end.
        steps: says which steps there are for this person, where not all of them are for everybody.
    """

    course: Callable[[Program], C | None]
    path: Callable[[str], str]
    headings: Mapping[str, str]
    leads: Mapping[str, str]
    numbers: Mapping[str, int]
    total: int
    out: Callable[[], ft.Control]
    steps: Callable[[C], Sequence[str]] | None = None
    signed_in: bool = False

    def of(self, course: C) -> "Way[C]":
        """Return the wizard as it is for this person: its steps, and their places."""
        if self.steps is None:
            return self
        steps = self.steps(course)
        numbers = {step: number for number, step in enumerate(steps, start=1)}
        return replace(self, numbers=numbers, total=len(steps))

    def back(self, course: C, of: str) -> Press | None:
        """Return what leads to the step before; None on the first."""
        before = course.before(of)
        return go(self.path(before)) if before != of else None

    def go_on(self, course: C) -> None:
        """Go to the step that is waited for, now that one was passed."""
        if course.step is not None:
            navigate(ft.context.page, self.path(course.step))


def step(
    way: Way[C],
    of: str,
    *controls: Part,
    lead: str = "",
    notices: list[ft.Control] | None = None,
    back: Press | None = None,
    layout: Layout = Layout.FORM,
) -> ft.Control:
    """Return one step of a wizard.

    Args:
        way: the wizard.
        of: the step.
        controls: what it asks.
        lead: what is said under the heading.
        notices: what went wrong; they share a place with the heading, so that the fields keep theirs.
        back: goes to the step before; None on the first.
        layout: how wide it is.
    """
    title, number = way.headings[of], way.numbers.get(of)
    place = [stepper(CreationText.step(number, way.total), number, way.total)] if number is not None else []
    head = stack(
        *place,
        stack(heading(title), *([soft(lead)] if lead else []), spacing=tokens.SPACE_8),
        notices or [],
    )
    ways = [start(link(CreationText.BACK, back))] if back is not None else []
    return screen(title, stack(head, *controls, ways, way.out(), spacing=tokens.SPACE_24), layout=layout)


def step_of(
    way: Way[C], of: str, component: Callable[[Way[C], C], ft.Control], otherwise: Callable[[], ft.Control]
) -> Callable[[], ft.Control]:
    """Return a step's screen, which only who has come that far sees.

    Who stands elsewhere in the wizard is led there, as is who has just given the code, which serves once. Who has
    nothing of it under way is shown `otherwise`.
    """

    @ft.component
    def guarded(course: C) -> ft.Control:
        page = ft.context.page
        shown = ft.use_route_location() == ft.use_view_path()
        elsewhere = None if course.may_stand_at(of) else course.step

        async def lead() -> None:
            if elsewhere is not None and shown:
                navigate(page, way.path(elsewhere))

        ft.use_effect(lead, [elsewhere, shown])
        if course.step is None:
            return otherwise()
        return component(way.of(course), course) if elsewhere is None else screen(way.headings[of])

    @ft.component
    def found() -> ft.Control:
        program = use_program()
        session, _ = ft.use_state(program.session)
        if session.phase is Phase.ENDED and way.signed_in:
            return ended(session)
        course = way.course(program)
        return guarded(course) if course is not None else otherwise()

    return found
