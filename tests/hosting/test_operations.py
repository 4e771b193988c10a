"""The documentation for operators agrees with the code."""

import re
from pathlib import Path

from hosting import variables
from hosting.http import Limits
from launch.web.socket import BoundedSocket
from server import Settings
from web.bounds import Bounds

DOCUMENT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_variable_is_explained() -> None:
    """Each variable has a row in the documentation, and each row a variable; secrets are marked."""
    rows = [line for line in DOCUMENT.splitlines() if line.startswith("| `MON_COMPTE_")]
    told = {
        name.lower(): bool(secret)
        for row in rows
        for name, secret in re.findall(r"`MON_COMPTE_([A-Z_]+)`( \(secret\))?", row.split("|")[1])
    }
    assert told == {name: name in variables.SECRET for name in variables.KNOWN}


def test_the_numbers_hold() -> None:
    """The bounds in the documentation are those of the code."""
    limits, web, settings = Limits(), Bounds(), Settings(database="sqlite:///x")
    for told in (
        f"{limits.head_bytes // 1024} kB, {limits.head_seconds:.0f} s",
        f"{limits.body_seconds:.0f} s |",
        f"| {limits.answer_seconds:.0f} s |",
        f"| {limits.connections} a process",
        f"| {limits.connections_per_address}; proxies",
        f"{BoundedSocket.first_bytes // 1024} kB, {web.attach_seconds:.0f} s",
        f"{web.message_bytes // 1024} kB, files {web.file_bytes // 1024**2} MB",
        f"{web.messages_per_second:.0f} a second after the first {web.burst}, closed after {web.flood_seconds:.0f} s",
        f"{web.route_characters} characters",
        f"{web.openings_per_second:.0f} a second after the first {web.openings_at_once}; those",
        f"| {web.file_bytes // 1024**2} MB, {web.files_per_address} at once",
        f"of {web.files} in all",
        f"slower than {web.file_bytes_per_second / 1024:.0f} kB a second after {web.file_grace_seconds:.0f} s |",
        f"{web.sockets_per_address} at once",
        f"without a call; {settings.session_idle_seconds} |",
        f"of each worker; {settings.database_connections} |",
        f"told to stop; {settings.grace_seconds} |",
    ):
        assert told in DOCUMENT, told
    assert (settings.connections, settings.connections_per_address) == (
        limits.connections,
        limits.connections_per_address,
    )
