"""The fund of a demonstration: a program like any other, which comes in by the back office and by no other door."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import uuid4

import httpx
from fastapi.responses import Response

from questionnaires.definition import Kind
from questionnaires.parsing import parse
from server.back_office.rules import TOKEN_PATH, ClientScope
from server.back_office.service import Clients, NameTaken
from server.back_office.tables import Client
from server.clock import Clock
from server.db import Store
from server.db.engine import put
from server.db.tables import Fact
from server.demo.faults import OWN
from server.demo.requests import GRANTED
from server.demo.store import stop_clock
from server.requests.rules import RequestKind, RequestState, counts_from
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
    from typing import Self

    from starlette.types import ASGIApp, Receive, Scope, Send

    from questionnaires.definition import Definition
    from server.services import Services

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

_NAME: Final = "demonstration"
_SECRET: Final = "demo_fund_secret"  # noqa: S105 - a name
_SCOPES: Final = (ClientScope.DISPATCHES, ClientScope.DECISIONS)

# How long the fund takes, in a demonstration.
_STUDIED_AFTER: Final = timedelta(days=1)
_DECIDED_AFTER: Final = timedelta(days=3)
_APPEAL_TAKES: Final = timedelta(days=7)
_LATE: Final = (
    "Le document demandé n’est pas arrivé à temps. "
    "Vous pouvez contester cette décision, ou faire une nouvelle demande."
)
_HEARD: Final = "Votre recours est accepté : la décision est revue."
_OVER: Final = ("accepted", "refused", "withdrawn")


class DemoFund:
    """What the fund does in a demonstration, as any program of a fund does it.

    Args:
        services: that it is set up with: its client, its secret, the clock that it stops at each of its acts.

    Attributes:
        app: the whole server, once there is one that serves.
    """

    def __init__(self, services: Services) -> None:
        self.app: ASGIApp | None = None
        self._store = services[Store]
        self._clock = services[Clock]
        self._clients = services[Clients]
        name = next(iter(services[Settings].names), "*")
        self._host = "localhost" if name == "*" else name.replace("*", "caf")
        self._token = ""

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services)

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> httpx.Response:
        """Call an operation of the back office, from a thread without an event loop."""
        return asyncio.run(self._within(lambda program: program.ask(method, path, body)))

    def relay(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Response:
        """Call an operation, and return its refusal as it is, or that it is done."""
        answer = self.ask(method, path, body)
        if answer.is_success:
            return Response(status_code=204)
        return Response(answer.content, answer.status_code, media_type=answer.headers["content-type"])

    def live(self, until: datetime) -> None:
        """Do all that a fund would have done until then, each at its time, to which the clock is moved."""
        asyncio.run(self._within(lambda program: self._live(program, until)))

    def check_enrolments(self, verdict: str) -> None:
        """Settle every document that waits for the register, with that verdict."""
        asyncio.run(self._within(lambda program: self._check(program, verdict)))

    async def _within(self, work: Callable[[_Program], Coroutine[Any, Any, _T]]) -> _T:
        app = self.app
        assert app is not None  # noqa: S101 - it was asked over HTTP

        async def own(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, OWN: True}, receive, send)

        transport = httpx.ASGITransport(app=own)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{self._host}") as http:
            program = _Program(http, self._token, self._secret)
            try:
                return await work(program)
            finally:
                self._token = program.token

    async def _live(self, program: _Program, until: datetime) -> None:
        requests: dict[str, dict[str, Any]] = {}
        dispatches: dict[str, list[str]] = {}
        async for dispatch in program.waiting("request"):
            content = dispatch["content"]
            request_id = content["request_id"] if content is not None else ""
            dispatches.setdefault(request_id, []).append(dispatch["dispatch_id"])
            if content is not None:
                requests[request_id] = content
        for request_id in [*dispatches]:
            if request_id not in requests or requests[request_id]["state"] in _OVER:
                await program.acknowledge(dispatches.pop(request_id))
                requests.pop(request_id, None)
        while steps := [(at, each) for each in requests if (at := _moves_at(requests[each])) is not None]:
            at, request_id = min(steps)
            if at > until:
                return
            stop_clock(self._store, self._clock, at)
            path = f"/back-office/requests/{request_id}"
            # Somebody else may have moved it meanwhile: it is looked at anew in any case.
            await program.ask("POST", f"{path}/answer", await _answer(program, requests[request_id]))
            answer = await program.ask("GET", path)
            if answer.is_success and answer.json()["state"] not in _OVER:
                if answer.json() == requests[request_id]:
                    _log.warning("the demonstration's fund could not move a request")
                    return
                requests[request_id] = answer.json()
            else:
                await program.acknowledge(dispatches.pop(request_id))
                del requests[request_id]

    async def _check(self, program: _Program, verdict: str) -> None:
        async for dispatch in program.waiting("enrolment"):
            content = dispatch["content"]
            if content is not None and content["verdict"] == "to_check" and content["limit"] is not None:
                path = f"/back-office/enrolments/{content['account_id']}/answer"
                await program.ask("POST", path, {"verdict": verdict})
            if content is None or content["verdict"] == "to_check":
                await program.acknowledge([dispatch["dispatch_id"]])

    def _secret(self) -> str:
        """Return the secret of the fund's client, which is made at the first start, and after a reset."""
        with self._store.read() as transaction:
            kept = transaction.get(Fact, _SECRET)
            if kept is not None and transaction.get(Client, _NAME) is not None:
                return kept.value
        try:
            secret = self._clients.create(_NAME, _SCOPES)
        except NameTaken:  # by another worker, a moment ago
            secret = self._clients.rotate(_NAME)
        with self._store.write() as transaction:
            put(transaction, Fact, name=_SECRET, value=secret)
        return secret


