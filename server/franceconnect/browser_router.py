"""/franceconnect: the pages that the person's browser visits on its way to FranceConnect and back.

Each answer except an ending page is a redirection (303), so that neither FranceConnect's parameters nor the one-time
code stay in the address or the history. The log has paths without their queries.
"""

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Cookie, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from server.clock import Clock
from server.crypto.tokens import new_token
from server.db import Store
from server.franceconnect.authorizations import (
    AnsweredAuthorization,
    Authorizations,
    OpenedAuthorization,
    VouchedPerson,
)
from server.franceconnect.dependencies import AccountLinkingOf, AuthorizationsOf, ProvidersOf
from server.franceconnect.errors import Unavailable, Untrusted
from server.franceconnect.pages import Ending, ending_page
from server.franceconnect.service import AccountLinking
from server.http.dependencies import ClockOf, StoreOf
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.rules.civil_status import BirthPlace, PlaceKind
from server.rules.pivot import read_pivot

if TYPE_CHECKING:
    from server.franceconnect.openid_client import Provider

router = APIRouter(prefix="/franceconnect", include_in_schema=False)
_log = logging.getLogger("server.franceconnect")

_COOKIE = "franceconnect"
_STATE = re.compile(r"[0-9a-f]{64}")
_LONGEST_CODE = 2048
# Errors of FranceConnect that are no fault of ours (RFC 6749, 4.1.2.1); any other one ends as `failed`.
_ERRORS = {
    "access_denied": Ending.DENIED,
    "temporarily_unavailable": Ending.UNAVAILABLE,
    "server_error": Ending.UNAVAILABLE,
}


@router.get("/start")
async def start(
    request: Request,
    authorizations: AuthorizationsOf,
    providers: ProvidersOf,
    store: StoreOf,
    authorization: str = "",
) -> Response:
    """Bind the sign-in to this browser, and send it to FranceConnect."""
    provider = providers.for_request(request.scope)
    wanted = _uuid(authorization)
    if provider is None or wanted is None:
        return _to_ending(Ending.EXPIRED)
    opened = await run_in_threadpool(_open, authorizations, store, wanted)
    if opened is None:
        return _to_ending(Ending.EXPIRED)
    try:
        url = await provider.authorization_url(opened.state, opened.nonce)
    except Unavailable:
        _log.warning("FranceConnect does not answer")
        return _to_program(opened.return_to, error=Ending.UNAVAILABLE)
    answer = _to(url)
    answer.set_cookie(
        _COOKIE,
        opened.browser,
        path="/franceconnect",
        secure=provider.settings.redirect.startswith("https:"),
        httponly=True,
        # FranceConnect redirects back from another site.
        samesite="lax",
    )
    return answer


@router.get("/callback")
async def callback(
    request: Request,
    *,
    account_linking: AccountLinkingOf,
    authorizations: AuthorizationsOf,
    providers: ProvidersOf,
    store: StoreOf,
    clock: ClockOf,
    browser: Annotated[str, Cookie(alias=_COOKIE)] = "",
) -> Response:
    """Take FranceConnect's answer, and send the browser back to the program."""
    provider = providers.for_request(request.scope)
    query = request.query_params
    said = {name: values[0] for name in query if len(values := query.getlist(name)) == 1}
    if provider is None or len(said) != len(set(query)) or not _STATE.fullmatch(said.get("state", "")):
        return _to_ending(Ending.EXPIRED)
    answered = await run_in_threadpool(_answer, authorizations, store, said["state"], browser)
    if answered is None:
        return _to_ending(Ending.EXPIRED)
    try:
        person = await _person(account_linking, clock, provider, said, answered)
    except _Ended as ended:
        response = _to_program(answered.return_to, error=ended.ending)
    else:
        code = await run_in_threadpool(_vouch, authorizations, store, answered, person)
        response = _to_program(answered.return_to, code=code) if code else _to_ending(Ending.EXPIRED)
    response.delete_cookie(_COOKIE, path="/franceconnect")
    return response


