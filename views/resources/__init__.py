"""Mes ressources, their corrections, and Mon quotient familial."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.resources.correction import CorrectionForm
from app.resources.paths import CORRECTION, CORRECTIONS, QUOTIENT, RESOURCES, YEAR
from app.resources.quotient import Quotient
from app.resources.resources import Corrections, Resources, year_of
from views.resources.correction import correction
from views.resources.corrections import corrections
from views.resources.quotient import quotient
from views.resources.resources import resources
from views.resources.text import CorrectionsText, QuotientText, ResourcesSearchText, ResourcesText
from views.shell.feature import Feature, Route, SearchEntry
from views.shell.guards import private
from views.shell.navigation import use_query


def _resources(person: PersonScope) -> ft.Control:
    year, file = year_of(use_query().get(YEAR)), person.file
    return resources(person.account, file.state(Resources.of, year) if file is not None else None)


def _correction(person: PersonScope) -> ft.Control:
    resource_id, file = ft.use_route_params().get("resource_id", ""), person.file
    year = year_of(use_query().get(YEAR))
    if file is None:
        return correction(person.account, None, None, resource_id)
    return correction(
        person.account,
        file.state(Resources.of, year),
        file.state(CorrectionForm.of, resource_id),
        resource_id,
    )


def _corrections(person: PersonScope) -> ft.Control:
    file = person.file
    return corrections(person.account, file.state(Corrections.of) if file is not None else None)


def _quotient(person: PersonScope) -> ft.Control:
    file = person.file
    return quotient(person.account, file.state(Quotient.of) if file is not None else None)


FEATURE = Feature(
    routes=(
        Route(
            RESOURCES,
            private(_resources),
            over=HOME,
            crumb=ResourcesText.HEADING,
            name=ResourcesText.HEADING,
        ),
        Route(CORRECTIONS, private(_corrections), over=RESOURCES, name=CorrectionsText.HEADING),
        Route(CORRECTION, private(_correction), over=RESOURCES),
        Route(QUOTIENT, private(_quotient), over=HOME, crumb=QuotientText.HEADING, name=QuotientText.HEADING),
    ),
    search=(
        SearchEntry(RESOURCES, ResourcesSearchText.RESOURCES),
        SearchEntry(QUOTIENT, ResourcesSearchText.QUOTIENT),
    ),
)
