"""Attacks on the sign-in through FranceConnect: a provider that lies, and browsers that bring false answers.

The attacks and their answers are one table, which `docs/franceconnect.md` repeats.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server import Settings, sqlite_url
from server.settings.franceconnect import FranceConnect
from tests.server.conftest import serving
from tests.server.franceconnect.attacks import CALLBACKS, OTHER, OTHERS, P384, TOKENS, WEAK, ago
from tests.server.franceconnect_steps import RETURN, Browser, Program, heading, said
from tests.server.lying_provider import (
    CLIENT,
    PERSON,
    SECRET,
    Lies,
    LyingProvider,
    lying,
    sign_rs256,
    signed_with,
)
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port
from tests.support.properties import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import Serve

OVER = "Cette page n’est plus valable"


@dataclass
class Scene:
    """A server, the lying provider that it trusts, a program and a browser."""

    http: httpx.Client
    hostile: LyingProvider
    browser: Browser = field(default_factory=Browser)

    def start(self) -> tuple[Program, dict[str, str]]:
        """Begin a sign-in; return the program, and the parameters that the browser takes to the provider."""
        program = Program(self.http)
        # The provider's settings were made before the server had a port.
        self.browser.moved = ("http://127.0.0.1", str(self.http.base_url))
        asked = said(self.browser.get(program.begin()).headers["location"])
        self.hostile.nonce = asked["nonce"]
        return program, asked

    def answer(self, asked: dict[str, str], **changed: str) -> httpx.Response:
        """Bring the provider's answer back by the browser."""
        parameters = {"state": asked["state"], **changed}
        return self.browser.get(f"{self.http.base_url}/franceconnect/callback?{_query(parameters)}")

    def page(self, answer: httpx.Response) -> str:
        """Return the heading of the page that the browser is sent to; its address must have no parameters."""
        assert answer.status_code == 303
        assert "?" not in answer.headers["location"]
        return heading(self.browser.get(f"{self.http.base_url}{answer.headers['location']}"))


def _query(parameters: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())


def told(answer: httpx.Response) -> dict[str, str]:
    """Return what the program is told."""
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(RETURN)
    return said(answer.headers["location"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, LyingProvider]]:
    with lying() as hostile:
        party = FranceConnect(
            issuer=hostile.issuer,
            client_id=CLIENT,
            client_secret=SECRET,
            redirect="http://127.0.0.1/franceconnect/callback",
        )
        folder = tmp_path_factory.mktemp("attacks")
        wanted = Settings(database=sqlite_url(folder / "s.sqlite3"), demo=True, franceconnect=party)
        with serving(wanted) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
            yield http, hostile


@pytest.fixture
def scene(shared: tuple[httpx.Client, LyingProvider]) -> Scene:
    http, hostile = shared
    hostile.lies = Lies()
    return Scene(http, hostile)


@pytest.mark.parametrize(
    ("lies", "answer", "reason"), [row[1:] for row in TOKENS], ids=[row[0] for row in TOKENS]
)
def test_a_provider_that_lies(
    scene: Scene, caplog: pytest.LogCaptureFixture, lies: Lies, answer: str, reason: str
) -> None:
    """A lie signs nobody in; the program learns that it failed, and the log why."""
    scene.hostile.lies = lies
    _, asked = scene.start()
    assert told(scene.answer(asked, code=secrets.token_hex(8))) == {"error": answer}
    logged = [record.getMessage() for record in caplog.records if record.name == "server.franceconnect"]
    assert [line.rpartition(" ")[2] for line in logged] == [reason]


@pytest.mark.parametrize(
    ("said_back", "answer"), [row[1:] for row in CALLBACKS], ids=[row[0] for row in CALLBACKS]
)
def test_an_answer_that_is_none(scene: Scene, said_back: dict[str, str], answer: str | None) -> None:
    """Refusals, failures and forged answers sign nobody in."""
    _, asked = scene.start()
    back = scene.answer(asked, **said_back)
    if answer is None:
        assert scene.page(back) == OVER
    else:
        assert told(back) == {"error": answer}


