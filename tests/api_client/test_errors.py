from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import errors

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect


REFUSALS: list[tuple[int, str, type[errors.Refused]]] = [
    (401, "session_expired", errors.SessionExpired),
    (401, "credentials_refused", errors.CredentialsRefused),
    (422, "code_refused", errors.CodeRefused),
    (410, "code_expired", errors.CodeExpired),
    (410, "code_exhausted", errors.CodeExhausted),
    (409, "birth_date_required", errors.BirthDateRequired),
    (409, "name_required", errors.NameRequired),
    (429, "rate_limited", errors.RateLimited),
    (429, "resend_too_soon", errors.RateLimited),
    (429, "too_many_codes", errors.RateLimited),
    (403, "door_closed", errors.DoorClosed),
    (403, "migration_required", errors.MigrationRequired),
    (404, "not_found", errors.NotFound),
    (409, "changed_meanwhile", errors.ChangedMeanwhile),
    (409, "deadline_passed", errors.DeadlinePassed),
    (409, "slot_taken", errors.SlotTaken),
    (409, "too_many_appointments", errors.TooManyAppointments),
    (409, "step_out_of_order", errors.StepOutOfOrder),
    (422, "too_young", errors.TooYoung),
    (422, "document_refused", errors.DocumentRefused),
    (422, "scan_too_large", errors.ScanRefused),
    (422, "scan_type_refused", errors.ScanRefused),
    (503, "franceconnect_unavailable", errors.FranceConnectUnavailable),
    (410, "franceconnect_expired", errors.FranceConnectExpired),
    (409, "franceconnect_mismatch", errors.FranceConnectMismatch),
    (503, "simulation_unavailable", errors.SimulationUnavailable),
    (503, "simulation_starting", errors.SimulationStarting),
    (426, "update_required", errors.UpdateRequired),
    (503, "maintenance", errors.Maintenance),
    (503, "busy", errors.Busy),
    (500, "internal_error", errors.ServerFailed),
    (422, "validation_failed", errors.Refused),
    (405, "method_not_allowed", errors.Refused),
    (409, "idempotency_conflict", errors.Refused),
    (413, "payload_too_large", errors.Refused),
]


@pytest.mark.parametrize(("status", "code", "kind"), REFUSALS)
async def test_each_code_has_its_error(
    api: Api, connect: Connect, status: int, code: str, kind: type[errors.Refused]
) -> None:
    """Every code of the contract has its error, and the code survives where several share one."""
    client = await connect(sign_in=False)
    api.on("GET /health", lambda _: api.problem(status, code, request_id="r-1"))
    with pytest.raises(kind) as raised:
        await client.service.health()
    assert type(raised.value) is kind
    assert (raised.value.code, raised.value.status, raised.value.request_id) == (code, status, "r-1")


async def test_details_reach_the_caller(api: Api, connect: Connect) -> None:
    """What a screen needs to say (tries, waits, times, fields, doors) is typed on the error."""
    client = await connect(sign_in=False)

    async def refused(status: int, code: str, **said: Any) -> Any:
        api.on("GET /health", lambda _: api.problem(status, code, **said))
        with pytest.raises(errors.Refused) as raised:
            await client.service.health()
        return raised.value

    assert (await refused(422, "code_refused", tries_left=3)).tries_left == 3
    assert (await refused(429, "too_many_codes", retry_after=1800)).retry_after == 1800
    maintenance = await refused(
        503, "maintenance", until="2026-11-22T18:00:00Z", headers={"Retry-After": "90"}
    )
    assert maintenance.until == datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert maintenance.retry_after == 90
    door = await refused(403, "door_closed", door="payments", reason="procuration_required")
    assert (door.door, door.reason) == ("payments", "procuration_required")
    assert (await refused(409, "step_out_of_order", step="identity")).step == "identity"
    assert (await refused(422, "too_young", age_limit=15)).age_limit == 15
    assert (await refused(422, "document_refused", verdict="expired")).verdict == "expired"
    assert (await refused(422, "scan_too_large", limit=10_485_760)).limit == 10_485_760
    invalid = await refused(422, "validation_failed", errors=[{"field": "password", "code": "too_long"}])
    assert invalid.fields == {"password": "too_long"}


async def test_retry_after_may_be_a_date(api: Api, connect: Connect) -> None:
    """A proxy gives Retry-After as a date (RFC 9110): the wait is understood all the same."""
    client = await connect(sign_in=False)
    at = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    api.on("GET /health", lambda _: httpx.Response(429, text="slow down", headers={"Retry-After": at}))
    with pytest.raises(errors.RateLimited) as raised:
        await client.service.health()
    assert raised.value.retry_after is not None
    assert 3500 < raised.value.retry_after <= 3600


NOT_THE_API = {
    "HTML": httpx.Response(200, html="<!doctype html><title>Portail</title>"),
    "cut JSON": httpx.Response(200, text='{"status": "ok", "ver'),
    "another schema": httpx.Response(200, json={"status": "fine"}),
    "a list": httpx.Response(200, json=[]),
    "nothing": httpx.Response(204),
    "a redirect": httpx.Response(302, headers={"Location": "http://elsewhere.test/"}),
    "HTML refusing": httpx.Response(403, html="<h1>Forbidden</h1>"),
    "bad encoding": httpx.Response(
        200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(b"no gzip")
    ),
}


@pytest.mark.parametrize("answer", NOT_THE_API.values(), ids=NOT_THE_API.keys())
async def test_an_answer_that_is_not_the_apis_is_invalid(
    api: Api, connect: Connect, answer: httpx.Response
) -> None:
    """A captive portal, a proxy, another server: never taken for an answer, and no redirect is followed."""
    client = await connect(sign_in=False)
    api.on("GET /health", lambda _: answer)
    with pytest.raises(errors.ResponseInvalid):
        await client.service.health()
    assert len(api.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, html="<h1>Internal Server Error</h1>"),
        httpx.Response(502, text="Bad gateway"),
        httpx.Response(503, json={"detail": "no upstream"}),
        httpx.Response(504),
        httpx.Response(599, json={"code": "brand_new"}),
    ],
    ids=lambda answer: str(answer.status_code),
)
async def test_a_broken_server_is_said_to_be_broken(
    api: Api, connect: Connect, answer: httpx.Response
) -> None:
    """A 5xx in any shape is the server's failure, not an answer we misread."""
    client = await connect(sign_in=False)
    api.on("GET /health", lambda _: answer)
    with pytest.raises(errors.ServerFailed) as raised:
        await client.service.health()
    assert raised.value.status == answer.status_code


@pytest.mark.parametrize(
    "said",
    [
        {"errors": "none", "request_id": 7, "retry_after": "soon", "until": "tomorrow"},
        {"errors": [None, {"field": 1}], "retry_after": [], "until": 3, "tries_left": "many", "door": {}},
    ],
)
@pytest.mark.parametrize(
    "code", ["validation_failed", "maintenance", "rate_limited", "code_refused", "door_closed"]
)
async def test_a_malformed_problem_is_still_the_refusal_it_names(
    api: Api, connect: Connect, code: str, said: dict[str, Any]
) -> None:
    """Details of the wrong type are left out; they never hide the refusal behind another error."""
    client = await connect(sign_in=False)
    api.on("GET /health", lambda _: api.problem(418, code, **said))
    with pytest.raises(errors.Refused) as raised:
        await client.service.health()
    assert raised.value.code == code
