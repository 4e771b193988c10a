"""What the steps of every wizard share: the place in their row, the way back, the way on, the way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

import flet as ft

from app.core.draft_wizard import DraftWizard
from app.core.routes import Phase
from app.core.scope import PageScope
from views.design import tokens
from views.design.button import Press, brings, link
from views.design.card import Part, align_start, column
from views.design.stepper import stepper
from views.design.text import heading, soft
from views.shell.beside import beside, use_asked, use_comes_back
from views.shell.context import use_program
from views.shell.ended import ended
from views.shell.feature import Route
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.text import WizardText

W = TypeVar("W", bound=DraftWizard)


@dataclass(frozen=True)
class StepPlace:
    """All that a step's screen is told of the wizard that it belongs to.

    Attributes:
        heading: the step's.
        lead: what stands under it, if anything does.
        number: its place in the row, from 1; None where it has none.
        total: how many places there are.
        back: goes to the step before; None on the first.
        go_on: goes to the step that is waited for now, unless that is still this one.
        way_out: draws how to leave the wizard.
    """

    heading: str
    lead: str
    number: int | None
    total: int
    back: Press | None
    go_on: Callable[[], None]
    way_out: Callable[[], ft.Control]


@dataclass(frozen=True)
class StepSpec(Generic[W]):
    """One step of a wizard.

    Attributes:
        heading: its heading.
        draw: draws it, at its place, of the wizard's state.
        lead: what stands under the heading, if anything does.
    """

    heading: str
    draw: Callable[[StepPlace, W], ft.Control]
    lead: str = ""


@dataclass(frozen=True)
class WizardSpec(Generic[W]):
    """One wizard.

    Attributes:
        wizard: finds its state; None when nothing of it is under way here.
        path: gives the path of a step.
        steps: its steps, by the API's names for them.
        numbers: the places that the steps have for this person, from 1; two may share one, and one may have none.
        way_out: draws how to leave it.
        otherwise: drawn where nothing of it is under way.
        signed_in: whether it is gone through with a session, which may end.
    """

    wizard: Callable[[PageScope], W | None]
    path: Callable[[str], str]
    steps: Mapping[str, StepSpec[W]]
    numbers: Callable[[W], Mapping[str, int]]
    way_out: Callable[[PageScope], ft.Control]
    otherwise: Callable[[PageScope], ft.Control]
    signed_in: bool = False

    def place(self, scope: PageScope, wizard: W, name: str) -> StepPlace:
        """Return the place of a step, for the person whose wizard it is."""
        step, numbers, before = self.steps[name], self.numbers(wizard), wizard.before(name)

        def go_on() -> None:
            if wizard.step not in {None, name}:
                navigate(ft.context.page, self.path(str(wizard.step)))

        return StepPlace(
            step.heading,
            step.lead,
            numbers.get(name),
            max(numbers.values()),
            go(self.path(before)) if before != name else None,
            go_on,
            partial(self.way_out, scope),
        )

    def screen(self, name: str) -> Callable[[PageScope], ft.Control]:
        """Return a step's screen, seen by people who have come that far alone.

        Others are led to their own step, as are those who have just given the code, which serves once.
        """

        @ft.component
        def guarded(scope: PageScope, wizard: W) -> ft.Control:
            page = ft.context.page
            shown = ft.use_route_location() == ft.use_view_path()
            elsewhere = None if wizard.may_stand_at(name) else wizard.step

            async def lead() -> None:
                if elsewhere is not None and shown:
                    navigate(page, self.path(elsewhere))

            ft.use_effect(lead, [elsewhere, shown])
            asked, drawn = use_asked(), use_program().menus.beside
            if wizard.step is None:
                return self.otherwise(scope)
            if elsewhere is not None:
                return screen(self.steps[name].heading)
            if asked is not None and drawn is not None:
                return drawn(scope, asked)
            return self.steps[name].draw(self.place(scope, wizard, name), wizard)

        def found(scope: PageScope) -> ft.Control:
            session, _ = ft.use_state(scope.session)
            if session.phase is Phase.ENDED and self.signed_in:
                return ended(session)
            wizard = self.wizard(scope)
            return guarded(scope, wizard) if wizard is not None else self.otherwise(scope)

        return found

    def routes(self) -> list[Route]:
        """Return where the steps stand."""
        return [Route(self.path(name), self.screen(name)) for name in self.steps]


def step(
    place: StepPlace,
    *controls: Part,
    notices: list[ft.Control] | None = None,
    layout: Layout = Layout.FORM,
) -> ft.Control:
    """Return one step of a wizard.

    Args:
        place: where it stands.
        controls: what it asks.
        notices: what went wrong; they share a place with the heading, so that the fields keep theirs.
        layout: how wide it is.
    """
    number = []
    if place.number is not None:
        words = WizardText.step(place.number, place.total)
        number = [stepper(words, place.number, place.total)]
    lead = [soft(place.lead)] if place.lead else []
    head = column(*number, column(heading(place.heading), *lead, spacing=tokens.SPACE_8), notices or [])
    back = [align_start(link(WizardText.BACK, place.back))] if place.back is not None else []
    return screen(
        place.heading,
        column(
            head, *controls, column(back, _question(), spacing=0), place.way_out(), spacing=tokens.SPACE_24
        ),
        layout=layout,
    )


@ft.component
def _question() -> ft.Control:
    """Return the way to help beside the step, where the focus is again for who comes back from there."""
    path, comes_back = ft.use_route_location(), use_comes_back()
    words: ft.Ref[ft.TextButton] = ft.use_memo(ft.Ref, [])

    async def take_up() -> None:
        if comes_back and words.current is not None:
            await words.current.focus()

    ft.use_effect(take_up, [comes_back])
    page = ft.context.page

    def ask() -> None:
        navigate(page, beside(path))

    # No place: without script what is typed has to come along, which an address does not bring.
    return align_start(brings(link(WizardText.QUESTION, ask, ref=words)))
