"""The program as an operator runs it: two servers and two hosts of browsers behind HAProxy, PostgreSQL, Valkey."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from server import Settings, prepare
from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port
from tests.support.processes import ROOT, Process, Web
from tests.support.redis import running_redis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEPLOY = ROOT / "deploy"
_NAMES = "moncompte.exemple.fr,api.moncompte.exemple.fr,127.0.0.1"


@dataclass(frozen=True)
class Deployed:
    """All of it.

    Attributes:
        url: where browsers find it.
        plain_url: where they find it without TLS.
        hosts: of browsers, by the names that HAProxy has for them.
        servers: of the API.
        proxy: the process of HAProxy.
        admin: the socket on which HAProxy is told what to do.
    """

    url: str
    plain_url: str
    hosts: dict[str, Web]
    servers: tuple[Process, Process]
    proxy: subprocess.Popen[bytes]
    admin: Path

    def tell(self, command: str) -> str:
        """Tell HAProxy something, and return what it answers."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_S)
            line.connect(str(self.admin))
            line.sendall(f"{command}\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def wait_until_up(self) -> None:
        """Wait until HAProxy has seen each host and each server answer."""
        give_up = time.monotonic() + PATIENCE_S
        while (told := self.tell("show stat up")).count(",no check,") or not all(
            f"{of},{name}," in told for of, name in _CHECKED
        ):
            assert time.monotonic() < give_up, told
            time.sleep(0.1)


_CHECKED = (("web", "web1"), ("web", "web2"), ("api", "api1"), ("api", "api2"))


def certificate(folder: Path) -> Path:
    """Make a certificate that its maker alone vouches for; return the file that holds it and its key."""
    key, made = folder / "key.pem", folder / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=moncompte.exemple.fr"
    subprocess.run(
        [*command.split(), "-keyout", str(key), "-out", str(made)], check=True, capture_output=True
    )
    both = folder / "both.pem"
    both.write_bytes(made.read_bytes() + key.read_bytes())
    return both


@contextmanager
def deployed(folder: Path, database: str, **environment: str) -> Iterator[Deployed]:
    """Run all of it over a database that is there; skip the test where this machine has no HAProxy.

    Args:
        folder: where it keeps its files.
        database: URL of an empty PostgreSQL database.
        environment: additions to the servers'.
    """
    program = shutil.which("haproxy") or pytest.skip("no HAProxy here: apt-get install haproxy")
    within = free_port()
    with ExitStack() as stack:
        redis = stack.enter_context(running_redis()).connection_url
        prepare(Settings(database=database, demo=True, demo_light_passwords=True))
        settings = {
            "MON_COMPTE_DATABASE": database,
            "MON_COMPTE_REDIS": redis,
            "MON_COMPTE_HOSTS": _NAMES,
            "MON_COMPTE_SCANS": str(folder / "scans"),
            "MON_COMPTE_MIGRATE": "0",
            "MON_COMPTE_DEMO_LIGHT_PASSWORDS": "1",
        } | environment
        servers = (
            Process(["-m", "server", "--demo"], free_port(), folder / "api1.log", settings),
            Process(["-m", "server", "--demo"], free_port(), folder / "api2.log", settings),
        )
        keys = {
            "MON_COMPTE_REDIS": redis,
            "MON_COMPTE_COOKIE_KEYS": base64.b64encode(b"k" * 32).decode(),
            "MON_COMPTE_HOSTS": _NAMES,
            "MON_COMPTE_SOCKETS_PER_ADDRESS": "1000",  # all visitors here have one address
        }
        hosts = {}
        for name in ("web1", "web2"):
            (folder / name).mkdir()
            hosts[name] = Web(folder / name, f"http://127.0.0.1:{within}", **keys)
        for process in (*servers, *hosts.values()):
            stack.callback(process.stop)
            process.start()
        plain, secure, admin = free_port(), free_port(), folder / "admin.sock"
        places = {
            "HTTP": f"127.0.0.1:{plain}",
            "HTTPS": f"127.0.0.1:{secure}",
            "WITHIN": f"127.0.0.1:{within}",
            "CERTIFICATES": str(certificate(folder)),
            "ADMIN": str(admin),
            **{name.upper(): urlsplit(host.url).netloc for name, host in hosts.items()},
            **{f"API{n}": urlsplit(each.url).netloc for n, each in enumerate(servers, 1)},
        }
        with (folder / "haproxy.log").open("wb") as log:
            proxy = subprocess.Popen(
                [program, "-f", str(DEPLOY / "haproxy.cfg")], env=places, stdout=log, stderr=log
            )
        stack.callback(proxy.wait)
        stack.callback(proxy.terminate)
        running = Deployed(
            f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", hosts, servers, proxy, admin
        )
        give_up = time.monotonic() + PATIENCE_S
        while not admin.exists():
            assert time.monotonic() < give_up, (folder / "haproxy.log").read_text()
            time.sleep(0.05)
        running.wait_until_up()
        yield running
