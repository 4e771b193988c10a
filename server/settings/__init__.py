"""The settings of the server: workers read them from the environment, the embedded server is given them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import quote, urlsplit

from pydantic import BeforeValidator, Field

from hosting import given, variables
from hosting.logs import FORMATS, LEVELS
from hosting.names import ANY, LOOPBACK, canonical
from hosting.readers import (
    Countries,
    Flag,
    HostNames,
    HttpUrl,
    Instant,
    Listening,
    Origin,
    Origins,
    Positive,
    Proxies,
    SecretKeys,
    one_of,
    url,
)
from server.rules.codes import Channel
from server.rules.contacts import FRANCE_AND_OVERSEAS, ContactRefused, canonical_contact
from server.settings.franceconnect import FranceConnect

VERSION = "0.1.0"

if TYPE_CHECKING:
    from hosting.http import Limits

_REDIS: Final = ("redis", "rediss", "unix", "redis+unix", "redis+sentinel", "redis+cluster")
_SMTP: Final = ("smtp", "smtps", "smtp+starttls")
_VAPID_KEY: Final = re.compile(r"[\w-]{43}=?", re.ASCII)


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


def _database(value: Any) -> str:  # noqa: ANN401 - whatever is given
    """Read the URL of a database, without connecting to it."""
    named = str(value)
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
        raise ValueError(
            "une adresse comme sqlite:////dossier/fichier.sqlite3 ou postgresql://nom@hôte/base est attendue"
        )
    return named


def _version(value: Any) -> str:  # noqa: ANN401 - whatever is given
    text = str(value)
    if not all(part.isascii() and part.isdecimal() for part in text.split(".")):
        raise ValueError("une version comme 0.1.0 est attendue")
    return text


def _mail(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
    if value is None:
        return None
    try:
        return canonical_contact(Channel.MAIL, str(value))
    except ContactRefused:
        raise ValueError("une adresse mail comme accessibilite@exemple.fr est attendue") from None


def _scanner(value: Any) -> str | None:  # noqa: ANN401 - whatever is given
    if value is None:
        return None
    from server.inspection.clamd import Clamd

    try:
        Clamd.at(str(value))
    except ValueError:
        raise ValueError(
            "une adresse comme unix:///run/clamav/clamd.ctl ou tcp://hôte:3310 est attendue"
        ) from None
    return str(value)


def _vapid_key(value: object) -> str | None:
    if value is not None and not _VAPID_KEY.fullmatch(str(value)):
        raise ValueError("43 lettres, chiffres, tirets et soulignés sont attendus")
    return str(value) if value is not None else None


class Settings(given.Settings):
    """The settings of one server."""

    database: Annotated[str, BeforeValidator(_database)]
    """`postgresql://name:password@host/database` or `sqlite:////folder/file.sqlite3`. Without it, a SQLite file in the
    user's data folder."""
    database_connections: Positive = 15
    """Connections to PostgreSQL, of each worker."""
    database_answer_seconds: Positive = 20
    """How long PostgreSQL may take for a statement while somebody waits, longer than a wait for a lock under load; then
    the request is told of maintenance, and the next is asked over another connection."""
    migrate: Flag = True
    """`0` where `mon-compte-server migrate` alone changes the schema: over an older one no server starts."""
    sealing_keys: SecretKeys = Field(default=(), repr=False)
    """Keys under which the key of the database is sealed, which hashes codes and fingerprints: 32 bytes in base64
    (`openssl rand -base64 32`), separated by commas. The first seals, all open: to change it, put a new one first,
    start every server again, then take the last away. Keep it apart from backups of the database, and do not lose it:
    without it the database opens nowhere. A demonstration has none."""
    redis: Annotated[str | None, url("redis://hôte:6379/0", *_REDIS)] = Field(default=None, repr=False)
    """`redis://…` or `rediss://…`, where limits are counted for all workers of the server, and where sign-ins wait,
    sealed, for the browsers of all hosts."""
    demo: Flag = False
    """A demonstration: made-up accounts and the /demo routes."""
    demo_now: Instant | None = None
    """The clock at which a demonstration starts."""
    demo_light_passwords: Flag = False
    """Next to no cost of passwords in a demonstration, for tests."""
    session_idle_seconds: Positive = 15 * 60
    """A session ends after that long without a call."""
    sign_ins_waiting: Positive = 64
    """Passwords that each worker verifies at once or has wait, a fifth of a second of a core each. Then one is
    told to come back in two seconds, which the program does by itself."""
    min_client_version: Annotated[str, BeforeValidator(_version)] = "0.1.0"
    """Older programs are told to be updated."""
    trusted_proxies: Proxies = ("127.0.0.1", "::1")
    """Addresses or networks whose `X-Forwarded-For` is believed, separated by commas; `none` for nobody."""
    hosts: HostNames = LOOPBACK
    """Names under which browsers and programs ask for it, separated by commas. The address given to `--host` is added.
    `*.exemple.fr` is all below a domain; `*` alone checks nothing."""
    connections: Positive = 1000
    """Connections open at once, of each process."""
    connections_per_address: Positive = 100
    """Connections of one address."""
    grace_seconds: Positive = 10
    """For what is under way when it is told to stop."""
    smtp: Annotated[str | None, url("smtps://nom:secret@hôte:465?from=expéditeur", *_SMTP)] = Field(
        default=None, repr=False
    )
    """`smtps://name:password@host:465?from=sender`; `smtp+starttls://`, `smtp://`. Without it no mail leaves."""
    sms: Annotated[str | None, url("https://nom:secret@hôte/chemin?from=expéditeur", "https", "http")] = (
        Field(default=None, repr=False)
    )
    """`https://name:password@host/path?from=sender`: an HTTP gateway. Without it no SMS leaves."""
    sms_countries: Countries = FRANCE_AND_OVERSEAS
    """Countries whose mobiles the gateway sends to, two letters each; people with a number of another country are
    asked for a mail address. France and its territories where it is not set."""
    accessibility_mail: Annotated[str | None, BeforeValidator(_mail)] = None
    """Mail address of the fund to which reports of what is inaccessible are sent; without it they are only listed."""
    scans: Path | None = None
    """Folder of scanned documents, in which each database has its own: one that all machines share where there are
    several. Without it, beside the SQLite file or in the user's data folder."""
    clamd: Annotated[str | None, BeforeValidator(_scanner)] = None
    """`unix:///run/clamav/clamd.ctl` or `tcp://host:3310`: the scanner of viruses that looks at them. While it does not
    answer, no scan is accepted."""
    document_processes: Positive = 2
    """Attestations and statements that each worker draws at once, each in a process of its own."""
    documents_kept_days: Positive = 30
    """How long one can be downloaded again."""
    franceconnect: FranceConnect | None = None
    simulation_url: HttpUrl = None
    """Web API of an OpenFisca-France that runs elsewhere; without it the workers of a server share one that they start
    where it is installed ([simulation.md](simulation.md))."""
    simulation_idle_seconds: Positive = 5 * 60
    """How long nobody simulates until that process, of some 350 MB, is given back."""
    vapid_key: Annotated[str | None, BeforeValidator(_vapid_key), Field(repr=False)] = None
    """The private key by which push services know this server (RFC 8292): 32 bytes in the alphabet of URLs, as `npx
    web-push generate-vapid-keys` writes them. Without it no browser is offered notifications; a demonstration draws one
    and keeps it. With another key every browser has to subscribe again. Push services are told the first of
    `MON_COMPTE_WEB_ORIGINS` as whom to turn to."""
    push_origins: Origins = ()
    """Origins of push services within one's own network, separated by commas. Any other is gone to by https at a public
    address alone, whatever a browser says."""
    webhook_networks: Proxies = ()
    """Networks of one's own to which webhooks of the fund may lead, `10.20.0.0/16`, separated by commas; any other is a
    public address. It is always https, except where `127.0.0.0/8` is among them and the receiver on this machine."""
    webhook_answer_seconds: Positive = 15
    """How long a receiver of webhooks may take for its answer, 60 at most; after that it is tried again later."""
    calendar_origin: Origin = None
    """Where calendars reach this server, `https://api.exemple.fr`: private addresses of agendas (`/agenda/….ics`) begin
    so. Without it they begin as the program itself reaches the server. A proxy must pass `/agenda/` on, and keep it
    out of its own log: the path is the secret."""
    calendars: Flag = True
    """`0` where no calendar elsewhere can reach this server: the agenda offers files, and no private address."""
    log_level: Annotated[str, one_of(*LEVELS)] = "info"
    """`debug`, `info`, `warning` or `error`."""
    log_format: Annotated[str, one_of(*FORMATS)] = "text"
    """`text`, for people, or `json`, an object a line, for what gathers logs."""
    metrics: Listening = None
    """`127.0.0.1:9600`: where Prometheus finds `/metrics`, of all workers; without it nobody does. Whoever reaches that
    address reads it. It needs `pip install 'mon-compte[operation]'`."""
    docs: Flag = True
    """`0` switches `/docs` and `/openapi.json` off. They tell nothing that this project does not publish."""
    web_origins: Origins = ()
    """Where the program is served to browsers, `https://moncompte.exemple.fr`: FranceConnect ends there, and the QR
    code of an attestation leads to the first. Without it papers have a code that is typed, and no QR code."""

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
    def pepper_keys(self) -> tuple[str, ...]:
        """The keys of the database's own key; none for a demonstration, which keeps nobody's secrets."""
        return () if self.demo else self.sealing_keys

    @property
    def light_passwords(self) -> bool:
        """Whether hashes cost almost nothing: only in a demonstration, whose passwords are public."""
        return self.demo and self.demo_light_passwords

    def __repr__(self) -> str:
        # The URLs may hold passwords.
        return f"Settings(demo={self.demo})"

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings from variables and the file that they name; what is not set has its default.

        Raises:
            hosting.variables.Unreadable: a name is unknown, or a value cannot be read.
        """
        return _Given.read()

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
        if not self.demo and not self.sealing_keys:
            told.append(
                "Réglage absent : MON_COMPTE_SEALING_KEYS. La clé des empreintes est en clair dans la base : "
                "qui en vole une copie peut les essayer."
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


class _Given(given.Given, Settings):
    """The settings as the operator gives them."""

    database: Annotated[str, BeforeValidator(_database)] = Field(default_factory=default_database)
