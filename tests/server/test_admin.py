"""The commands of the fund's agents: documents that no register could check are listed and settled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest

from server import Settings, sqlite_url
from tests.server.enrolment_steps import NEWCOMER, PNG
from tests.server.identities.test_reach import create
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import Serve


def administer(database: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", "admin", "--database", database, *arguments],
        env={**os.environ, "MON_COMPTE_DEMO": "1", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def waiting(database: str) -> list[dict[str, Any]]:
    listed = administer(database, "identities")
    assert listed.returncode == 0, listed.stderr
    return [json.loads(line) for line in listed.stdout.splitlines()]


@pytest.mark.parametrize(("verdict", "reach"), [("verified", "full"), ("mismatch", "limited")])
def test_a_copy_is_looked_at_and_settled(serve: Serve, demo_file: Path, verdict: str, reach: str) -> None:
    """An account is listed with all that is compared; settled, its holder is notified and it leaves the list.

    An agent with the document compares the NIR too, which may have another date of birth.
    """
    database = sqlite_url(demo_file)
    demonstration = Settings(database=database, demo=True, demo_light_passwords=True)
    with serve(demonstration) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        other = "2930335238114"
        create(http, "avec-nir", "new@example.org", document=False, scan=True, nir=other)
        found = next(each for each in waiting(database) if each["identifier"] == other)
        assert (found["birth_name"], found["limit"]) == (NEWCOMER["avec-nir"].birth_name, "scan_to_check")
        assert [Path(copy).read_bytes() for copy in found["copies"]] == [PNG]
        settled = administer(database, "settle", found["account_id"], verdict)
        assert json.loads(settled.stdout) == {"account_id": found["account_id"], "reach": reach}
        told = http.get("/demo/messages").json()[0]
        assert told["to"] == "new@example.org"
        assert told["subject"].startswith("Votre identité" if reach == "full" else "Votre pièce")
    still = [each["account_id"] for each in waiting(database)]
    assert (found["account_id"] in still) is (reach == "limited")


def test_nobody_is_settled_by_mistake(demo_file: Path) -> None:
    """An unknown account and an unknown verdict are refused."""
    database = sqlite_url(demo_file)
    unknown = administer(database, "settle", str(uuid4()), "verified")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "aucun compte" in unknown.stderr
    assert administer(database, "settle", str(uuid4()), "to_check").returncode == 2


def test_the_option_prevails_over_the_file_of_the_server(sqlite_file: Path, tmp_path: Path) -> None:
    """The option for a database prevails over a variable in a file."""
    named = tmp_path / "database"
    named.write_text(sqlite_url(tmp_path / "named.sqlite3"))
    listed = administer(sqlite_url(sqlite_file), "identities", MON_COMPTE_DATABASE_FILE=str(named))
    assert listed.returncode == 0, listed.stderr
    assert sqlite_file.exists()
    assert not (tmp_path / "named.sqlite3").exists()
