"""The log as JSON: an object a line, one id for a request on each machine, and no secret whatever is sent."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx

from server import sqlite_url
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.processes import ROOT, Api, Web

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Find, Start

NIR = "185057800608491"
PASSWORD = "Wrong-Password-77"

# What no line should ever hold, on every way into the log: messages, arguments, exceptions, warnings, threads.
CARELESS = f"""
import logging, threading, warnings
from hosting import logs
logs.configure("debug", "json")
logs.REQUEST_ID.set("the-id")
log = logging.getLogger("careless")
log.info("of %s", "{NIR}")
log.info("of {NIR}\\nforged \\u202e line")
log.info("not enough for %s and %s", "{NIR}")
warnings.warn("of {NIR}")
try:
    raise ValueError("of {NIR}")
except ValueError:
    log.exception("failed")
def fail():
    raise ValueError("of {NIR} in a thread")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
raise ValueError("of {NIR} at the end")
"""


def lines_of(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def test_whatever_is_written_is_redacted() -> None:
    """Messages, warnings and exceptions that nobody caught are lines of the log, without what looks like a NIR."""
    ran = subprocess.run(
        [sys.executable, "-c", CARELESS], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert NIR not in ran.stderr
    broken = [line for line in ran.stderr.splitlines() if not line.startswith("{")]
    assert [line.startswith("a line of careless could not be written") for line in broken] == [True]
    lines = lines_of("\n".join(line for line in ran.stderr.splitlines() if line not in broken))
    assert len(lines) == 6
    assert all("[masqué]" in json.dumps(line, ensure_ascii=False) for line in lines)
    assert {line["logger"] for line in lines} == {"careless", "py.warnings", "uncaught"}
    assert [line.get("request_id") for line in lines[:4]] == ["the-id"] * 4
    assert ran.stderr.isascii()


def test_workers_log_every_request_and_no_secret(demo_file: Path, account: Find, start: Start) -> None:
    """In each worker a request is one object with its id, and what is sent anywhere in it is nowhere in the log."""
    known = account("responsable-couple")
    ids = []
    options = ("--demo", "--workers", "2", "--log-level", "debug", "--database", sqlite_url(demo_file))
    with (
        start(*options, MON_COMPTE_LOG_FORMAT="json") as (process, url),
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        body = {"identifier": known.identifier, "password": known.password}
        session = http.post("/v1/sessions", json=body).json()["session"]
        token = session["access_token"]
        for method, path, options_of in (
            (
                "GET",
                f"/v1/me?nir={NIR}&password={PASSWORD}",
                {"headers": {"Authorization": f"Bearer {token}"}},
            ),
            ("GET", f"/v1/{NIR}/{token}", {}),
            ("POST", "/v1/sessions", {"json": {"identifier": NIR, "password": PASSWORD}}),
            ("POST", "/v1/sessions", {"content": f'{{"password": "{PASSWORD}'.encode()}),
            ("POST", "/v1/sessions/refresh", {"json": {"refresh_token": session["refresh_token"]}}),
            ("GET", "/v1/me", {"headers": {"X-Forwarded-For": NIR, "User-Agent": token, "Cookie": PASSWORD}}),
        ):
            answer = http.request(method, path, **options_of)
            ids.append((answer.headers["x-request-id"], answer.status_code))
            if answer.status_code >= 400:
                assert answer.json()["request_id"] == ids[-1][0]
        process.terminate()
        said = process.communicate(timeout=PATIENCE_S)[0]
    for secret in (NIR, PASSWORD, known.identifier, known.password, token, session["refresh_token"]):
        assert secret not in said
    lines = {line.get("request_id"): line for line in lines_of(said) if line["logger"] == "server.access"}
    assert [(each, lines[each]["status"]) for each, _ in ids] == ids


def test_an_id_is_that_of_a_proxy_alone(start: Start, demo_file: Path) -> None:
    """Whoever is no proxy cannot have requests written under an id of theirs; a proxy's trace becomes one."""
    asked, trace = str(uuid4()), uuid4()
    given = {"X-Request-Id": asked}
    traced = {"traceparent": f"00-{trace.hex}-00f067aa0ba902b7-01"}
    database = sqlite_url(demo_file)
    with start("--demo", "--database", database, MON_COMPTE_TRUSTED_PROXIES="none") as (_, url):
        for headers in (given, traced):
            answer = httpx.get(f"{url}/v1/me", headers=headers, verify=PLAIN, timeout=PATIENCE_S)
            assert answer.headers["x-request-id"] not in {asked, str(trace)}
    with start("--demo", "--database", database) as (_, url):
        answer = httpx.get(f"{url}/v1/me", headers=traced, verify=PLAIN, timeout=PATIENCE_S)
        assert answer.headers["x-request-id"] == answer.json()["request_id"] == str(trace)


def test_one_id_from_the_browser_to_the_server(tmp_path: Path) -> None:
    """What a proxy asks of a host of browsers, and what that asks of the server for it, have one id in the log."""
    asked = str(uuid4())
    api = Api(tmp_path, MON_COMPTE_LOG_FORMAT="json")
    web = Web(tmp_path, api.url)
    try:
        api.start()
        web.start()
        answer = httpx.get(
            f"{web.url}/a-propos", headers={"X-Request-Id": asked}, verify=PLAIN, timeout=PATIENCE_S
        )
        assert answer.status_code == 200
        assert answer.headers["x-request-id"] == asked
    finally:
        web.stop()
        api.stop()
    lines = lines_of(api.log.read_text())
    assert "/health" in {line.get("path") for line in lines if line.get("request_id") == asked}