@router.get("/logout")
async def logout(
    request: Request,
    account_linking: AccountLinkingOf,
    providers: ProvidersOf,
    store: StoreOf,
    ticket: str = "",
) -> Response:
    """End the session at FranceConnect, by a ticket that works once."""
    provider = providers.for_request(request.scope)
    id_token = await run_in_threadpool(_log_out, account_linking, store, ticket)
    if provider is None or id_token is None:
        return _to_ending(Ending.SIGNED_OUT)
    try:
        return _to(await provider.logout_url(id_token, new_token()))
    except Unavailable:
        return _to_ending(Ending.UNAVAILABLE)


@router.get("/signed-out")
async def signed_out() -> Response:
    """Take the browser back after a logout; the redirection removes FranceConnect's `state` from the address."""
    return _to_ending(Ending.SIGNED_OUT)


@router.get("/page/{ending}")
async def show_ending(ending: str) -> Response:
    """Show what happened."""
    if ending not in set(Ending):
        raise Problem(NOT_FOUND)
    return ending_page(Ending(ending))


class _Ended(Exception):
    def __init__(self, ending: Ending) -> None:
        super().__init__(ending)
        self.ending = ending


async def _person(
    account_linking: AccountLinking,
    clock: Clock,
    provider: "Provider",
    said: dict[str, str],
    answered: AnsweredAuthorization,
) -> VouchedPerson:
    """Return the person whom the answer vouches for.

    Raises:
        _Ended: it vouches for nobody.
    """
    try:
        await _check_issuer(provider, said)
        vouching = await provider.redeem(_code_of(said), answered.nonce_hash)
    except Unavailable:
        _log.warning("FranceConnect does not answer")
        raise _Ended(Ending.UNAVAILABLE) from None
    except Untrusted as untrusted:
        _log.warning("an answer in the name of FranceConnect was refused: %s", untrusted.reason)
        raise _Ended(Ending.FAILED) from None
    settings = provider.settings
    today = clock.now().date()
    return VouchedPerson(
        subject=account_linking.subject_of(settings.realm or settings.issuer, vouching.subject),
        pivot=await run_in_threadpool(read_pivot, vouching.claims, today, _place_of),
        id_token=vouching.id_token,
    )


def _code_of(said: dict[str, str]) -> str:
    if "error" in said:
        raise _Ended(_ERRORS.get(said["error"], Ending.FAILED))
    if not 0 < len(said.get("code", "")) <= _LONGEST_CODE:
        raise Untrusted("form")
    return said["code"]


async def _check_issuer(provider: "Provider", said: dict[str, str]) -> None:
    """Check that the answer comes from this provider and not another (RFC 9207)."""
    if "iss" not in said and not (await provider.metadata()).says_issuer:
        return
    if said.get("iss") != provider.settings.issuer:
        raise Untrusted("iss")


def _place_of(code: str) -> BirthPlace | None:
    from server.rules.places import place_of

    place = place_of(code)
    return BirthPlace(PlaceKind(place.kind), place.code, place.label) if place else None


def _open(authorizations: Authorizations, store: Store, authorization_id: UUID) -> OpenedAuthorization | None:
    with store.write() as transaction:
        return authorizations.open(transaction, authorization_id)


def _answer(
    authorizations: Authorizations, store: Store, state: str, browser: str
) -> AnsweredAuthorization | None:
    with store.write() as transaction:
        return authorizations.answer(transaction, state, browser)


def _vouch(
    authorizations: Authorizations, store: Store, answered: AnsweredAuthorization, person: VouchedPerson
) -> str | None:
    with store.write() as transaction:
        return authorizations.vouch(transaction, answered.id, person)


def _log_out(account_linking: AccountLinking, store: Store, ticket: str) -> str | None:
    with store.write() as transaction:
        return account_linking.logged_out(transaction, ticket)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _to_program(return_to: str, **said: str) -> RedirectResponse:
    return _to(f"{return_to}?{urlencode(said)}")


def _to_ending(ending: Ending) -> RedirectResponse:
    return _to(f"/franceconnect/page/{ending}")


def _to(url: str) -> RedirectResponse:
    return RedirectResponse(url, status_code=HTTPStatus.SEE_OTHER)
