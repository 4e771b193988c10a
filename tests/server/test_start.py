"""The start of the server: errors, several workers, and a start after a kill."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest

from server import Settings, prepare, sqlite_url
from server.errors import StoreMismatch
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Eventually, Find, NewDatabase, Start


def refused(*arguments: str, **variables: str) -> str:
    """Return the message of a `mon-compte-server` that cannot start."""
    ended = subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1, ended.stderr.decode()
    assert b"Traceback" not in ended.stderr, ended.stderr.decode()
    return ended.stderr.decode(errors="replace")


def test_a_damaged_file_is_named_and_left_alone(sqlite_file: Path) -> None:
    """A damaged file is named, and left as it is."""
    sqlite_file.write_bytes(b"this is no database" * 1000)
    before = sqlite_file.read_bytes()
    said = refused("--port", "0", "--database", sqlite_url(sqlite_file))
    assert "abîmé" in said
    assert str(sqlite_file) in said
    assert sqlite_file.read_bytes() == before


def test_a_file_broken_inside_is_found(sqlite_file: Path) -> None:
    """Damage behind a good header is found."""
    prepare(Settings(database=sqlite_url(sqlite_file), demo=True))
    content = bytearray(sqlite_file.read_bytes())
    content[8192:24576] = b"\xff" * 16384
    sqlite_file.write_bytes(content)
    assert "abîmé" in refused("--port", "0", "--demo", "--database", sqlite_url(sqlite_file))


def test_a_file_of_a_newer_version_is_left_alone(sqlite_file: Path) -> None:
    """A file of a newer version is left as it is."""
    prepare(Settings(database=sqlite_url(sqlite_file)))
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    said = refused("--port", "0", "--database", sqlite_url(sqlite_file))
    assert "plus récente" in said
    assert str(sqlite_file) in said


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that cannot be written is named."""
    (tmp_path / "data").write_text("")
    said = refused("--port", "0", "--database", sqlite_url(tmp_path / "data" / "server.sqlite3"))
    assert "Impossible d’écrire" in said


def test_a_port_that_is_taken(sqlite_file: Path) -> None:
    """A port that is in use is an error before anything is served."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = refused("--port", port, "--database", sqlite_url(sqlite_file))
    assert f"127.0.0.1:{port}" in said


def test_a_database_server_that_is_not_there() -> None:
    """A database server that does not answer is named without its password."""
    said = refused("--port", "0", "--database", "postgresql://me:hunter2@127.0.0.1:1/db")
    assert "ne répond pas" in said
    assert "hunter2" not in said


def test_a_redis_that_is_not_there(sqlite_file: Path) -> None:
    """A Redis that does not answer is an error at the start."""
    said = refused(
        "--port", "0", "--database", sqlite_url(sqlite_file), "--redis", "redis://:hunter2@127.0.0.1:1/0"
    )
    assert "Redis ne répond pas" in said
    assert "hunter2" not in said


def test_messages_survive_a_locale_without_accents(sqlite_file: Path) -> None:
    """A locale without accents does not turn a message into a traceback."""
    sqlite_file.write_bytes(b"this is no database" * 1000)
    said = refused(
        "--port", "0", "--database", sqlite_url(sqlite_file), LC_ALL="C", PYTHONIOENCODING="", PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert str(sqlite_file) in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "99999"], "Option --port : un nombre de 0 à 65535"),
        (["--workers", "0"], "Option --workers : un nombre de 1 à"),
        (["--log-level", "loud"], "Option --log-level : une de ces valeurs"),
        (["--databse", "sqlite:///x"], "Option inconnue : --databse. Vouliez-vous dire --database ?"),
        (["--demo=1"], "Option --demo : cette option ne prend pas de valeur"),
        (["--redis"], "Option --redis : il manque une valeur"),
        (["--database", "mysql://me:hunter2@h/d"], "MON_COMPTE_DATABASE :"),
        (["--database", "foo"], "MON_COMPTE_DATABASE :"),
        (["--redis", "hunter2"], "MON_COMPTE_REDIS"),
        (["serve"], "Option inconnue : serve"),
    ],
)
def test_unreadable_options(arguments: list[str], said: str) -> None:
    """An unreadable option stops the start with a French sentence, without a value that may be secret."""
    ended = subprocess.run(
        [sys.executable, "-m", "server", *arguments], capture_output=True, check=False, timeout=60
    )
    told = ended.stderr.decode()
    assert (ended.returncode, "Traceback" in told, "hunter2" in told) == (2, False, False)
    assert said in told


def test_unreadable_variables(tmp_path: Path) -> None:
    """An unreadable variable stops the start in the same way."""
    ended = subprocess.run(
        [sys.executable, "-m", "server"],
        env={**os.environ, "MON_COMPTE_SMPT": "smtp://u:hunter2@h", "XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, b"hunter2" in ended.stderr) == (2, False)
    assert "Vouliez-vous dire MON_COMPTE_SMTP ?" in ended.stderr.decode()


def test_help_is_french() -> None:
    """The whole help is in French."""
    ended = subprocess.run(
        [sys.executable, "-m", "server", "--help"], capture_output=True, check=True, timeout=60
    )
    told = ended.stdout.decode()
    assert "Utilisation : mon-compte-server" in told
    assert "usage" not in told
    assert "show this" not in told


@pytest.mark.parametrize("first", [True, False])
def test_demonstration_and_real_data_never_meet(sqlite_file: Path, first: bool) -> None:  # noqa: FBT001 - a case
    """A demonstration and real data are never served from one database."""
    database = sqlite_url(sqlite_file)
    prepare(Settings(database=database, demo=first))
    if not first:
        with closing(sqlite3.connect(sqlite_file)) as connection:
            connection.execute(
                "INSERT INTO accounts (id, identifier, password_hash, legacy, first_names, last_name,"
                " birth_date, mail_verified, phone_verified)"
                " VALUES (?, '1', '', 0, '[]', '', '2000-01-01', 0, 0)",
                (uuid4().hex,),
            )
            connection.commit()
    with pytest.raises(StoreMismatch):
        prepare(Settings(database=database, demo=not first))


def test_many_prepare_at_once(new_database: NewDatabase, database_kind: str) -> None:
    """Processes that start together migrate and fill the database once."""
    settings = Settings(database=new_database(database_kind), demo=True)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(prepare, [settings] * 4))


def test_several_workers_share_everything(start: Start, demo_file: Path, account: Find) -> None:
    """Workers share sessions, the demonstration's clock and its outbox."""
    arguments = ("--demo", "--workers", "2", "--database", sqlite_url(demo_file))
    with start(*arguments) as (_, url):
        known = account("responsable-couple")
        body = {"identifier": known.identifier, "password": known.password}
        session = httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).json()[
            "session"
        ]
        headers = {"Authorization": f"Bearer {session['access_token']}"}
        # Without keep-alive each request may reach another worker.
        assert {
            httpx.get(f"{url}/v1/me", verify=PLAIN, headers=headers, timeout=PATIENCE_S).status_code
            for _ in range(8)
        } == {200}
        httpx.post(f"{url}/demo/clock", verify=PLAIN, json={"advance_seconds": 301}, timeout=PATIENCE_S)
        assert {
            httpx.get(f"{url}/v1/me", verify=PLAIN, headers=headers, timeout=PATIENCE_S).status_code
            for _ in range(8)
        } == {401}


