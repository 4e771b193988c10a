"""The settings of the server: workers read them from the environment, the embedded server is given them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from hosting import variables
from hosting.logs import LEVELS
from hosting.names import ANY, LOOPBACK, canonical
from server.rules.codes import Channel
from server.rules.contacts import FRANCE_AND_OVERSEAS, ContactRefused, canonical_contact
from server.settings.franceconnect import FranceConnect

VERSION = "0.1.0"

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hosting.http import Limits

_REDIS: Final = ("redis", "rediss", "unix", "redis+unix", "redis+sentinel", "redis+cluster")
_SMTP: Final = ("smtp", "smtps", "smtp+starttls")
_HTTP: Final = ("https", "http")


def data_folder() -> Path:
    """Return the user's data folder, the default place of all files."""
    from platformdirs import user_data_path

    return user_data_path("mon-compte", appauthor=False)


def default_database() -> str:
    """Return the URL of the default SQLite file, in the user's data folder."""
    return sqlite_url(data_folder() / "server.sqlite3")


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file, with the special characters of its path quoted."""
    return f"sqlite:///{quote(path.as_posix(), safe='/:')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one server.

    Attributes:
        database: SQLAlchemy URL, `sqlite:///…` or `postgresql://…`.
        database_connections: how many connections to a database server each process may open.
        redis: URL of the Redis of the rate limits; None keeps them in the memory of each process.
        demo: whether there are demonstration accounts and the /demo routes.
        demo_now: instant at which the clock of the demonstration starts; None for the real time.
        demo_light_passwords: whether the demonstration hashes passwords at almost no cost, for tests.
        session_idle_seconds: time without an authenticated call after which a session ends.
        min_client_version: older clients are answered `update_required`.
        trusted_proxies: addresses or networks whose X-Forwarded-For is applied.
        hosts: host names that the server answers to, with those of FranceConnect's callback and of `calendar_origin`.
        connections: how many clients each process serves at once.
        connections_per_address: how many of these may come from one address.
        grace_seconds: time left to requests under way when the server is told to stop.
        smtp: `smtp://`, `smtp+starttls://` or `smtps://` URL with the sender as `?from=`; None where no mail is sent.
        sms: `https://` URL of an SMS gateway, with the sender as `?from=`; None where no SMS is sent.
        sms_countries: countries whose mobiles are sent SMS (ISO 3166-1, two letters); people with a number of another
            country are asked for a mail address.
        accessibility_mail: mail address of the fund that accessibility reports are sent to; None where they are only
            listed.
        scans: folder of scans, in which each database has its own folder; None for one beside the SQLite file, or in
            the user's data folder.
        clamd: the scanner that judges every scan, `unix:///run/clamav/clamd.ctl` or `tcp://host:port`; None for none.
            While a scanner that is set does not answer, no scan is accepted.
        document_processes: how many papers (attestations, statements) each process draws at once.
        documents_kept_days: how long a paper that was made can be downloaded.
        franceconnect: the provider; None for none. A demonstration has its own.
        simulation_url: web API of an OpenFisca-France that runs elsewhere; None for a process of this server's own,
            where it is installed.
        simulation_idle_seconds: how long nobody simulates until that process is given back.
        calendar_origin: where calendars reach this server, `https://…` without a path; None for the address by which
            the program reaches it.
        log_level: `debug`, `info`, `warning` or `error`.
        docs: whether /docs and /openapi.json answer; the project publishes their content anyway.
        web_origins: origins of the program in browsers, `https://…` without a path, to which FranceConnect returns. The
            QR code of a paper leads to the first.
    """

    database: str
    database_connections: int = 15
    redis: str | None = None
    demo: bool = False
    demo_now: datetime | None = None
    demo_light_passwords: bool = False
    session_idle_seconds: int = 15 * 60
    min_client_version: str = "0.1.0"
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    hosts: tuple[str, ...] = LOOPBACK
    connections: int = 1000
    connections_per_address: int = 100
    grace_seconds: int = 10
    smtp: str | None = None
    sms: str | None = None
    sms_countries: frozenset[str] = FRANCE_AND_OVERSEAS
    accessibility_mail: str | None = None
    scans: Path | None = None
    clamd: str | None = None
    document_processes: int = 2
    documents_kept_days: int = 30
    franceconnect: FranceConnect | None = None
    simulation_url: str | None = None
    simulation_idle_seconds: int = 5 * 60
    calendar_origin: str | None = None
    log_level: str = "info"
    docs: bool = True
    web_origins: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits:
        """The bounds of connections."""
        from hosting.http import Limits

        return Limits(
            connections=self.connections,
            connections_per_address=self.connections_per_address,
            grace_seconds=self.grace_seconds,
            trusted_proxies=self.trusted_proxies,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The host names that this server answers to."""
        public = (self.franceconnect.redirect if self.franceconnect else None, self.calendar_origin)
        found = (urlsplit(url).hostname for url in public if url)
        return (*self.hosts, *(canonical(name) for name in found if name))

    @property
    def light_passwords(self) -> bool:
        """Whether hashes cost almost nothing: only in a demonstration, whose passwords are public."""
        return self.demo and self.demo_light_passwords

    def __repr__(self) -> str:
        # The URLs may hold passwords.
        return f"Settings(demo={self.demo})"

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings from the MON_COMPTE_* variables; a variable that is not set has its default.

        Raises:
            hosting.variables.Unreadable: a variable is unknown or cannot be read.
        """
        found = variables.found(os.environ)
        base = cls(database=_database(found))
        return cls(
            database=base.database,
            database_connections=variables.number(found, "database_connections", base.database_connections),
            redis=variables.url(found, "redis", "redis://hôte:6379/0", _REDIS),
            demo=variables.flag(found, "demo"),
            demo_now=variables.instant(found, "demo_now"),
            demo_light_passwords=variables.flag(found, "demo_light_passwords"),
            session_idle_seconds=variables.number(found, "session_idle_seconds", base.session_idle_seconds),
            min_client_version=_version(found, base.min_client_version),
            trusted_proxies=variables.proxies(found, "trusted_proxies", base.trusted_proxies),
            hosts=variables.host_names(found) or base.hosts,
            connections=variables.number(found, "connections", base.connections),
            connections_per_address=variables.number(
                found, "connections_per_address", base.connections_per_address
            ),
            grace_seconds=variables.number(found, "grace_seconds", base.grace_seconds),
            smtp=variables.url(found, "smtp", "smtps://nom:secret@hôte:465?from=expéditeur", _SMTP),
            sms=variables.url(found, "sms", "https://nom:secret@hôte/chemin?from=expéditeur", _HTTP),
            sms_countries=variables.countries(found, "sms_countries") or base.sms_countries,
            accessibility_mail=_mail(found, "accessibility_mail"),
            scans=Path(found["scans"]) if "scans" in found else None,
            clamd=_scanner(found),
            document_processes=variables.number(found, "document_processes", base.document_processes),
            documents_kept_days=variables.number(found, "documents_kept_days", base.documents_kept_days),
            franceconnect=FranceConnect.found(found),
            simulation_url=variables.url(found, "simulation_url", "https://hôte/chemin", _HTTP),
            simulation_idle_seconds=variables.number(
                found, "simulation_idle_seconds", base.simulation_idle_seconds
            ),
            calendar_origin=next(iter(variables.origins(found, "calendar_origin")), None),
            log_level=variables.choice(found, "log_level", base.log_level, LEVELS),
            docs=variables.flag(found, "docs", default=base.docs),
            web_origins=variables.origins(found, "web_origins"),
        )

    def warnings(self, *, workers: int, listening: str) -> list[str]:
        """Return warnings to the operator: sentences for the log at the start.

        Args:
            workers: how many processes serve.
            listening: the address to listen on, as it was given.
        """
        told = []
        if not self.demo and not (self.smtp and self.sms):
            lost = {"smtp": "courriel", "sms": "SMS"}
            unset = [name for name in lost if not getattr(self, name)]
            told.append(
                f"Réglage absent : {', '.join(map(variables.variable, unset))}. "
                f"Aucun {' ni aucun '.join(lost[name] for name in unset)} ne partira, "
                "et les codes envoyés ainsi seront perdus."
            )
        if workers > 1 and not self.redis:
            told.append(
                f"{workers} processus sans MON_COMPTE_REDIS : chacun compte les essais pour soi, "
                f"les limites sont {workers} fois plus larges."
            )
        if self.hosts == (ANY,):
            told.append(
                "MON_COMPTE_HOSTS accepte tous les noms : une page d’ailleurs peut s’adresser à ce serveur."
            )
        elif listening in {"", "0.0.0.0", "::"} and set(self.hosts) <= set(LOOPBACK):  # noqa: S104 - compared with
            told.append(
                f"Noms acceptés : {', '.join(self.hosts)}. Pour être joint sous un autre nom, réglez MON_COMPTE_HOSTS."
            )
        if listening not in LOOPBACK and set(self.trusted_proxies) & {"127.0.0.1", "::1"}:
            told.append(
                "Les programmes de cette machine peuvent se dire n’importe quel visiteur (X-Forwarded-For). "
                "Sans serveur mandataire ici, réglez MON_COMPTE_TRUSTED_PROXIES=none."
            )
        return told


def _database(found: Mapping[str, str]) -> str:
    """Return the URL of the database that is set, or of the default one, without connecting to it."""
    named = found.get("database")
    if named is None:
        return default_database()
    named = named.replace("postgres://", "postgresql://", 1) if named.startswith("postgres://") else named
    scheme, separator, rest = named.partition("://")
    kind = scheme.partition("+")[0]
    readable = bool(separator) and not any(not each.isprintable() for each in named)
    if kind == "sqlite" and readable and scheme == kind:
        readable = rest.startswith("/") and rest not in {"/", "/:memory:"} and "?" not in rest
    elif kind == "postgresql" and readable and scheme in {kind, "postgresql+psycopg"}:
        try:
            parts = urlsplit(named)
            readable = parts.port is None or parts.port > 0
        except ValueError:
            readable = False
    else:
        readable = False
    if not readable:
        raise variables.Unreadable(
            "MON_COMPTE_DATABASE (ou --database) : une adresse comme sqlite:////dossier/fichier.sqlite3 "
            "ou postgresql://nom@hôte/base est attendue."
        )
    return named


def _version(found: Mapping[str, str], default: str) -> str:
    value = found.get("min_client_version", default)
    if not all(part.isascii() and part.isdecimal() for part in value.split(".")):
        raise variables.Unreadable("MON_COMPTE_MIN_CLIENT_VERSION : une version comme 0.1.0 est attendue.")
    return value


def _mail(found: Mapping[str, str], name: str) -> str | None:
    typed = found.get(name)
    if typed is None:
        return None
    try:
        return canonical_contact(Channel.MAIL, typed)
    except ContactRefused as error:
        raise variables.Unreadable(
            f"{variables.variable(name)} : une adresse mail comme accessibilite@exemple.fr est attendue."
        ) from error


def _scanner(found: Mapping[str, str]) -> str | None:
    url = found.get("clamd")
    if url is not None:
        from server.inspection.clamd import Clamd

        try:
            Clamd.at(url)
        except ValueError as error:
            raise variables.Unreadable(
                "MON_COMPTE_CLAMD : une adresse comme unix:///run/clamav/clamd.ctl ou tcp://hôte:3310 est attendue."
            ) from error
    return url
