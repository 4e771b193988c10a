from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import httpcore
import pytest

from api_client import Client, ConnectionFailed, Retry, SignedIn, connection_pool
from launch import embedded
from server.demo.accounts import DEMO_ACCOUNTS

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

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
        async with Client(url, retry=Retry(limit=0)) as client:
            assert (await client.service.health()).demo
            await signed_in(client)
    assert (data_dir / "server.sqlite3").is_file()
    async with Client(url, retry=Retry(limit=0)) as client:
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
            Client(url, http=http, retry=Retry(limit=0)) as client,
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
            async with Client(url) as client:
                await signed_in(client)


async def test_a_kill_loses_nothing_that_was_acknowledged(data_dir: Path) -> None:
    """Kill -9 right after a sign-in: the database is good, and the session that was promised is there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(data_dir), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    async with Client((await process.stdout.readline()).decode().strip()) as client:
        outcome = await client.sessions.create(identifier=ALONE.identifier, password=ALONE.password)
        process.kill()
        await process.wait()
    assert isinstance(outcome, SignedIn)
    with embedded.serving(data_dir) as url:
        async with Client(url) as again:
            again._keeper.keep(outcome.session, asked_at=0)
            current = await again.sessions.current()
    assert current.session_id == outcome.session.session_id
