"""Prometheus reads what all workers counted, from a port of its own; dashboard and rules name what there is."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from server import sqlite_url
from tests.server.conftest import command
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port
from tests.support.processes import ROOT, Web

if TYPE_CHECKING:
    from pathlib import Path

DASHBOARD = ROOT / "deploy" / "grafana" / "mon-compte.json"
RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def scraped(address: str) -> Samples:
    text = httpx.get(f"http://{address}/metrics", verify=PLAIN, timeout=PATIENCE_S).text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return sum(
        number
        for (found, with_), number in samples.items()
        if found == f"mon_compte_{name}" and labels.items() <= dict(with_).items()
    )


def test_all_workers_and_hosts_are_counted(tmp_path: Path) -> None:
    """Numbers of two workers are one, by routes and not by addresses; all that dashboard and rules name is there."""
    at, of_web = (f"127.0.0.1:{free_port()}" for _ in range(2))
    database = sqlite_url(tmp_path / "server.sqlite3")
    options = ("--demo", "--workers", "2", "--database", database)
    with command(*options, MON_COMPTE_METRICS=at) as (_, url):
        before = value(scraped(at), "requests_total", route="/v1/places/{code}")
        for number in range(30):
            with httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
                http.get(f"/v1/unknown-{number}")
                http.post("/v1/sessions", json={"identifier": "1850578006084", "password": "x"})
                assert http.get("/metrics").status_code == 404
        web = Web(tmp_path, url, MON_COMPTE_METRICS=of_web)
        try:
            web.start()
            httpx.get(f"{web.url}/a-propos", verify=PLAIN, timeout=PATIENCE_S)
            host = scraped(of_web)
        finally:
            web.stop()
        deadline = time.monotonic() + PATIENCE_S
        while value(found := scraped(at), "swept_timestamp_seconds") == 0:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    assert before == 0
    assert value(found, "requests_total", route="/v1/sessions", method="POST") == 30
    assert value(found, "requests_total", route="other", status="404") == 60
    assert value(found, "request_duration_seconds_count", route="/v1/sessions") == 30
    assert value(found, "database_up") == 1
    assert value(found, "password_checks") == 0
    assert ("mon_compte_tabs", frozenset()) in host
    assert "1850578006084" not in str(found)
    there = {name for name, _ in (*found, *host)}
    # Counted as they first happen: no page was told of a change, no message left, no sweep failed.
    there |= {"mon_compte_page_updates_total", "mon_compte_messages_total", "mon_compte_failed_sweeps_total"}
    named = set(re.findall(r"\bmon_compte_\w+", DASHBOARD.read_text() + RULES.read_text()))
    assert named <= there
    assert {name.removesuffix("_bucket") for name in named} >= {
        name for name in there if not name.endswith(("_created", "_sum", "_count", "_bucket"))
    }


def test_the_dashboard_is_whole() -> None:
    """Each panel has an expression, a title and the source that is chosen."""
    board = json.loads(DASHBOARD.read_text())
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    for panel in board["panels"]:
        assert panel["title"]
        assert panel["datasource"]["uid"] == "${source}"
        assert all(target["expr"] for target in panel["targets"])


def test_the_rules_are_sound() -> None:
    """Prometheus' own tool reads the rules, and the expressions of the dashboard."""
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("no promtool: apt-get install prometheus")
    checked = subprocess.run(
        [promtool, "check", "rules", str(RULES)], capture_output=True, text=True, timeout=60, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_an_address_that_is_taken_is_said(tmp_path: Path) -> None:
    """Where somebody listens there, the server does not start, and says which setting it is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        database = sqlite_url(tmp_path / "server.sqlite3")
        with (
            pytest.raises(AssertionError, match="MON_COMPTE_METRICS"),
            command("--database", database, MON_COMPTE_METRICS=address),
        ):
            pass
