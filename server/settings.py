"""What an operator may set: read from the environment by workers, built by the embedded default."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from server.franceconnect.settings import FranceConnect

VERSION = "0.1.0"
KEEP_IDLE_S = 75
"""Seconds that a connection may stay idle: a little longer than the program keeps it, so that it ends there."""

_PREFIX = "MON_COMPTE_"


def data_folder() -> Path:
    """The user's data folder, where what no setting places is kept."""
    from platformdirs import user_data_path

    return user_data_path("mon-compte", appauthor=False)


def default_database() -> str:
    """URL of the SQLite file used when no database is named: in the user's data folder."""
    return sqlite_url(data_folder() / "server.sqlite3")


def sqlite_url(path: Path) -> str:
    """URL of a SQLite file."""
    return f"sqlite:///{path.as_posix()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one server.

    Attributes:
        database: SQLAlchemy URL, `sqlite:///…` or `postgresql://…`.
        redis: URL of the Redis that holds the rate limits; None keeps them in each process's memory.
        demo: demonstration accounts, and the /demo routes.
        demo_now: instant at which the demonstration clock starts; None for the real time.
        demo_light_passwords: whether the demonstration hashes passwords at next to no cost, as tests want it.
        session_idle_seconds: a session ends after that long without an authenticated call.
        min_client_version: older clients are answered `update_required`.
        trusted_proxies: addresses or networks whose X-Forwarded-For is believed.
        smtp: `smtp://`, `smtp+starttls://` or `smtps://` URL with the sender as `?from=`; None where no
            mail leaves.
        sms: `https://` URL of an SMS gateway, with the sender as `?from=`; None where no SMS leaves.
        scans: folder of scanned documents, each database having its own in it; None for one beside the SQLite
            file, or in the user's data folder.
        franceconnect: the provider; None where there is none, but in a demonstration, which has its own.
        log_level: `debug`, `info`, `warning` or `error`.
        web_origins: where the program is served to browsers, `https://…` without a path: FranceConnect's way ends
            there.
    """

    database: str
    redis: str | None = None
    demo: bool = False
    demo_now: datetime | None = None
    demo_light_passwords: bool = False
    session_idle_seconds: int = 15 * 60
    min_client_version: str = "0.1.0"
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    smtp: str | None = None
    sms: str | None = None
    scans: Path | None = None
    franceconnect: FranceConnect | None = None
    log_level: str = "info"
    web_origins: tuple[str, ...] = ()

    @property
    def light_passwords(self) -> bool:
        """Whether hashes cost next to nothing: never outside the demonstration, whose passwords all know."""
        return self.demo and self.demo_light_passwords

    def __repr__(self) -> str:
        # The URLs may hold passwords.
        return f"Settings(demo={self.demo})"

    @classmethod
    def from_environment(cls) -> Settings:
        """Settings from the MON_COMPTE_* variables; what is not set keeps its default.

        Raises:
            ValueError: a variable cannot be read.
        """
        found = {
            name.removeprefix(_PREFIX).lower(): value
            for name, value in os.environ.items()
            if name.startswith(_PREFIX) and value
        }
        base = cls(database=found.get("database") or default_database())
        return cls(
            database=base.database,
            redis=found.get("redis"),
            demo=found.get("demo") == "1",
            demo_now=_instant(found.get("demo_now")),
            demo_light_passwords=found.get("demo_light_passwords") == "1",
            session_idle_seconds=int(found.get("session_idle_seconds", base.session_idle_seconds)),
            min_client_version=found.get("min_client_version", base.min_client_version),
            trusted_proxies=tuple(found["trusted_proxies"].split(","))
            if "trusted_proxies" in found
            else base.trusted_proxies,
            smtp=found.get("smtp"),
            sms=found.get("sms"),
            scans=Path(found["scans"]) if "scans" in found else None,
            franceconnect=FranceConnect.found(found),
            log_level=found.get("log_level", base.log_level),
            web_origins=tuple(found["web_origins"].split(",")) if "web_origins" in found else (),
        )


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