def test_nothing_acknowledged_is_lost_in_a_kill(
    start: Start, demo_file: Path, account: Find, eventually: Eventually
) -> None:
    """After a kill the server has everything that it answered, and repeats the answer to a retry."""
    known = account("responsable-couple")
    body = {"identifier": known.identifier, "password": known.password}
    arguments = ("--demo", "--database", sqlite_url(demo_file))
    for _ in range(3):
        key = {"Idempotency-Key": str(uuid4())}
        with start(*arguments) as (process, url):
            signed = httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).json()[
                "session"
            ]
            renewed = httpx.post(
                f"{url}/v1/sessions/refresh",
                verify=PLAIN,
                json={"refresh_token": signed["refresh_token"]},
                headers=key,
                timeout=PATIENCE_S,
            )
            process.send_signal(signal.SIGKILL)
            process.wait(30)
        with start(*arguments) as (_, url):
            again = httpx.post(
                f"{url}/v1/sessions/refresh",
                verify=PLAIN,
                json={"refresh_token": signed["refresh_token"]},
                headers=key,
                timeout=PATIENCE_S,
            )
            assert again.text == renewed.text
            headers = {"Authorization": f"Bearer {renewed.json()['access_token']}"}
            assert (
                httpx.get(f"{url}/v1/me", verify=PLAIN, headers=headers, timeout=PATIENCE_S).status_code
                == 200
            )


def test_the_demonstrations_clock_can_start_anywhere(start: Start, sqlite_file: Path, account: Find) -> None:
    """The clock of a demonstration starts at a given time, after a reset too."""
    known = account("responsable-couple")
    body = {"identifier": known.identifier, "password": known.password}
    arguments = ("--demo", "--database", sqlite_url(sqlite_file))
    with start(*arguments, MON_COMPTE_DEMO_NOW="2026-11-20T09:00:00+01:00") as (_, url):
        session = httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).json()[
            "session"
        ]
        headers = {"Authorization": f"Bearer {session['access_token']}"}
        file_id = httpx.get(f"{url}/v1/me", verify=PLAIN, headers=headers, timeout=PATIENCE_S).json()[
            "files"
        ][0]["file_id"]
        shown = httpx.get(
            f"{url}/v1/files/{file_id}/overview", verify=PLAIN, headers=headers, timeout=PATIENCE_S
        ).json()
        httpx.post(f"{url}/demo/reset", verify=PLAIN, timeout=PATIENCE_S).raise_for_status()
        again = httpx.post(
            f"{url}/demo/clock", verify=PLAIN, json={"advance_seconds": 0}, timeout=PATIENCE_S
        ).json()["now"]
    assert shown["as_of"].startswith("2026-11-20T08:0")
    assert again.startswith("2026-11-20T08:0")
    assert shown["last_payment"]["paid_on"] == "2026-11-05"
    assert shown["next_payment_on"] == "2026-12-05"
    assert shown["alerts"][0]["params"]["due_on"] == "2026-12-09"