def test_the_truth(scene: Scene) -> None:
    """The true answer is accepted, and the secret was sent in the body only."""
    program, asked = scene.start()
    code = told(scene.answer(asked, code="right", iss=scene.hostile.issuer))["code"]
    outcome = program.exchange(code).json()
    assert outcome["kind"] == "creation"
    assert outcome["vouched"]["birth_name"] == "Le Goff"
    assert f"client_secret={SECRET}" in scene.hostile.forms[-1]
    assert SECRET not in "".join(scene.browser.seen)


@pytest.mark.parametrize(
    "lies",
    [
        Lies(sign_id_token=sign_rs256, sign_userinfo=sign_rs256),
        Lies(id_token={"exp": ago(-86_400), "aud": [CLIENT]}),
        Lies(id_token={"acr": "eidas2"}),
        Lies(keys=[P384, WEAK, *Lies().keys]),
    ],
    ids=["RS256", "audience in a list", "a higher level", "keys of other kinds beside"],
)
def test_what_may_differ(scene: Scene, lies: Lies) -> None:
    """Variations that the protocol allows are accepted."""
    scene.hostile.lies = lies
    _, asked = scene.start()
    assert "code" in told(scene.answer(asked, code=secrets.token_hex(8)))


def test_a_clock_that_is_a_little_late(scene: Scene) -> None:
    """A clock that is up to 30 seconds late is accepted; the table has later ones."""
    scene.hostile.lies = Lies(id_token={"exp": ago(20), "iat": ago(-20)})
    _, asked = scene.start()
    assert "code" in told(scene.answer(asked, code="late"))


def test_a_new_key(scene: Scene) -> None:
    """The keys are read again once for an unknown key, and not for a known one."""
    _, asked = scene.start()
    scene.answer(asked, code="before")
    scene.hostile.lies = Lies(keys=[OTHER], sign_id_token=signed_with(OTHER, kid="new"))
    scene.hostile.lies.sign_userinfo = scene.hostile.lies.sign_id_token
    scene.hostile.asked.clear()
    for code in ("rotated", "after"):
        _, asked = scene.start()
        assert "code" in told(scene.answer(asked, code=code))
    assert scene.hostile.asked.count("jwks") == 1


def test_no_claims(scene: Scene) -> None:
    """Without any claims the person is asked for everything."""
    scene.hostile.lies = Lies(userinfo=dict.fromkeys(PERSON))
    program, asked = scene.start()
    code = told(scene.answer(asked, code="nothing"))["code"]
    outcome = program.exchange(code).json()
    assert outcome["kind"] == "incomplete"
    assert len(outcome["vouched"]["missing"]) == 5


@pytest.mark.parametrize(
    "claims",
    [
        {"given_name_array": [1, None], "given_name": ["x"], "family_name": {"a": 1}},
        {"birthdate": "1992-13-45", "gender": "other", "birthplace": "99999", "birthcountry": "99100"},
        {"birthdate": "2999-00-00", "email": "\n@", "birthplace": "\u0000"},
        {"family_name": "x" * 5000, "given_name_array": ["y"] * 500},
        {"family_name": "<script>", "birthdate": "0000-00-00"},
    ],
)
def test_claims_of_any_kind(scene: Scene, claims: dict[str, Any]) -> None:
    """A claim that cannot be read counts as not transmitted, and stops nobody."""
    scene.hostile.lies = Lies(userinfo=claims)
    program, asked = scene.start()
    answer = program.exchange(told(scene.answer(asked, code=secrets.token_hex(8)))["code"])
    assert answer.status_code == 200, answer.text
    assert answer.json()["vouched"]["missing"]


def test_a_replayed_code(scene: Scene) -> None:
    """The code of an earlier sign-in is refused in another one."""
    _, asked = scene.start()
    assert "code" in told(scene.answer(asked, code="once"))
    _, asked = scene.start()
    assert told(scene.answer(asked, code="once")) == {"error": "failed"}


def test_a_replayed_state(scene: Scene) -> None:
    """A second callback with the same state is ignored."""
    _, asked = scene.start()
    assert "code" in told(scene.answer(asked, code="first"))
    scene.hostile.asked.clear()
    assert scene.page(scene.answer(asked, code="first")) == OVER
    assert scene.page(scene.answer(asked, code="second")) == OVER
    assert scene.hostile.asked == []


