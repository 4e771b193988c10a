"""`/v1/franceconnect`: sign in, or create an account, with an identity that FranceConnect vouches for.

The person's browser goes to the address that `begin` gives, and comes back where the program waits with a one-time
code (`code` in the query) or with `error`: `denied`, `unavailable` or `failed`.
"""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from time import monotonic
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, RootModel, SecretStr

from api_client._model import Model, Secret
from api_client._transport import Call, Transport
from api_client.auth import Keeper, Session
from api_client.challenges import Challenge
from api_client.enrolments import Enrolment, Enrolments, Vouched
from api_client.errors import FranceConnectExpired

_PATH = ("v1", "franceconnect")
_VERIFIER_BYTES = 48


class Authorization(Model):
    """A sign-in under way.

    Attributes:
        url: for the browser of the system, never for a view inside of the program (RFC 8252).
        expires_in: seconds.
    """

    authorization_id: str
    url: str
    expires_in: float


class _Exchanged(Model):
    vouched: Vouched
    logout_url: Secret


class FranceConnectSession(_Exchanged):
    """The person joined FranceConnect before: signed in."""

    kind: Literal["session"]
    session: Session


class FranceConnectCode(_Exchanged):
    """The same, but the account asks for a code: the sign-in goes on with `client.challenges.verify`."""

    kind: Literal["code_required"]
    challenge: Challenge


class JoinRequired(_Exchanged):
    """The person has an account, to be joined once signed in to it with its password.

    `account` is `old` where the password has 8 digits: that sign-in leads to the change of connection.
    """

    kind: Literal["join_required"]
    account: Literal["current", "old"]
    ticket: SecretStr


class NotMatched(_Exchanged):
    """No account, or none that can be told apart.

    `creation`: nobody's; one can be made. `incomplete`: too little was transmitted to look. `several_matches`: the
    password tells which.
    """

    kind: Literal["creation", "incomplete", "several_matches"]
    ticket: SecretStr


FranceConnectOutcome = FranceConnectSession | FranceConnectCode | JoinRequired | NotMatched


class _Outcome(Model, RootModel[Annotated[FranceConnectOutcome, Field(discriminator="kind")]]):
    pass


class FranceConnectLink(Model):
    """Whether the account is joined to FranceConnect, and since when."""

    joined: bool
    joined_at: AwareDatetime | None


class _Availability(Model):
    available: bool


class _Begin(Model):
    code_challenge: str
    return_to: str


class _Exchange(Model):
    code: Secret
    code_verifier: Secret
    device_name: str | None


class _Ticket(Model):
    ticket: Secret


class _Enrol(_Ticket):
    benefit: str | None


class _Started(Model):
    token: SecretStr
    enrolment: Enrolment


class FranceConnect:
    """The way through FranceConnect on this client; what proves it is this client's is held in memory."""

    def __init__(self, transport: Transport, keeper: Keeper, enrolments: Enrolments) -> None:
        self._transport = transport
        self._keeper = keeper
        self._enrolments = enrolments
        self._verifier: SecretStr | None = None
        self._ticket: SecretStr | None = None

    async def available(self) -> bool:
        """Whether this server offers it; where it does not, no button is shown."""
        call = Call.of("GET", *_PATH)
        return _Availability.read(await self._transport.send(call)).available

    async def begin(self, return_to: str) -> Authorization:
        """Begin; another that was under way here is given up.

        Args:
            return_to: where the program waits for the browser: `http://127.0.0.1:port/…`, its own scheme on a phone,
                its own origin on the web; without a query.

        Raises:
            FranceConnectUnavailable: FranceConnect does not answer.
            Refused: `validation_failed`; the program may not be returned to there.
            NotFound: FranceConnect is not offered.
            RateLimited: too many were begun from this address.
        """
        verifier = secrets.token_urlsafe(_VERIFIER_BYTES)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        call = Call.of(
            "POST", *_PATH, "authorizations", body=_Begin(code_challenge=challenge, return_to=return_to)
        )
        begun = Authorization.read(await self._transport.send(call))
        self._verifier = SecretStr(verifier)
        return begun

    async def cancel(self, authorization: Authorization) -> None:
        """Give up: what the browser brings later is not taken."""
        self._verifier = None
        await self._transport.send(
            Call.of("DELETE", *_PATH, "authorizations", authorization.authorization_id)
        )

    async def exchange(self, code: str, *, device_name: str | None = None) -> FranceConnectOutcome:
        """Exchange the code that the browser brought; on a session the client holds its tokens from then on.

        Raises:
            FranceConnectExpired: the code was used, is older than a minute, or was not asked for here.
            RateLimited: `too_many_codes`, for an account that asks for one.
        """
        if self._verifier is None:
            raise FranceConnectExpired
        body = _Exchange(code=SecretStr(code), code_verifier=self._verifier, device_name=device_name)
        asked_at = monotonic()
        content = await self._transport.send(Call.of("POST", *_PATH, "exchange", body=body))
        outcome = _Outcome.read(content).root
        self.forget()
        if isinstance(outcome, FranceConnectSession):
            self._keeper.keep(outcome.session, asked_at=asked_at)
        elif isinstance(outcome, JoinRequired | NotMatched):
            self._ticket = outcome.ticket
        return outcome

    async def enrol(self, benefit: str | None = None) -> Enrolment:
        """Begin an account with the identity that was vouched for; it goes on with `client.enrolments`.

        Raises:
            FranceConnectExpired: nobody was vouched for here within the last hour.
            TooYoung: the person is `age_limit` years old or less.
        """
        body = _Enrol(ticket=self._held(), benefit=benefit)
        started = _Started.read(await self._transport.send(Call.of("POST", *_PATH, "enrolments", body=body)))
        self._ticket = None
        self._enrolments.take_up(started.token.get_secret_value())
        return started.enrolment

    @property
    def waits_to_join(self) -> bool:
        """Whether somebody was vouched for, to be joined to an account."""
        return self._ticket is not None

    async def join(self) -> FranceConnectLink:
        """Join the account of the session.

        Raises:
            FranceConnectExpired: nobody was vouched for here within the last hour.
            FranceConnectMismatch: the account is another person's.
            SessionExpired: nobody is signed in.
        """
        call = Call.of("POST", *_PATH, "link", body=_Ticket(ticket=self._held()))
        link = FranceConnectLink.read(await self._keeper.send(call))
        self._ticket = None
        return link

    async def link(self) -> FranceConnectLink:
        """Ask whether the account of the session is joined."""
        return FranceConnectLink.read(await self._keeper.send(Call.of("GET", *_PATH, "link")))

    async def leave(self) -> None:
        """Undo the joining: the password opens the account, FranceConnect no more."""
        await self._keeper.send(Call.of("DELETE", *_PATH, "link"))

    def forget(self) -> None:
        """Drop what was under way, and who was vouched for."""
        self._verifier = self._ticket = None

    def _held(self) -> SecretStr:
        if self._ticket is None:
            raise FranceConnectExpired
        return self._ticket
