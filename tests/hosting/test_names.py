"""The names that a host answers to."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from hosting.names import Names, accepted_names
from hosting.readers import host_names
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def answering_to(*names: str) -> Iterator[httpx.Client]:
    app = Names(Starlette(routes=[Route("/", lambda _: PlainTextResponse("found"))]), names=names)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        with httpx.Client(
            base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", verify=PLAIN, timeout=PATIENCE_S
        ) as client:
            yield client
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    names = host_names("Moncompte.Exemple.fr, *.exemple.org,été.exemple.fr, [2001:db8::1]")
    with answering_to(*accepted_names(names, "127.0.0.1")) as client:
        yield client


@pytest.mark.parametrize(
    "host",
    [
        "moncompte.exemple.fr",
        "MONCOMPTE.exemple.fr:8443",
        "moncompte.exemple.fr.",
        "a.exemple.org",
        "a.b.exemple.org:1",
        "xn--t-9fab.exemple.fr",
        "127.0.0.1",
        "127.0.0.1:8550",
        "[2001:db8::1]:80",
        "[2001:DB8:0::1]",
    ],
)
def test_its_own_names(http: httpx.Client, host: str) -> None:
    """A name is accepted in any case, with or without a port, and an address in any spelling."""
    assert http.get("/", headers={"Host": host}).text == "found"


@pytest.mark.parametrize(
    "host",
    [
        "rebind.evil",
        "localhost",  # this list does not name it
        "moncompte.exemple.fr.evil",
        "evil.moncompte.exemple.fr",
        "exemple.org",
        "evilexemple.org",
        "127.0.0.2",
        "127.0.0.1.evil",
        "127.1",
        "0x7f000001",
        "2001:db8::1",
        "user@moncompte.exemple.fr",
        "moncompte.exemple.fr:80:80",
        "moncompte.exemple.fr:http",
        "moncompte.exemple.fr, evil",
        "moncompte.exemple.fr/evil",
        "",
        "*",
        "[::1",
    ],
)
def test_other_names(http: httpx.Client, host: str) -> None:
    """A page whose own name leads here (DNS rebinding) gets nothing."""
    answer = http.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "found" not in answer.text


def test_the_operator_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """The log says which name was refused and how to accept it, and not each time."""
    with answering_to("localhost") as http:
        for _ in range(5):
            http.get("/", headers={"Host": "rebind.evil"})
    (told,) = [record.getMessage() for record in caplog.records if "rebind.evil" in record.getMessage()]
    assert "MON_COMPTE_HOSTS" in told


@pytest.mark.parametrize(
    "fields",
    [b"Host: moncompte.exemple.fr\r\nHost: rebind.evil\r\n", b"Host: moncompte.exemple.fr \t evil\r\n", b""],
)
def test_two_names_at_once_or_none(http: httpx.Client, fields: bytes) -> None:
    """Two host names, or none, are refused: proxies and programs would choose different ones."""
    with socket.create_connection((http.base_url.host, http.base_url.port or 0), 60) as line:
        line.sendall(b"GET / HTTP/1.1\r\n" + fields + b"\r\n")
        assert line.recv(100).startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


def test_every_name() -> None:
    """A star alone accepts every name, for servers behind a proxy that checks them."""
    with answering_to(*host_names("*")) as http:
        assert http.get("/", headers={"Host": "any.thing"}).status_code == 200


@pytest.mark.parametrize(
    ("listening", "names"),
    [
        ("127.0.0.1", ("localhost", "127.0.0.1", "::1")),
        ("0.0.0.0", ("localhost", "127.0.0.1", "::1")),
        ("::", ("localhost", "127.0.0.1", "::1")),
        ("192.168.1.20", ("localhost", "127.0.0.1", "::1", "192.168.1.20")),
        ("Poste.local", ("localhost", "127.0.0.1", "::1", "poste.local")),
    ],
)
def test_what_is_listened_on_is_a_name(listening: str, names: tuple[str, ...]) -> None:
    """The address that is listened on is a name of the host, except an address that means all."""
    assert accepted_names((), listening) == names


@pytest.mark.parametrize(
    "text",
    [
        "https://moncompte.exemple.fr",
        "exemple.fr:8443",
        "a b",
        "*.",
        "*,exemple.fr",
        "a..b",
        "-a",
        "a/",
        "é" * 300,
    ],
)
def test_what_is_no_name(text: str) -> None:
    """A URL, a port or a slip in place of a name is an error at the start, not at the first visitor."""
    with pytest.raises(ValueError, match="des noms sont attendus"):
        host_names(text)
