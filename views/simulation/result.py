"""What a simulation found: what would be paid, why not, and what another salary would change."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import flet as ft

from app.benefits.paths import BENEFITS, benefit_path
from app.core.routes import Phase
from app.core.session import Session
from app.requests.paths import start_path
from app.simulation.estimates import Estimate, Estimates, SimulationResult
from app.simulation.paths import SIMULATION
from app.simulation.simulation import Simulation
from views.design import tokens
from views.design.button import link, primary, secondary, sends
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.responsive import beside
from views.design.slider import slider
from views.design.text import body, heading, hint, section, soft
from views.shell.formats import euros
from views.shell.layout import Layout, go, screen
from views.simulation.text import SimulationText, about

_CENTS: Final = 100
_FORMS: Final[Mapping[str, str]] = {
    "apl": "housing_benefit",
    "ars": "ars",
    "prime_activite": "prime_activite",
    "rsa": "rsa",
}
"""The forms of the benefits that are asked for here."""


@ft.component
def result(simulation: Simulation, session: Session) -> ft.Control:
    """Return the estimates, with the ways on to the requests.

    Args:
        simulation: what was answered, and what came of it.
        session: who is here.
    """
    state = simulation.estimates
    found = state.result
    ft.use_effect(simulation.again, [])
    if found is None:
        # A page that is loaded anew has no answers left.
        return screen(
            SimulationText.RESULT,
            column(heading(SimulationText.RESULT), soft(SimulationText.GONE)),
            primary(SimulationText.START, go(SIMULATION)),
            layout=Layout.TEXT,
        )
    # What is asked for here comes first.
    paid = sorted(
        (each for each in found.estimates if each.amount), key=lambda each: each.benefit not in _FORMS
    )
    signed_in = session.phase is Phase.SIGNED_IN
    return screen(
        SimulationText.RESULT,
        column(
            soft(SimulationText.rules(found.rules_date)), heading(_total(state, paid)), spacing=tokens.SPACE_8
        ),
        card(rows(*(_estimate(each, int(found.month[:4]) - 2) for each in found.estimates))),
        _what_if(state, found),
        notice(Tone.INFORMATION, SimulationText.NOTICE, SimulationText.NOTICE_MORE),
        [
            (secondary if rank else primary)(
                SimulationText.ask(each.benefit), go(_request_of(each.benefit, signed_in=signed_in))
            )
            for rank, each in enumerate(paid)
        ],
        [] if paid else align_start(link(SimulationText.BENEFITS, go(BENEFITS))),
        align_start(link(SimulationText.CHANGE, go(SIMULATION))),
        layout=Layout.TEXT,
    )


def _request_of(benefit: str, *, signed_in: bool) -> str:
    """Return where a benefit is asked for: its form takes over what was answered here."""
    form = _FORMS.get(benefit)
    return start_path(form) if form is not None and signed_in else benefit_path(benefit)


def _total(state: Estimates, paid: list[Estimate]) -> str:
    if state.monthly:
        return SimulationText.total(state.monthly)
    return SimulationText.NOTHING_MONTHLY if paid else SimulationText.NOTHING


@ft.component
def _estimate(estimate: Estimate, past_year: int) -> ft.Control:
    """Return what a benefit would be, what that rests on, and why it is nothing."""
    explained, explain = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    name = SimulationText.name(estimate.benefit)
    yearly = estimate.paid == "yearly" and estimate.amount
    figure = SimulationText.yearly(estimate.amount) if yearly else about(estimate.amount)
    facts = [SimulationText.fact(each.fact, each.value, past_year) for each in estimate.basis]
    rests = SimulationText.basis([each for each in facts if each])
    parts: list[ft.Control] = [
        ft.MergeSemantics(content=beside(body(name, bold=True), body(figure))),
        *([hint(rests)] if rests else []),
    ]
    if estimate.why_not is not None:
        reason = SimulationText.reason(estimate.why_not.reason, estimate.why_not.salary)
        words = SimulationText.CLOSE if explained else SimulationText.why(estimate.benefit)
        toggle = partial(explain, not explained)
        parts.append(align_start(link(words, lambda _: toggle())))
        parts.append(ft.Semantics(live_region=True, content=body(reason) if explained else column()))
    return ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
        content=column(*parts, spacing=tokens.SPACE_4),
    )


@ft.component
def _what_if(state: Estimates, found: SimulationResult) -> ft.Control:
    """Return the slider, and what would be paid with the salary that it stands at."""
    chosen = state.with_salary
    if chosen is None:
        return column()
    incomes = found.slider.incomes
    said: list[ft.Control] = []
    if state.salary is not None:
        said = [
            body(SimulationText.with_salary(chosen.salary, chosen.monthly), bold=True),
            soft(SimulationText.more_or_less(chosen.monthly - state.monthly)),
        ]
    return card(
        section(SimulationText.WHAT_IF),
        sent_together(
            slider(
                SimulationText.SALARY,
                value=chosen.salary // _CENTS,
                on_change=lambda salary: state.slide(salary * _CENTS),
                least=incomes[0] // _CENTS,
                most=incomes[-1] // _CENTS,
                step=(incomes[1] - incomes[0]) // _CENTS,
                words=lambda salary: euros(salary * _CENTS),
                field_label=SimulationText.SALARY_FIELD,
                hint_text=SimulationText.today(found.slider.income),
            ),
            sends(secondary(SimulationText.SEE, lambda _: state.slide(chosen.salary))),
            spacing=tokens.SPACE_12,
        ),
        ft.Semantics(live_region=True, content=column(*said, spacing=tokens.SPACE_4)),
        spacing=tokens.SPACE_12,
    )