class _Program:
    """A program of the fund, as long as it has something to do."""

    def __init__(self, http: httpx.AsyncClient, token: str, secret: Callable[[], str]) -> None:
        self._http = http
        self.token = token
        self._secret = secret

    async def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, **params: Any
    ) -> httpx.Response:
        """Call an operation, once, with a token that works."""
        key = str(uuid4())
        for last in (False, True):
            if not self.token:
                self.token = await self._new_token()
            headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
            answer = await self._http.request(method, path, json=body, params=params, headers=headers)
            if answer.status_code != HTTPStatus.UNAUTHORIZED or last:
                return answer
            self.token = ""
        raise AssertionError

    async def waiting(self, kind: str) -> AsyncIterator[dict[str, Any]]:
        """Yield what is not acknowledged of a kind, with its content."""
        after = "0"
        while True:
            answer = await self.ask(
                "GET", "/back-office/dispatches", kind=kind, waiting=True, after=after, limit=500
            )
            page = answer.raise_for_status().json()
            if not page["items"]:
                return
            for each in page["items"]:
                whole = await self.ask("GET", f"/back-office/dispatches/{each['dispatch_id']}")
                if whole.is_success:
                    yield whole.json()
            after = page["next_cursor"]

    async def acknowledge(self, dispatch_ids: Sequence[str]) -> None:
        """Say that these are dealt with."""
        for each in dispatch_ids:
            await self.ask("POST", f"/back-office/dispatches/{each}/acknowledge")

    async def needs(self, questionnaire: str) -> Definition:
        """Return the newest version of a form."""
        answer = await self.ask("GET", f"/v1/questionnaires/{questionnaire}")
        said = answer.raise_for_status().json()
        return parse({name: value for name, value in said.items() if value is not None})

    async def _new_token(self) -> str:
        form = {"grant_type": "client_credentials"}
        answer = await self._http.post(TOKEN_PATH, data=form, auth=(_NAME, self._secret()))
        token: str = answer.raise_for_status().json()["access_token"]
        return token


def _moves_at(request: Mapping[str, Any]) -> datetime | None:
    """Return when the fund does something next with a request; None where it waits for nothing."""
    updated_at = datetime.fromisoformat(request["updated_at"])
    match request["state"]:
        case RequestState.SENT:
            counts = counts_from(request["questionnaire"], updated_at)
            return _start_of(counts) if counts else updated_at + _STUDIED_AFTER
        case RequestState.STUDIED:
            return updated_at + _DECIDED_AFTER
        case RequestState.WAITING if request["due_on"] is not None:
            return _start_of(date.fromisoformat(request["due_on"]) + timedelta(days=1))
        case RequestState.APPEALED:
            return updated_at + _APPEAL_TAKES
        case _:
            return None


async def _answer(program: _Program, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fund answers next."""
    match request["state"]:
        case RequestState.SENT:
            return {"state": "studied"}
        case RequestState.WAITING:
            return {"state": "refused", "reason": _LATE}
        case RequestState.APPEALED:
            return accepted(request, _HEARD)
        case _:
            return await _missing(program, request) or accepted(request)


async def _missing(program: _Program, request: Mapping[str, Any]) -> dict[str, Any] | None:
    """Ask for the first paper that the questionnaire named, where none was sent nor asked for."""
    if request["kind"] != RequestKind.BENEFIT or request["documents"]:
        return None
    form = await program.needs(request["questionnaire"])
    asked = [each.name for each in form.questions() if each.kind is Kind.DOCUMENT]
    needed = form.introduction.needed
    if not needed or any(request["answers"].get(name) for name in asked):
        return None
    return {"state": "waiting", "document": needed[0].document, "label": needed[0].label}


def accepted(request: Mapping[str, Any], reason: str | None = None) -> dict[str, Any]:
    """Return an acceptance, with what this fund grants to whoever asks: from the month on in which they asked."""
    answer: dict[str, Any] = {"state": "accepted", "reason": reason}
    sent_at = request["sent_at"]
    if (amount := GRANTED.get(request["benefit"] or "")) is not None and sent_at is not None:
        since = datetime.fromisoformat(sent_at).date().replace(day=1)
        answer["grant"] = {"benefit": request["benefit"], "amount": amount, "since": since.isoformat()}
    return answer


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)
