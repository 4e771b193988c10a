from __future__ import annotations

import json
import socket
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from launch import embedded

if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import Popen

    from tests.launch.conftest import Start

ROLES = {
    "responsable-seul",
    "responsable-couple",
    "conjoint-autorise",
    "conjoint-sans-procuration",
    "enfant",
    "ancien-seul",
    "ancien-couple",
    "provisoire",
    "code-a-la-connexion",
}


def refused(process: Popen[str]) -> str:
    """Wait for the program to give up, and return what it says; a traceback is no way to say it."""
    output, complaint = process.communicate(timeout=60)
    assert process.returncode == 1, complaint
    assert "Traceback" not in complaint
    assert "composed" not in output
    return complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--wbe"], "Option inconnue : --wbe"),
        (["compte"], "Option inconnue : compte"),
        (["--port"], "--port : il manque une valeur"),
        (["--port", "70000"], "--port : un nombre de 0 à 65535"),
        (["--port", "http"], "--port : un nombre de 0 à 65535"),
        (["--api-url", "exemple.fr"], "--api-url : une adresse comme https://"),
        (["--api-url", "http://a:b:c"], "--api-url : une adresse comme https://"),
        (["--log-level", "tout"], "--log-level : une de ces valeurs"),
        (["--web=oui"], "--web : cette option ne prend pas de valeur"),
        (["accounts", "--csv"], "Option inconnue : --csv"),
    ],
)
def test_an_option_that_makes_no_sense(start: Start, arguments: list[str], said: str) -> None:
    """A slip on the command line is named in French, and nothing is started."""
    assert said in refused(start(*arguments))


def test_a_variable_that_makes_no_sense(start: Start) -> None:
    """A fault in the environment is told from one on the command line."""
    assert "MON_COMPTE_API_URL : une adresse" in refused(start(MON_COMPTE_API_URL="demain"))
    assert "MON_COMPTE_" in refused(start("--web", MON_COMPTE_SESSION_IDLE_SECONDS="un quart d’heure"))


def test_help_is_french(start: Start) -> None:
    """Every line of the help, argparse's own included, is in the language of the interface."""
    output, _ = start("--help").communicate(timeout=60)
    assert "Utilisation : mon-compte" in output
    for option in ("--web", "--host", "--port", "--api-url", "--data-dir", "--log-level"):
        assert option in output
    assert "usage" not in output
    assert "show this help" not in output


def test_a_file_where_the_folder_should_be(start: Start, data_dir: Path) -> None:
    """A data folder that cannot be made is named; the file in its place is left alone."""
    data_dir.write_text("un fichier")
    assert str(data_dir) in refused(start("--web", "--port", "0"))
    assert data_dir.read_text() == "un fichier"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that refuses even root: /proc")
def test_a_folder_that_cannot_be_written(start: Start) -> None:
    """On a read-only disk the program says where it could not write (/proc refuses even root)."""
    assert "/proc/mon-compte" in refused(start("--web", "--port", "0", "--data-dir", "/proc/mon-compte"))


@pytest.mark.parametrize("damage", ["not a database", "cut short", "holes"])
def test_a_damaged_file(start: Start, data_dir: Path, damage: str) -> None:
    """A damaged file is named and left as it is: what can still be saved in it is not written over."""
    with embedded.serving(data_dir):
        pass
    file = data_dir / "server.sqlite3"
    whole = file.read_bytes()
    match damage:
        case "not a database":
            file.write_bytes(b"des vacances en Bretagne " * 500)
        case "cut short":
            file.write_bytes(whole[: len(whole) // 2])
        case _:
            file.write_bytes(whole[:4096] + bytes(len(whole) - 8192) + whole[-4096:])
    before = file.read_bytes()
    assert str(file) in refused(start("--web", "--port", "0"))
    assert file.read_bytes() == before


def test_a_file_of_a_newer_version(start: Start, data_dir: Path) -> None:
    """Going back to an older program does not spoil the data of the newer one."""
    data_dir.mkdir()
    file = data_dir / "server.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY)")
        database.execute("INSERT INTO alembic_version VALUES ('of-the-year-2030')")
    database.close()
    said = refused(start("--web", "--port", "0"))
    assert str(file) in said
    assert "récente" in said


def test_a_port_that_is_taken(start: Start) -> None:
    """The port is named, and the embedded server goes down with the program."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = start("--web", "--port", port)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    assert port in complaint
    assert "Traceback" not in complaint


def test_a_folder_that_another_host_has(start: Start, data_dir: Path) -> None:
    """Two hosts of browsers over one folder would sign people out by turns: the second says so, and what to do."""
    nowhere = ("--web", "--port", "0", "--api-url", "http://127.0.0.1:9")
    first = start(*nowhere)
    assert first.stdout is not None
    assert "composed" in first.stdout.readline()
    said = refused(start(*nowhere))
    assert str(data_dir / "web") in said
    assert "--data-dir" in said
    elsewhere = start(*nowhere, "--data-dir", str(data_dir / "autre"))
    assert elsewhere.stdout is not None
    assert "composed" in elsewhere.stdout.readline()


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}], ids=str
)
def test_a_locale_without_accents(start: Start, data_dir: Path, locale: dict[str, str]) -> None:
    """A message that the terminal cannot write in full is still a message."""
    data_dir.write_text("un fichier")
    assert "Option inconnue" in refused(start("--wbe", **locale))
    assert "donn" in refused(start("--web", "--port", "0", **locale))
    output, _ = start("--help", **locale).communicate(timeout=60)
    assert "--data-dir" in output


def test_accounts(start: Start) -> None:
    """Scripts read the demonstration accounts as JSON, people as a table; neither starts anything."""
    output, complaint = start("accounts", "--json", LC_ALL="C").communicate(timeout=60)
    assert complaint == ""
    accounts = json.loads(output)
    assert {account["role"] for account in accounts} >= ROLES
    assert all(set(account) == {"role", "identifier", "password"} for account in accounts)
    table, _ = start("accounts").communicate(timeout=60)
    assert all(account["identifier"] in table and account["password"] in table for account in accounts)