def test_an_agents_command_leaves_the_demonstrations_clock(start: Start, sqlite_file: Path) -> None:
    """A command given beside a running demonstration moves neither its time nor that of its next reset."""
    database = ("--demo", "--database", sqlite_url(sqlite_file))
    with start(*database, MON_COMPTE_DEMO_NOW="2021-05-03T09:00:00+02:00") as (_, url):
        subprocess.run(
            [sys.executable, "-m", "server", "admin", *database, "identities"],
            check=True,
            capture_output=True,
        )

        def now() -> str:
            answer = httpx.post(
                f"{url}/demo/clock", verify=PLAIN, json={"advance_seconds": 0}, timeout=PATIENCE_S
            )
            return str(answer.raise_for_status().json()["now"])

        assert now().startswith("2021-05-03")
        httpx.post(f"{url}/demo/reset", verify=PLAIN, timeout=PATIENCE_S).raise_for_status()
        assert now().startswith("2021-05-03")


@pytest.mark.parametrize("starts_at", ["", "2026-11-20T09:00:00+01:00"], ids=["today", "another day"])
def test_the_demonstrations_clock_goes_on_after_a_kill(
    start: Start, sqlite_file: Path, starts_at: str
) -> None:
    """After a kill the clock of a demonstration goes on, unless another start is set."""
    arguments = ("--demo", "--database", sqlite_url(sqlite_file))
    said = {"MON_COMPTE_DEMO_NOW": starts_at} if starts_at else {}

    def move(url: str, seconds: int) -> datetime:
        answer = httpx.post(
            f"{url}/demo/clock", verify=PLAIN, json={"advance_seconds": seconds}, timeout=PATIENCE_S
        )
        return datetime.fromisoformat(answer.raise_for_status().json()["now"])

    with start(*arguments, **said) as (process, url):
        before = move(url, 90_000)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    with start(*arguments, **said) as (_, url):
        assert move(url, 0) >= before
    with start(*arguments, MON_COMPTE_DEMO_NOW="2021-05-03T09:00:00+02:00") as (_, url):
        assert move(url, 0).year == 2021


def test_a_demonstrations_session_outlives_a_start_whatever_its_clock(
    start: Start, sqlite_file: Path, account: Find
) -> None:
    """The first sweep uses the demonstration's clock, not the machine's."""
    known = account("responsable-couple")
    body = {"identifier": known.identifier, "password": known.password}
    arguments = ("--demo", "--database", sqlite_url(sqlite_file))
    past = {"MON_COMPTE_DEMO_NOW": "2020-11-20T09:00:00+01:00"}
    with start(*arguments, **past) as (_, url):
        session = httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).json()[
            "session"
        ]
    headers = {"Authorization": f"Bearer {session['access_token']}"}
    with start(*arguments, **past) as (_, url):
        for _ in range(20):  # the first sweep runs beside the first calls
            assert (
                httpx.get(f"{url}/v1/me", verify=PLAIN, headers=headers, timeout=PATIENCE_S).status_code
                == 200
            )


def test_the_log_holds_no_secret(demo_file: Path, account: Find, start: Start) -> None:
    """The log has no NIR, password, code, token or query string."""
    known, coded = account("responsable-couple"), account("code-a-la-connexion")
    with start("--demo", "--database", sqlite_url(demo_file)) as (process, url):
        secrets = [known.identifier, known.password, coded.identifier, coded.password]
        bodies = [{"identifier": each.identifier, "password": each.password} for each in (known, coded)]
        signed, challenged = (
            httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).json()
            for body in bodies
        )
        session = signed["session"]
        code = httpx.get(f"{url}/demo/messages", verify=PLAIN, timeout=PATIENCE_S).json()[0]["code"]
        path = f"/v1/challenges/{challenged['challenge']['challenge_id']}/verification"
        httpx.post(f"{url}{path}", verify=PLAIN, json={"code": code}, timeout=PATIENCE_S)
        httpx.get(
            f"{url}/v1/me?secret=query",
            verify=PLAIN,
            headers={"Authorization": f"Bearer {session['access_token']}"},
            timeout=PATIENCE_S,
        )
        httpx.post(
            f"{url}/v1/sessions",
            verify=PLAIN,
            json={"identifier": known.identifier, "password": "Wrong12345"},
            timeout=PATIENCE_S,
        )
        httpx.post(
            f"{url}/v1/sessions", verify=PLAIN, content=b'{"identifier": "Broken12345', timeout=PATIENCE_S
        )
        secrets += [
            session["access_token"],
            session["refresh_token"],
            "secret=query",
            "Wrong12345",
            "Broken12345",
        ]
        process.terminate()
        said = process.communicate(timeout=PATIENCE_S)[0]
    assert "POST /v1/sessions 201" in said
    assert not [secret for secret in secrets if secret in said]
    assert not re.search(rf"\b{code}\b", re.sub(r"[0-9a-f-]{36}", "", said))
