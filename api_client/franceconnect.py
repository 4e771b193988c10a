"""`/v1/franceconnect`: sign in through FranceConnect; this program is the client of RFC 8252 and RFC 7636."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime
from time import monotonic
from typing import Annotated, Literal

from pydantic import Field, RootModel, SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Challenge, Verification
from api_client.enrolments import Element, Vouched
from api_client.held_session import Session
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

_PATH = ("v1", "franceconnect")
_VERIFIER_BYTES = 48


class Authorization(Model):
    """A sign-in under way. `url` is for the person's browser; `expires_in` is in seconds."""

    authorization_id: str
    url: str
    expires_in: float


class _Exchanged(Model):
    """Who was vouched for, and where the browser goes to leave FranceConnect, once."""

    vouched: Vouched
    logout_url: SecretStr


class VouchedSession(_Exchanged):
    """The person had joined FranceConnect to an account: signed in to it."""

    kind: Literal["session"]
    session: Session


class VouchedCode(_Exchanged):
    """The same, for an account that asks for a code at each sign-in."""

    kind: Literal["code_required"]
    challenge: Challenge


class Unjoined(_Exchanged):
    """FranceConnect is joined to no account of this person's.

    Attributes:
        kind: `join_required`: one account is this person's; `several_matches`: its password will tell which one is;
            `creation`: none is; `incomplete`: too little was transmitted to look for one.
        account: for `join_required`, `old` where its password has 8 digits.
        differs: for `join_required`, what is otherwise in that account: it may have been corrected at the register.
        certain: whether no account can be another person's; one can be created as well where it is not.
        ticket: worth one joining or one enrolment, within the hour.
    """

    kind: Literal["join_required", "several_matches", "creation", "incomplete"]
    account: Literal["current", "old", "unchecked"] | None = None
    differs: tuple[Element, ...] = ()
    certain: bool = True
    ticket: SecretStr


Outcome = VouchedSession | VouchedCode | Unjoined


class Link(Model):
    """Whether an account is joined to FranceConnect, and since when."""

    joined: bool
    joined_at: datetime | None


class JoinProof(Model):
    """Something is otherwise in the account: the code that went to its contact proves whose it is."""

    differs: tuple[Element, ...]
    challenge: Challenge


class _Joining(Model, RootModel[Link | JoinProof]):
    pass


class _Outcome(Model, RootModel[Annotated[Outcome, Field(discriminator="kind")]]):
    pass


class _Availability(Model):
    available: bool


class _Beginning(Model):
    code_challenge: str
    return_to: str


class _Exchange(Model):
    code: Secret
    code_verifier: Secret
    device_name: str | None


class _Ticket(Model):
    ticket: Secret


class _ProofAgain(Model):
    challenge_id: str


class _Proof(Verification):
    ticket: Secret
    challenge_id: str


def new_verifier() -> SecretStr:
    """Make the secret by which this program alone can take what the browser brings (RFC 7636, 4.1)."""
    return SecretStr(secrets.token_urlsafe(_VERIFIER_BYTES))


class FranceConnect:
    """FranceConnect, as the server offers it."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def available(self) -> bool:
        """Ask whether it is offered."""
        return _Availability.read(await self._transport.send(Call.of("GET", *_PATH))).available

    async def begin(self, verifier: SecretStr, return_to: str) -> Authorization:
        """Begin a sign-in.

        Args:
            verifier: from `new_verifier`, kept until `exchange`.
            return_to: where the browser comes back, with `code` or `error` added: a loopback address, the program's
                own scheme, or the program's origin in a browser.

        Raises:
            NotFound: FranceConnect is not offered.
            FranceConnectUnavailable: it does not answer.
            RateLimited: too many were begun.
        """
        digest = hashlib.sha256(verifier.get_secret_value().encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        body = _Beginning(code_challenge=challenge, return_to=return_to)
        return Authorization.read(
            await self._transport.send(Call.of("POST", *_PATH, "authorizations", body=body))
        )

    async def cancel(self, authorization_id: str) -> None:
        """Give up: what the browser brings later is not taken."""
        await self._transport.send(Call.of("DELETE", *_PATH, "authorizations", authorization_id))

    async def exchange(
        self, code: SecretStr, verifier: SecretStr, *, device_name: str | None = None
    ) -> Outcome:
        """Exchange the one-time code, within 60 s, for what comes next.

        On `VouchedSession` the client holds the tokens from then on, unless somebody is signed in already: nobody is
        put in another's place, and the session just opened is ended.

        Raises:
            FranceConnectExpired: too late, used, or begun by another program.
        """
        body = _Exchange(code=code, code_verifier=verifier, device_name=device_name)
        asked_at = monotonic()
        content = await self._transport.send(Call.of("POST", *_PATH, "exchange", body=body))
        outcome = _Outcome.read(content).root
        if isinstance(outcome, VouchedSession):
            if self._keeper.in_force is None:
                self._keeper.keep(outcome.session, asked_at=asked_at)
            else:
                token = outcome.session.access_token.get_secret_value()
                await self._transport.send(Call.of("DELETE", "v1", "sessions", "current"), bearer=token)
        return outcome

    async def link(self) -> Link:
        """Ask whether the account of the session is joined."""
        return Link.read(await self._keeper.send(Call.of("GET", *_PATH, "link")))

    async def join(self, ticket: SecretStr) -> Link | JoinProof:
        """Join the account of the session, which may be that of an old account; or learn what is to be proved first.

        Raises:
            FranceConnectExpired: the ticket has served, or is an hour old.
            FranceConnectMismatch: it was given for another person, or what differs cannot be proved.
            RateLimited: too many codes were sent.
        """
        call = Call.of("POST", *_PATH, "link", body=_Ticket(ticket=ticket))
        return _Joining.read(await self._keeper.send(call)).root

    async def prove(self, ticket: SecretStr, challenge_id: str, code: str) -> Link:
        """Join the account with the code of a `JoinProof`.

        Raises:
            CodeRefused: another code, with `tries_left`.
            CodeExpired: too late.
            CodeExhausted: too many wrong tries.
            FranceConnectExpired: the ticket has served, or is an hour old.
        """
        body = _Proof(ticket=ticket, challenge_id=challenge_id, code=SecretStr(code))
        return Link.read(await self._keeper.send(Call.of("POST", *_PATH, "link", "verification", body=body)))

    async def resend_proof(self, challenge_id: str) -> Challenge:
        """Have another code sent; the one before is no longer valid.

        Raises:
            RateLimited: `resend_too_soon` (30 s between two) or `too_many_codes` (5 an hour).
        """
        body = _ProofAgain(challenge_id=challenge_id)
        return Challenge.read(await self._keeper.send(Call.of("POST", *_PATH, "link", "resend", body=body)))

    async def leave(self) -> None:
        """Undo the joining, if there is one."""
        await self._keeper.send(Call.of("DELETE", *_PATH, "link"))
