"""Mes démarches."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.requests.appeal import APPEAL_DOCUMENT, AppealForm
from app.requests.filling import RequestFilling
from app.requests.paths import APPEAL, CHANGES, FILL, REQUEST, REQUESTS, START, request_path, start_path
from app.requests.request import FollowedRequest
from app.requests.requests import Openings, Requests
from app.requests.start import Start
from app.steps.document_answer import DocumentAnswering
from app.steps.notification_offer import NotificationOffer
from app.steps.open_acts import OpenAct
from app.steps.simulation_offer import SIMULATION_OFFER
from views.requests.appeal import appeal
from views.requests.changes import changes
from views.requests.fill import fill
from views.requests.request import request
from views.requests.requests import requests
from views.requests.start import start
from views.requests.text import ChangesText, RequestsSearchText, RequestsText, RequestText
from views.shell.feature import Feature, Finds, Place, Route, SearchEntry
from views.shell.guards import private


def _file_id(person: PersonScope) -> str | None:
    return person.file.file_id if person.file is not None else None


def _requests(person: PersonScope) -> ft.Control:
    offer = person.page.shared(SIMULATION_OFFER)
    return requests(person.account, person.state(Requests.of, _file_id(person)), offer)


def _changes(person: PersonScope) -> ft.Control:
    return changes(person.state(Openings.of, _file_id(person)))


def _start(person: PersonScope) -> ft.Control:
    questionnaire = ft.use_route_params().get("questionnaire", "")
    return start(person.account, person.state(Start.of, questionnaire, _file_id(person)))


def _request(person: PersonScope) -> ft.Control:
    request_id = ft.use_route_params().get("request", "")
    return request(person.state(FollowedRequest.of, request_id), person.page.state(NotificationOffer.of))


def _fill(person: PersonScope) -> ft.Control:
    request_id = ft.use_route_params().get("request", "")
    return fill(person, person.state(RequestFilling.of, request_id), request_id, _file_id(person))


def _appeal(person: PersonScope) -> ft.Control:
    request_id = ft.use_route_params().get("request", "")
    followed = person.state(FollowedRequest.of, request_id)
    documents = person.state(DocumentAnswering.of, APPEAL_DOCUMENT, _file_id(person))
    return appeal(followed, person.state(AppealForm.of, request_id), documents, request_id)


async def _acts(person: PersonScope) -> list[OpenAct]:
    found = person.state(Requests.of, _file_id(person))
    await found.read_early()
    return [
        OpenAct(
            f"request_{each.state}",
            each.title,
            RequestsText.due(each.state, each.due_on) or RequestText.DRAFT,
            RequestsText.GO_ON if each.state == "draft" else RequestsText.FOLLOW,
            request_path(each.request_id),
        )
        for each in found.value or ()
        if each.state in {"draft", "waiting"}
    ]


FEATURE = Feature(
    routes=(
        Route(
            REQUESTS,
            private(_requests),
            over=HOME,
            crumb=RequestsText.HEADING,
            name=RequestsText.HEADING,
        ),
        Route(CHANGES, private(_changes), over=REQUESTS, name=ChangesText.HEADING),
        Route(START, private(_start), over=REQUESTS),
        Route(REQUEST, private(_request), over=REQUESTS),
        Route(FILL, private(_fill), over=REQUESTS),
        Route(APPEAL, private(_appeal), over=REQUESTS),
    ),
    acts=_acts,
    places=(Place(25, RequestsText.HEADING, REQUESTS, ft.Icons.LIST_ALT_OUTLINED, short=RequestsText.SHORT),),
    search=(
        SearchEntry(start_path("moving"), RequestsSearchText.MOVING),
        SearchEntry(start_path("bank_details"), RequestsSearchText.BANK),
        SearchEntry(start_path("birth"), RequestsSearchText.BIRTH),
        SearchEntry(start_path("child_departure"), RequestsSearchText.CHILD),
        SearchEntry(start_path("couple"), RequestsSearchText.COUPLE),
        SearchEntry(start_path("separation"), RequestsSearchText.SEPARATION),
        SearchEntry(start_path("death"), RequestsSearchText.DEATH),
        SearchEntry(start_path("income"), RequestsSearchText.INCOME),
        SearchEntry(start_path("work"), RequestsSearchText.WORK),
        SearchEntry(start_path("study"), RequestsSearchText.STUDY),
        SearchEntry(start_path("housing_benefit"), RequestsSearchText.HOUSING),
        SearchEntry(start_path("prime_activite"), RequestsSearchText.ACTIVITY),
        SearchEntry(start_path("rsa"), RequestsSearchText.RSA),
        SearchEntry(start_path("cmg"), RequestsSearchText.CHILDCARE),
        SearchEntry(start_path("ars"), RequestsSearchText.SCHOOL),
        SearchEntry(CHANGES, RequestsSearchText.CHANGES),
        SearchEntry(REQUESTS, RequestsSearchText.FOLLOW),
    ),
    finds=(Finds("request", 40, RequestsSearchText.REQUEST_CALLED, request_path),),
)
