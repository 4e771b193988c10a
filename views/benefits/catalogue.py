"""Aides et démarches: the catalogue, and one benefit of it."""

from collections.abc import Callable

import flet as ft

from app.benefits.catalogue import Benefits, Theme
from app.benefits.paths import BENEFITS, benefit_path
from app.core import routes
from app.core.routes import Phase
from app.core.session import Session
from app.enrolment.paths import ENROLMENT
from app.requests.paths import start_path
from app.steps.simulation_offer import SimulationOffer
from views.benefits.text import BenefitsText
from views.design import tokens
from views.design.button import link, primary, row, secondary
from views.design.card import align_start, card, column
from views.design.items import items, rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.shell.benefit_names import benefit as benefit_name
from views.shell.doors import closed
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.not_found import missing
from views.shell.resource_view import resource_view
from views.steps.simulation_door import simulation_door
from views.steps.text import RequestText

_SKELETON = (160, 160, 160)


def benefits(state: Benefits, offer: SimulationOffer) -> ft.Control:
    """Return every theme with its benefits, and the way to a simulation."""
    return screen(
        BenefitsText.HEADING,
        column(heading(BenefitsText.HEADING), soft(BenefitsText.LEAD)),
        simulation_door(offer),
        resource_view(state, lambda themes: column(*(_theme(theme) for theme in themes)), _SKELETON),
        layout=Layout.TEXT,
    )


def _theme(theme: Theme) -> ft.Control:
    listed = (row(benefit_name(item.benefit), go(benefit_path(item.benefit))) for item in theme.benefits)
    return card(section(BenefitsText.theme(theme.theme)), rows(*listed))


@ft.component
def benefit(
    state: Benefits,
    code: str,
    session: Session,
    ask_for: Callable[[str], None],
    closed_to: Callable[[], str | None],
) -> ft.Control:
    """Return one benefit, with the way to ask for it.

    Args:
        state: the catalogue.
        code: the benefit's.
        session: who is here.
        ask_for: has an account created for it.
        closed_to: tells why the person signed in may ask for nothing; None where they may.
    """
    if state.value is not None and state.find(code) is None:
        return missing()
    name = benefit_name(code) if state.value is not None else BenefitsText.HEADING
    return screen(
        name,
        column(align_start(link(BenefitsText.BACK, go(BENEFITS))), heading(name), spacing=tokens.SPACE_8),
        resource_view(state, lambda _: _details(state, code, session, ask_for, closed_to), _SKELETON),
        layout=Layout.TEXT,
    )


@ft.component
def _details(
    state: Benefits,
    code: str,
    session: Session,
    ask_for: Callable[[str], None],
    closed_to: Callable[[], str | None],
) -> ft.Control:
    asked, ask = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    found = state.find(code)
    if found is None:
        return column()
    parts = [
        _list(BenefitsText.AUDIENCE, BenefitsText.audience(found.audience)),
        _list(BenefitsText.NEEDED, BenefitsText.needed(found.needed)),
    ]
    form = found.questionnaire
    today = [] if form is not None else [_today(listed=bool(BenefitsText.needed(found.needed)))]
    place = start_path(form) if form is not None else benefit_path(found.benefit)
    if session.phase is Phase.SIGNED_IN:
        # Whoever may not speak for the household is told so first.
        reason = closed_to()
        if reason:
            return column(*parts, card(section(BenefitsText.REQUEST), closed(reason)))
        return column(*parts, *today, *([primary(BenefitsText.REQUEST, go(place))] if form else []))
    if not asked:
        return column(*parts, *today, primary(BenefitsText.REQUEST, lambda: ask(lambda _: True)))

    def create(event: ft.Event[ft.Control]) -> None:
        ask_for(found.benefit)
        navigate(event.page, ENROLMENT)

    def sign_in(event: ft.Event[ft.Control]) -> None:
        session.want(place)
        navigate(event.page, routes.SIGN_IN)

    ways = card(
        section(BenefitsText.ACCOUNT_HEADING),
        soft(BenefitsText.ACCOUNT_NEEDED if form else BenefitsText.ACCOUNT_MORE),
        primary(BenefitsText.CREATE, create),
        secondary(BenefitsText.HAVE, sign_in),
        spacing=tokens.SPACE_16,
    )
    return column(*parts, *today, ways)


def _today(*, listed: bool) -> ft.Control:
    """Return how the benefit is asked for as long as it cannot be here: said before an account is made for it."""
    text = f"{RequestText.TODAY_MORE} {BenefitsText.TODAY_NEEDED}" if listed else RequestText.TODAY_MORE
    return notice(Tone.INFORMATION, BenefitsText.TODAY, text, level=2)


def _list(title: str, lines: list[str]) -> ft.Control:
    return card(section(title), items(*(body(line) for line in lines), spacing=tokens.SPACE_8))
