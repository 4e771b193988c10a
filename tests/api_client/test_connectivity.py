"""Whose fault it is that no answer came: told by what the device knows, and by nothing else."""

from __future__ import annotations

import errno
import socket

import httpx
import pytest

from api_client import Client, ConnectionFailed, NoNetwork, Retry, ServerDown, TimedOut
from api_client.connectivity import failure_of, has_route
from tests.support.ports import free_port


def _of(cause: BaseException) -> httpx.ConnectError:
    error = httpx.ConnectError("failed")
    error.__cause__ = RuntimeError("a layer in between")
    error.__cause__.__context__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "routed", "kind"),
    [
        (_of(ConnectionRefusedError(errno.ECONNREFUSED, "refused")), True, ServerDown),
        (_of(OSError(errno.ENETUNREACH, "no way")), True, NoNetwork),
        (_of(socket.gaierror(socket.EAI_AGAIN, "no resolver")), True, NoNetwork),
        (_of(socket.gaierror(socket.EAI_NONAME, "no such name")), True, ConnectionFailed),
        (_of(socket.gaierror(socket.EAI_NONAME, "no such name")), False, NoNetwork),
        (
            _of(ExceptionGroup("all failed", [ConnectionRefusedError(errno.ECONNREFUSED, "")])),
            True,
            ServerDown,
        ),
        (httpx.ConnectTimeout("slow"), True, ConnectionFailed),
        (httpx.ConnectTimeout("slow"), False, NoNetwork),
        (httpx.ReadTimeout("slow"), True, TimedOut),
        (httpx.RemoteProtocolError("cut"), True, ServerDown),
        (httpx.ReadError("cut"), True, ConnectionFailed),
    ],
)
def test_each_cause(error: httpx.TransportError, routed: bool, kind: type[ConnectionFailed]) -> None:  # noqa: FBT001
    """Only what is known is blamed."""
    assert type(failure_of(error, own_line=True, routed=lambda: routed)) is kind


def test_a_host_of_browsers_never_blames_the_visitor() -> None:
    """Who reads the answer has reached the host: their network works."""
    for error in (_of(OSError(errno.ENETUNREACH, "no way")), httpx.ConnectTimeout("slow")):
        assert type(failure_of(error, own_line=False, routed=lambda: False)) is ServerDown


def test_looking_the_way_up_harms_nothing() -> None:
    """It tells yes or no, on a machine with a network as on one without."""
    assert has_route() in {True, False}


async def test_a_server_that_was_stopped() -> None:
    """A real refusal, by the real stack, of a server that is on this machine and of one that is not said to be."""
    async with httpx.AsyncClient(trust_env=False) as http:
        for host in ("127.0.0.1", "127.0.0.2"):
            client = Client(f"http://{host}:{free_port()}", http=http, retry=Retry(limit=0))
            with pytest.raises(ServerDown):
                await client.service.health()
