"""The server against oidc-provider, the package that FranceConnect is built on, configured like it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import httpx
import pytest

from server import Settings, sqlite_url
from server.demo.openid_people import IDENTITIES
from server.settings.franceconnect import FranceConnect
from tests.server.conftest import ACCOUNTS, serving, wait_until
from tests.server.franceconnect_steps import Browser, Program, heading, join, said
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parents[2] / "franceconnect"
SECRET = "of-the-tests-of-the-tests-of-the-tests"
# The provider must know this server's address before there is a port: the browser adds it.
PUBLIC = "http://127.0.0.1"
PEOPLE = ("responsable-seul", "avec-nir")

# Two processes that install at once would disturb each other.
pytestmark = pytest.mark.xdist_group("npm")


@pytest.fixture(scope="module")
def node() -> str:
    """Return the path of Node, after installing the package as its lock file says."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("Node is not installed: the provider that FranceConnect is built on cannot run")
    # npm writes this file last: without it the install was interrupted.
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=HERE,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip("npm cannot install oidc-provider here")
    return node


@pytest.fixture(scope="module")
def issuer(node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("npm") / "provider.log"
    port = free_port()
    with log.open("w") as words, _running(node, port, words) as process:
        wait_until(lambda: process.poll() is not None or _listens(port))
        assert process.poll() is None, log.read_text()
        yield f"http://127.0.0.1:{port}/api/v2"


@contextmanager
def _running(node: str, port: int, words: IO[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [node, str(HERE / "provider.mjs")],
        env={
            **os.environ,
            "PORT": str(port),
            "CALLBACK": f"{PUBLIC}/franceconnect/callback",
            "SIGNED_OUT": f"{PUBLIC}/franceconnect/signed-out",
            "SECRET": SECRET,
            "PEOPLE": json.dumps({name: IDENTITIES[name].claims for name in PEOPLE}),
        },
        stdout=subprocess.DEVNULL,
        stderr=words,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _listens(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def http(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    party = FranceConnect(
        issuer=issuer,
        client_id="mon-compte",
        client_secret=SECRET,
        redirect=f"{PUBLIC}/franceconnect/callback",
    )
    database = sqlite_url(tmp_path_factory.mktemp("peer") / "server.sqlite3")
    wanted = Settings(database=database, demo=True, franceconnect=party)
    with serving(wanted) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as client:
        yield client


def _choose_at_provider(http: httpx.Client, browser: Browser, url: str, choice: str) -> dict[str, str]:
    """Go through the provider's pages with a choice; return what the program is told."""
    page = browser.go(url)
    assert page.text == "login or refuse"
    answer = browser.http.get(f"{page.url}?{choice}")
    return browser.come_back(answer)


def test_first_time_second_time_and_logout(http: httpx.Client) -> None:
    """The account is linked after one password, then opens directly, and a logout ends the provider's session."""
    browser, account = Browser(moved=(PUBLIC, str(http.base_url))), ACCOUNTS["responsable-seul"]
    program = Program(http)
    code = _choose_at_provider(http, browser, program.begin(), "login=responsable-seul")["code"]
    first = program.exchange(code).json()
    assert first["kind"] == "join_required", first
    body = {"identifier": account.identifier, "password": account.password}
    session = http.post("/v1/sessions", json=body).json()["session"]
    assert join(http, session, first["ticket"]).status_code == 200

    again = Program(http)
    code = _choose_at_provider(http, browser, again.begin(), "login=responsable-seul")["code"]
    second = again.exchange(code).json()
    assert second["kind"] == "session"
    assert second["vouched"]["birth_name"] == "Lefèvre"

    asked = browser.go(second["logout_url"])
    action, csrf = re.findall(r'action="([^"]+)"|name="xsrf" value="([^"]+)"', asked.text)
    form = {"xsrf": csrf[1], "logout": "yes"}
    confirmed = browser.http.post(action[0], data=form)
    last = browser.go(confirmed.headers["location"])
    assert heading(last) == "Vous êtes déconnecté de FranceConnect"
    assert "?" not in str(last.url)


def test_a_newcomer(http: httpx.Client) -> None:
    """A person without an account is offered an enrolment with the whole identity."""
    browser, program = Browser(moved=(PUBLIC, str(http.base_url))), Program(http)
    code = _choose_at_provider(http, browser, program.begin(), "login=avec-nir")["code"]
    outcome = program.exchange(code).json()
    assert (outcome["kind"], outcome["vouched"]["missing"]) == ("creation", [])
    assert outcome["vouched"]["mail"] == "avec-nir@example.org"


def test_refused(http: httpx.Client) -> None:
    """A refusal at the provider is told to the program."""
    browser, program = Browser(moved=(PUBLIC, str(http.base_url))), Program(http)
    assert _choose_at_provider(http, browser, program.begin(), "refuse") == {"error": "denied"}


def test_what_it_asks_for_is_taken(http: httpx.Client) -> None:
    """Only parameters that FranceConnect accepts are sent: the provider refuses others."""
    browser = Browser(moved=(PUBLIC, str(http.base_url)))
    browser.go(Program(http).begin())
    assert "code_challenge" not in said(browser.seen[1])
