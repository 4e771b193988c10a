"""The files of the data: at the given path, and readable by their owner alone."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from server import Settings, prepare, sqlite_url

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of files as POSIX has them")
NAMES = [
    "100% moi", "dir%41b", "q?mode=memory", "a#b", "a&b=c", "a+b", "a b", "é à ü", "Œuvre 中", "a;b", "a'b\"c", "%",
    "%%s", "%(here)s", "a@b:c", "~", "$HOME", "[x]", "a\\b",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_path_comes_back_from_its_url(name: str) -> None:
    """A path with special characters survives its URL."""
    path = Path("/srv") / name / "server.sqlite3"
    assert make_url(sqlite_url(path)).database == str(path)


def test_a_folder_is_the_one_that_was_named(tmp_path: Path) -> None:
    """The data are in the given folder, and nothing is written beside it."""
    for name in ("100% moi", "q?mode=memory", "dir%41b#"):
        prepare(Settings(database=sqlite_url(tmp_path / name / "server.sqlite3")))
        assert (tmp_path / name / "server.sqlite3").stat().st_size > 0
    assert len(list(tmp_path.iterdir())) == 3


def test_drives_of_windows() -> None:
    """The letter of a drive is not read as a host."""

    class Drive:
        def as_posix(self) -> str:
            return "C:/Users/Zoé 100%/server.sqlite3"

    assert make_url(sqlite_url(Drive())).database == "C:/Users/Zoé 100%/server.sqlite3"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["100% moi", "a#b", "%(here)s"])
def test_a_program_in_any_folder(tmp_path: Path, name: str) -> None:
    """The program finds its migrations in whatever folder it is installed."""
    home = tmp_path / name
    home.mkdir()
    for package in ("server", "hosting", "text_rules"):
        (home / package).symlink_to(ROOT / package)
    script = "import sys, server; server.prepare(server.Settings(database=sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", script, sqlite_url(tmp_path / "server.sqlite3")],
        cwd=home,
        env=os.environ | {"PYTHONPATH": str(home)},
        check=True,
        timeout=60,
    )


def modes(folder: Path) -> dict[str, str]:
    return {each.name: oct(stat.S_IMODE(each.stat().st_mode)) for each in [folder, *folder.iterdir()]}


@POSIX
def test_data_are_their_owners_alone(tmp_path: Path) -> None:
    """Nobody else on the machine can read the data, whatever the umask."""
    before = os.umask(0o022)
    try:
        prepare(Settings(database=sqlite_url(tmp_path / "new" / "data" / "server.sqlite3"), demo=True))
    finally:
        os.umask(before)
    assert modes(tmp_path / "new" / "data") == {"data": "0o700", "server.sqlite3": "0o600"}
    assert modes(tmp_path / "new")["new"] == "0o700"


@POSIX
def test_older_data_are_closed_to_others(tmp_path: Path) -> None:
    """A readable file of an older version is closed at the next start, with SQLite's files beside it."""
    folder = tmp_path / "data"
    settings = Settings(database=sqlite_url(folder / "server.sqlite3"))
    prepare(settings)
    with closing(
        sqlite3.connect(folder / "server.sqlite3")
    ) as connection:  # its journal exists as long as this connection
        connection.execute("CREATE TABLE other (x)")
        for each in (folder, *folder.iterdir()):
            each.chmod(0o755)
        prepare(settings)
        assert modes(folder) == {
            "data": "0o700",
            **dict.fromkeys(("server.sqlite3", "server.sqlite3-wal", "server.sqlite3-shm"), "0o600"),
        }


@POSIX
def test_a_folder_of_others_stays_as_it_is(tmp_path: Path) -> None:
    """A database closes itself to others, and not a folder with other files."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "letter").touch()
    prepare(Settings(database=sqlite_url(folder / "server.sqlite3")))
    assert modes(folder)["shared"] == "0o755"
    assert modes(folder)["server.sqlite3"] == "0o600"