def test_the_state_of_another_browser(scene: Scene) -> None:
    """A stranger's answer in a victim's browser signs nobody in, and does not spoil the right answer."""
    program, asked = scene.start()
    victim = Scene(scene.http, scene.hostile)
    assert victim.page(victim.answer(asked, code="strange")) == OVER
    victim.start()
    scene.hostile.nonce = asked["nonce"]
    assert victim.page(victim.answer(asked, code="strange")) == OVER
    code = told(scene.answer(asked, code="right-one"))["code"]
    assert program.exchange(code).status_code == 200


def test_a_browser_without_its_cookie(scene: Scene) -> None:
    """A state without the cookie of its browser is refused."""
    _, asked = scene.start()
    scene.browser.http.cookies.clear()
    assert scene.page(scene.answer(asked, code="no-cookie")) == OVER


def test_a_repeated_parameter(scene: Scene) -> None:
    """A callback with a repeated parameter is refused."""
    _, asked = scene.start()
    query = f"state={asked['state']}&state={asked['state']}&code=c"
    assert scene.page(scene.browser.get(f"{scene.http.base_url}/franceconnect/callback?{query}")) == OVER


@pytest.mark.parametrize("lie", [{"issuer": "https://evil.example"}, {"token_endpoint": None}])
def test_no_provider(serve: Serve, sqlite_file: Path, lie: dict[str, Any]) -> None:
    """A provider that does not answer, or is another, is reported to the program before a browser opens."""
    closed = f"http://127.0.0.1:{free_port()}/api/v2"
    with lying() as hostile:
        hostile.lies = Lies(discovery=lie)
        for issuer in (closed, hostile.issuer):
            party = FranceConnect(
                issuer=issuer,
                client_id=CLIENT,
                client_secret=SECRET,
                redirect="http://127.0.0.1/franceconnect/callback",
            )
            wanted = Settings(database=sqlite_url(sqlite_file), franceconnect=party)
            with serve(wanted) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
                answer = Program(http).ask()
                assert (answer.status_code, answer.json()["code"]) == (503, "franceconnect_unavailable")


# A URL can hold any text except lone surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@settings(
    max_examples=examples(150),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    said_back=st.lists(
        st.tuples(
            st.sampled_from(["state", "code", "error", "iss", "error_description", "session_state"]) | TEXT,
            TEXT,
        ),
        max_size=6,
    ),
    mine=st.booleans(),
    cookie=st.from_regex(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,60}", fullmatch=True),
)
def test_any_callback(scene: Scene, said_back: list[tuple[str, str]], mine: bool, cookie: str) -> None:  # noqa: FBT001 - hypothesis names it
    """Any callback leads to a page or the program, never to a failure, and no parameter stays in the address."""
    if mine:
        _, asked = scene.start()
        said_back = [("state", asked["state"]), *said_back]
    else:
        scene.browser.http.cookies.set("franceconnect", cookie)
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in said_back)
    answer = scene.browser.get(f"{scene.http.base_url}/franceconnect/callback?{query}")
    scene.browser.http.cookies.clear()
    assert answer.status_code == 303, answer.text
    location = answer.headers["location"]
    if location.startswith(RETURN):
        assert set(said(location)) in ({"error"}, {"code"})
    else:
        assert location == "/franceconnect/page/expired"


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(["start", "logout", "page/x", "signed-out"]), name=TEXT, value=TEXT)
def test_any_other_page(scene: Scene, path: str, name: str, value: str) -> None:
    """Any parameters of the other pages are answered."""
    parameters = {"authorization": value, "ticket": value} | ({name: value} if name else {})
    answer = scene.http.get(f"/franceconnect/{path}", params=parameters)
    assert answer.status_code in {303, 404}


def test_the_table_is_told() -> None:
    """docs/franceconnect.md has each attack with its answer, as these tests do."""
    shown = {answer: f"`error={answer}` to the program" for answer in ("failed", "unavailable", "denied")}
    shown["page"] = f"the page “{OVER}”"
    rows = [(row[0], row[2]) for row in TOKENS]
    rows += [(attack, answer or "page") for attack, _, answer in CALLBACKS]
    rows += OTHERS
    table = "\n".join(f"| {attack} | {shown.get(answer, answer)} |" for attack, answer in rows)
    print(table)  # noqa: T201 - shown with -s, to renew the document
    assert table in (Path(__file__).parents[3] / "docs" / "franceconnect.md").read_text()
