"""The variables of an operator, with their mistakes."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from hosting import variables
from launch.variables import Program
from server import Settings

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "hunter2"
KEY = b64encode(bytes(32)).decode()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in variables.KNOWN:
        monkeypatch.delenv(variables.variable(name), raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("MON_COMPTE_SMPT", "MON_COMPTE_SMTP"),
        ("MON_COMPTE_DATABSE", "MON_COMPTE_DATABASE"),
        ("MON_COMPTE_TRUSTED_PROXY", "MON_COMPTE_TRUSTED_PROXIES"),
        ("MON_COMPTE_HOST", "MON_COMPTE_HOSTS"),
        ("MON_COMPTE_WEB_ORIGIN", "MON_COMPTE_WEB_ORIGINS"),
        ("MON_COMPTE_FRANCECONNECT_CLIENTID", "MON_COMPTE_FRANCECONNECT_CLIENT_ID"),
        ("MON_COMPTE_SMTP_FIL", "MON_COMPTE_SMTP_FILE"),
        ("MON_COMPTE_DEMO_FILE", "MON_COMPTE_"),
        ("MON_COMPTE_XYZZY", "docs/operating.md"),
        ("MON_COMPTE_Smtp", "MON_COMPTE_SMTP"),
    ],
)
def test_a_name_that_is_none(settings: pytest.MonkeyPatch, name: str, meant: str) -> None:
    """A slip in a name stops the start, with the name that was meant and without the value."""
    settings.setenv(name, SECRET)
    with pytest.raises(variables.Unreadable) as refused:
        Settings.from_environment()
    assert name in str(refused.value)
    assert meant in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (
            "DATABASE",
            [f"foo{SECRET}", f"mysql://x:{SECRET}@h/d", "sqlite://", "sqlite:///:memory:", "sqlite:///a?mode=memory",
             f"postgresql://u:{SECRET}@h:port/d", f"oracle://{SECRET}", f"postgresql+asyncpg://u:{SECRET}@h/d"],
        ),
        ("REDIS", [SECRET, f"http://{SECRET}", "redis://", f"redis://:{SECRET}@h:port"]),
        ("SMTP", [f"x{SECRET}", f"http://u:{SECRET}@h", "smtp://", f"smtp://u:{SECRET}@h:0", f"smtp://u:{SECRET} @h"]),
        ("CLAMD", [SECRET, f"unix://{SECRET}", f"tcp://{SECRET}", f"tcp://h:{SECRET}", f"http://{SECRET}:1"]),
        ("ACCESSIBILITY_MAIL", [SECRET, "a@b@c", "a@exemple.fr, b@exemple.fr"]),
        ("SMS", [SECRET, f"ftp://{SECRET}@h", "https://"]),
        ("TRUSTED_PROXIES", ["nginx", "10.0.0.0/33", "10.0.0.1/24", "10.0.0.1;10.0.0.2", "*"]),
        ("WEB_ORIGINS", ["exemple.fr", "https://exemple.fr/", "https://exemple.fr/x", "https://a@b", "https://a,b"]),
        ("HOSTS", ["https://exemple.fr", "exemple.fr:80"]),
        ("DEMO", ["peut-être", "2"]),
        ("DOCS", ["x"]),
        ("DEMO_NOW", ["demain", "2026-13-01"]),
        ("SESSION_IDLE_SECONDS", ["abc", "0", "-1", "1.5", "٣", "9" * 30]),
        ("CONNECTIONS", ["beaucoup"]),
        ("DATABASE_CONNECTIONS", ["0"]),
        ("SEALING_KEYS", [SECRET, "YWJj", f"{KEY},{SECRET}"]),
        ("CONFIG", ["/nowhere/at/all", __file__]),
        ("MIN_CLIENT_VERSION", ["latest", "1..2"]),
        ("LOG_LEVEL", ["loud"]),
        ("SMTP_FILE", ["/nowhere/at/all"]),
        ("FRANCECONNECT_ISSUER", ["https://fc.example"]),
    ],
)  # fmt: skip
def test_a_value_that_is_none(settings: pytest.MonkeyPatch, name: str, values: list[str]) -> None:
    """A value that makes no sense is an error in French that names the variable, not the value: it may be secret."""
    for value in values:
        settings.setenv(f"MON_COMPTE_{name}", value)
        with pytest.raises(variables.Unreadable) as refused:
            Settings.from_environment()
        assert "MON_COMPTE_" in str(refused.value)
        assert str(refused.value).endswith(".")
        assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("demo", "true", True),
        ("demo", "1", True),
        ("demo", "non", False),
        ("demo", "", False),
        ("docs", "0", False),
        ("trusted_proxies", "10.0.0.2, 10.1.0.0/16 ,::1", ("10.0.0.2", "10.1.0.0/16", "::1")),
        ("trusted_proxies", "none", ()),
        ("web_origins", "https://a.example, https://b.example:8443", ("https://a.example", "https://b.example:8443")),
        ("smtp", "smtp+starttls://u:p%40@mail.example:587?from=a@b.example", ...),
        ("sms", "https://u:p@sms.example/send?from=Caf", ...),
        ("accessibility_mail", "Acces@Exemple.fr", "acces@exemple.fr"),
        ("redis", "rediss://:p@redis.example:6380/1", ...),
        ("database", "postgresql://u:p%20@db.example/x?sslmode=require", ...),
        ("database", "postgres://u@db.example/x", "postgresql://u@db.example/x"),
        ("database", "postgresql:///x?host=/run/postgresql", ...),
        ("database", "sqlite:////srv/a.sqlite3", ...),
        ("session_idle_seconds", "60", 60),
    ],
)  # fmt: skip
def test_what_can_be_meant(settings: pytest.MonkeyPatch, name: str, value: str, read: object) -> None:
    """Every spelling that a kind of setting allows is accepted."""
    settings.setenv(variables.variable(name), value)
    assert getattr(Settings.from_environment(), name) == (value if read is ... else read)


def test_a_secret_in_a_file(settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A secret may be in a file, which other processes cannot see; a variable and a file at once are an error."""
    (tmp_path / "smtp").write_text(f"smtps://u:{SECRET}@mail.example\n")
    settings.setenv("MON_COMPTE_SMTP_FILE", str(tmp_path / "smtp"))
    assert Settings.from_environment().smtp == f"smtps://u:{SECRET}@mail.example"
    settings.setenv("MON_COMPTE_SMTP", "smtp://other.example")
    with pytest.raises(variables.Unreadable, match="MON_COMPTE_SMTP_FILE"):
        Settings.from_environment()


