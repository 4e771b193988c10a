"""The documentation for operators agrees with the code."""

from pathlib import Path

from hosting import variables
from hosting.http import Limits
from launch.variables import Program
from launch.web.socket import BoundedSocket
from server import Settings
from tools import settings_table
from web.bounds import Bounds

DOCUMENT = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")


def test_the_table_is_that_of_the_models() -> None:
    """The table of settings is what `make settings-page` writes of the models."""
    assert settings_table.renewed(DOCUMENT) == DOCUMENT


def test_every_setting_is_known_to_both() -> None:
    """What one program reads the other knows: one environment and one file may serve both."""
    every = settings_table.settings_of(Settings) | settings_table.settings_of(Program)
    assert set(every) | {variables.CONFIG} == variables.KNOWN
    assert all(field.description for field in every.values())
    assert {name for name, field in every.items() if not field.repr} == variables.SECRET - {"database"}


def test_the_numbers_hold() -> None:
    """The bounds in the documentation are those of the code."""
    limits, web, settings, program = Limits(), Bounds(), Settings(database="sqlite:///x"), Program()
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
    ):
        assert told in DOCUMENT, told
    for of in (settings, program):
        assert (of.connections, of.connections_per_address) == (
            limits.connections,
            limits.connections_per_address,
        )
    assert (program.sockets, program.sockets_per_address) == (web.sockets, web.sockets_per_address)
