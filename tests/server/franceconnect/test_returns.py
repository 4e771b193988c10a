"""The URLs that the browser may be sent back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from server import Settings, sqlite_url
from tests.server.franceconnect_steps import Program
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Serve


@pytest.mark.parametrize(
    "return_to",
    [
        "https://evil.example/retour",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://127.0.0.1:49152/retour?code=1",
        "http://127.0.0.1:49152/retour#x",
        "http://127.0.0.1:49152/retour\n",
        "http://127.0.0.1:49152\\@evil.example",
        "//evil.example",
        "javascript:alert(1)",
        "example.moncompte.evil://x",
        "file:///etc/passwd",
        "http://[::1]:1/%0d%0aSet-Cookie:x",
        "",
    ],
)
def test_the_way_ends_at_the_program_alone(api: Api, return_to: str) -> None:
    """A URL that cannot be the program's is refused."""
    assert Program(api.http).ask(return_to).status_code == 422


@pytest.mark.parametrize(
    "return_to",
    [
        "http://127.0.0.1:1/",
        "http://[::1]:8551/retour",
        "http://localhost:8550/x",
        "example.moncompte://retour",
    ],
)
def test_the_programs_own_places(api: Api, return_to: str) -> None:
    """Any port of this machine and the application's scheme are accepted."""
    assert Program(api.http).ask(return_to).status_code == 201


def test_the_web_origins_that_the_operator_names(serve: Serve, demo_file: Path) -> None:
    """The operator's web origins are accepted, and similar ones refused."""
    settings = Settings(
        database=sqlite_url(demo_file), demo=True, web_origins=("https://mon-compte.example",)
    )
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        assert Program(http).ask("https://mon-compte.example/connexion").status_code == 201
        assert Program(http).ask("https://mon-compte.example.evil/connexion").status_code == 422
        assert Program(http).ask("http://mon-compte.example/connexion").status_code == 422