def test_a_file_of_settings(settings: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file says what variables say, with lists, groups and files of secrets; a variable prevails over it."""
    (tmp_path / "smtp").write_text(f"smtps://u:{SECRET}@mail.example\n")
    (tmp_path / "settings.toml").write_text(
        f"""
        smtp_file = "{tmp_path / "smtp"}"
        hosts = ["a.example", "b.example"]
        trusted_proxies = "10.0.0.2,10.0.0.3"
        session_idle_seconds = 60
        docs = false
        sockets = 10
        demo_now = 2026-11-20T09:00:00+01:00

        [franceconnect]
        issuer = "https://fc.example"
        client_id = "here"
        client_secret = "{SECRET}"
        redirect = "https://api.example/franceconnect/callback"
        """
    )
    settings.setenv("MON_COMPTE_CONFIG", str(tmp_path / "settings.toml"))
    settings.setenv("MON_COMPTE_SESSION_IDLE_SECONDS", "90")
    settings.setenv("MON_COMPTE_FRANCECONNECT_ACR", "eidas2")
    read = Settings.from_environment()
    assert (read.smtp, read.hosts) == (f"smtps://u:{SECRET}@mail.example", ("a.example", "b.example"))
    assert read.trusted_proxies == ("10.0.0.2", "10.0.0.3")
    assert (read.session_idle_seconds, read.docs) == (90, False)
    assert read.demo_now is not None
    assert read.franceconnect is not None
    assert (read.franceconnect.client_id, read.franceconnect.acr) == ("here", "eidas2")
    assert SECRET not in repr(read) + repr(read.franceconnect)
    assert Program.read().sockets == 10


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (f'smpt = "{SECRET}"', "smpt (MON_COMPTE_CONFIG). Vouliez-vous dire smtp"),
        (f'[franceconnect]\nclientid = "{SECRET}"', "franceconnect_clientid (MON_COMPTE_CONFIG)"),
        (f'[smtp]\npassword = "{SECRET}"', "smtp_password"),
        (f"smtp = {SECRET}", "TOML"),
        (f'smtp = "{SECRET}"', "MON_COMPTE_SMTP :"),
        (f'redis = ["{SECRET}"]', "MON_COMPTE_REDIS :"),
        ("connections = 0", "MON_COMPTE_CONNECTIONS :"),
        ("connections = true", "MON_COMPTE_CONNECTIONS :"),
        (f'demo_file = "{SECRET}"', "demo_file"),
    ],
)
def test_a_file_with_a_mistake(settings: pytest.MonkeyPatch, tmp_path: Path, written: str, told: str) -> None:
    """A mistake in the file stops the start as one in a variable does, without the value."""
    (tmp_path / "settings.toml").write_text(written)
    settings.setenv("MON_COMPTE_CONFIG", str(tmp_path / "settings.toml"))
    with pytest.raises(variables.Unreadable) as refused:
        Settings.from_environment()
    assert told in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("own", "workers", "listening", "told"),
    [
        ({}, 1, "127.0.0.1", ["MON_COMPTE_SMTP, MON_COMPTE_SMS", "MON_COMPTE_SEALING_KEYS"]),
        ({"smtp": "smtp://h", "sealing_keys": (KEY,)}, 1, "127.0.0.1", ["Aucun SMS ne partira"]),
        ({"demo": True}, 1, "127.0.0.1", []),
        ({"demo": True}, 4, "127.0.0.1", ["MON_COMPTE_REDIS"]),
        ({"demo": True, "redis": "redis://h"}, 4, "127.0.0.1", []),
        ({"demo": True}, 1, "0.0.0.0", ["localhost, 127.0.0.1, ::1", "MON_COMPTE_TRUSTED_PROXIES"]),
        ({"demo": True, "hosts": ("*",), "trusted_proxies": ()}, 1, "0.0.0.0", ["tous les noms"]),
        ({"demo": True, "hosts": ("a.example",), "trusted_proxies": ("10.0.0.2",)}, 1, "0.0.0.0", []),
    ],
)
def test_what_an_operator_is_warned_of(
    own: dict[str, object], workers: int, listening: str, told: list[str]
) -> None:
    """Settings that may surprise are warned about at the start, one sentence each, and only these."""
    warnings = Settings(database="sqlite:///x", **own).warnings(workers=workers, listening=listening)
    assert len(warnings) == len(told)
    assert all(words in warning for words, warning in zip(told, warnings, strict=True))
