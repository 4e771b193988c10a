from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import httpcore
import httpx
import pytest

from api_client import Client, ConnectionFailed, Retry, SignedIn, connection_pool
from app.steps.paper import PaperRequest
from launch import embedded
from launch.web import WebSettings, listening, origin
from server.demo.accounts import DEMO_ACCOUNTS
from tests.support.papers import words_of
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.launch.conftest import Start

ALONE = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-seul")
HOLD = """
import pathlib, sys
from launch import embedded

with embedded.serving(pathlib.Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


async def signed_in(client: Client) -> None:
    outcome = await client.sessions.create(identifier=ALONE.identifier, password=ALONE.password)
    assert isinstance(outcome, SignedIn)


async def test_it_answers_as_soon_as_its_address_is_known(data_dir: Path) -> None:
    """The first screen may ask at once; when the program ends, nobody listens any more."""
    with embedded.serving(data_dir) as url:
        async with Client(url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
            assert (await client.service.health()).demo
            await signed_in(client)
    assert (data_dir / "server.sqlite3").is_file()
    async with Client(url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        with pytest.raises(ConnectionFailed):
            await client.service.health()


async def test_a_connection_outlasts_the_typing_of_a_password(data_dir: Path) -> None:
    """On a slow line, opening a connection takes longer than a call: both ends keep theirs from one press to the next.

    A bare pool, which keeps its own for five seconds, tells when enough time has passed.
    """
    came_from: list[tuple[str, int]] = []

    async def note(answer: httpx.Response) -> None:
        came_from.append(answer.extensions["network_stream"].get_extra_info("client_addr"))

    with embedded.serving(data_dir) as url:
        async with (
            connection_pool(url) as http,
            Client(url, http=http, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client,
            httpcore.AsyncConnectionPool(keepalive_expiry=5.0) as bare,
        ):
            http.event_hooks["response"] = [note]
            await client.service.health()
            await bare.request("GET", f"{url}/health")
            while not bare.connections[0].has_expired():  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.1)
            await client.service.health()
    first, second = came_from
    assert first == second


async def test_two_programs_share_the_data_folder(data_dir: Path) -> None:
    """Opening the program twice is no fault: each has its server, over the same data."""
    with embedded.serving(data_dir) as one, embedded.serving(data_dir) as other:
        assert one != other
        for url in (one, other):
            async with Client(url, timeout=httpx.Timeout(PATIENCE_S)) as client:
                await signed_in(client)


async def test_a_kill_loses_nothing_that_was_acknowledged(data_dir: Path) -> None:
    """Kill -9 right after a sign-in: the database is good, and the session that was promised is there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(data_dir), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    async with Client(
        (await process.stdout.readline()).decode().strip(), timeout=httpx.Timeout(PATIENCE_S)
    ) as client:
        outcome = await client.sessions.create(identifier=ALONE.identifier, password=ALONE.password)
        process.kill()
        await process.wait()
    assert isinstance(outcome, SignedIn)
    with embedded.serving(data_dir) as url:
        async with Client(url, timeout=httpx.Timeout(PATIENCE_S)) as again:
            again._keeper.keep(outcome.session, asked_at=0)
            current = await again.sessions.current()
    assert current.session_id == outcome.session.session_id


async def paper_of(url: str) -> str:
    """Return the words of a paper that the server there makes."""
    async with Client(url, timeout=httpx.Timeout(PATIENCE_S)) as client:
        await signed_in(client)
        (file, *_) = (await client.accounts.me()).files
        request = PaperRequest(client, file.file_id, observe=lambda _: None)
        fetched = await request.get("rights_certificate")
        assert fetched is not None
        return words_of(fetched.content)


async def test_a_paper_leads_to_where_browsers_are_served(start: Start) -> None:
    """The code on paper can be read by a phone, or typed: both lead to this very program, whatever its port."""
    process = start("--web", "--port", "0")
    assert process.stdout is not None
    api_url = process.stdout.readline().rpartition("api=")[2].strip()
    host = process.stdout.readline().rpartition("http://")[2].strip()
    assert f"{host}/verifier, ou lisez le code QR" in await paper_of(api_url)


async def test_a_window_has_papers_without_a_picture_that_leads_nowhere(data_dir: Path) -> None:
    """Where no browser is served the code is typed in the program, and the paper says so."""
    with embedded.serving(data_dir) as url:
        words = await paper_of(url)
    assert "Tapez ce code sur la page « Vérifier un document » de Mon Compte." in words
    assert "QR" not in words


@pytest.mark.parametrize(("host", "named"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "localhost")])
def test_the_address_of_a_host_is_one_that_can_be_opened(host: str, named: str) -> None:
    """Who listens everywhere is not to be found at 0.0.0.0."""
    with listening(WebSettings(host=host, port=0)) as listener:
        assert origin(listener) == f"http://{named}:{listener.getsockname()[1]}"
