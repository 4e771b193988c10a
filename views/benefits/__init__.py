"""Aides et démarches."""

import flet as ft

from app.benefits.catalogue import Benefits
from app.benefits.paths import BENEFIT, BENEFITS, benefit_path
from app.core.scope import PageScope
from app.home.overview import closed_to_requests
from app.steps.enrolment_start import ENROLMENT_START
from app.steps.simulation_offer import SIMULATION_OFFER
from views.benefits.catalogue import benefit, benefits
from views.benefits.text import BenefitsSearchText, BenefitsText
from views.shell.benefit_names import benefit as name_of
from views.shell.feature import Feature, Route, SearchEntry, SearchKind


def _benefit(page: PageScope) -> ft.Control:
    return benefit(
        page.state(Benefits.of),
        ft.use_route_params().get("benefit", ""),
        page.session,
        page.shared(ENROLMENT_START).ask_for,
        lambda: closed_to_requests(page.person),
    )


FEATURE = Feature(
    routes=(
        Route(
            BENEFITS,
            lambda page: benefits(page.state(Benefits.of), page.shared(SIMULATION_OFFER)),
            name=BenefitsText.HEADING,
        ),
        Route(BENEFIT, _benefit, over=BENEFITS),
    ),
    search=(
        SearchEntry(BENEFITS, BenefitsSearchText.BENEFITS),
        *(
            SearchEntry(benefit_path(code), BenefitsSearchText.benefit(name_of(code), code), SearchKind.PAGE)
            for code in BenefitsSearchText.WORDS
        ),
    ),
)
