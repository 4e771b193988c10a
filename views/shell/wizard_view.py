"""What the steps of a wizard share: where one stands, the way back, the way out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import flet as ft

from app.core.draft_wizard import DraftWizard
from app.core.routes import Phase
from views.design import tokens
from views.design.button import Press, link
from views.design.card import Part, align_start, column
from views.design.stepper import stepper
from views.design.text import heading, soft
from views.enrolment.text import EnrolmentText
from views.shell.context import Program, use_program
from views.shell.ended import ended
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate

C = TypeVar("C", bound=DraftWizard)


@dataclass(frozen=True)
class WizardSpec(Generic[C]):
    """One wizard: its steps, by the API's names for them, and what they share.

    Attributes:
        wizard: finds its state; None when nothing of it is under way here.
        path: gives the path of a step.
        headings: of the steps.
        leads: what is said under them, for those that all wizards have.
        numbers: their places, from 1; two may share one, and one may have none.
        total: how many places there are.
        out: draws the way out.
        signed_in: whether it is gone through with a session, which may end.
        steps: says which steps there are for this person, where not all of them are for everybody.
    """

    wizard: Callable[[Program], C | None]
    path: Callable[[str], str]
    headings: Mapping[str, str]
    leads: Mapping[str, str]
    numbers: Mapping[str, int]
    total: int
    out: Callable[[], ft.Control]
    steps: Callable[[C], Sequence[str]] | None = None
    signed_in: bool = False

    def of(self, wizard: C) -> "WizardSpec[C]":
        """Return the wizard as it is for this person: its steps, and their places."""
        if self.steps is None:
            return self
        steps = self.steps(wizard)
        numbers = {step: number for number, step in enumerate(steps, start=1)}
        return replace(self, numbers=numbers, total=len(steps))

    def back(self, wizard: C, of: str) -> Press | None:
        """Return what leads to the step before; None on the first."""
        before = wizard.before(of)
        return go(self.path(before)) if before != of else None

    def go_on(self, wizard: C) -> None:
        """Go to the step that is waited for, now that one was passed."""
        if wizard.step is not None:
            navigate(ft.context.page, self.path(wizard.step))


def step(
    spec: WizardSpec[C],
    of: str,
    *controls: Part,
    lead: str = "",
    notices: list[ft.Control] | None = None,
    back: Press | None = None,
    layout: Layout = Layout.FORM,
) -> ft.Control:
    """Return one step of a wizard.

    Args:
        spec: the wizard.
        of: the step.
        controls: what it asks.
        lead: what is said under the heading.
        notices: what went wrong; they share a place with the heading, so that the fields keep theirs.
        back: goes to the step before; None on the first.
        layout: how wide it is.
    """
    title, number = spec.headings[of], spec.numbers.get(of)
    place = (
        [stepper(EnrolmentText.step(number, spec.total), number, spec.total)] if number is not None else []
    )
    head = column(
        *place,
        column(heading(title), *([soft(lead)] if lead else []), spacing=tokens.SPACE_8),
        notices or [],
    )
    ways = [align_start(link(EnrolmentText.BACK, back))] if back is not None else []
    return screen(title, column(head, *controls, ways, spec.out(), spacing=tokens.SPACE_24), layout=layout)


def step_of(
    spec: WizardSpec[C],
    of: str,
    component: Callable[[WizardSpec[C], C], ft.Control],
    otherwise: Callable[[], ft.Control],
) -> Callable[[], ft.Control]:
    """Return a step's screen, which only who has come that far sees.

    Who stands elsewhere in the wizard is led there, as is who has just given the code, which serves once. Who has
    nothing of it under way is shown `otherwise`.
    """

    @ft.component
    def guarded(wizard: C) -> ft.Control:
        page = ft.context.page
        shown = ft.use_route_location() == ft.use_view_path()
        elsewhere = None if wizard.may_stand_at(of) else wizard.step

        async def lead() -> None:
            if elsewhere is not None and shown:
                navigate(page, spec.path(elsewhere))

        ft.use_effect(lead, [elsewhere, shown])
        if wizard.step is None:
            return otherwise()
        return component(spec.of(wizard), wizard) if elsewhere is None else screen(spec.headings[of])

    @ft.component
    def found() -> ft.Control:
        program = use_program()
        session, _ = ft.use_state(program.session)
        if session.phase is Phase.ENDED and spec.signed_in:
            return ended(session)
        wizard = spec.wizard(program)
        return guarded(wizard) if wizard is not None else otherwise()

    return found
