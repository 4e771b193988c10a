"""/demo/franceconnect: the pages and endpoints of the demonstration's own FranceConnect."""

from html import escape
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Cookie, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from server.crypto.pepper import pepper
from server.db import Store
from server.demo.openid_people import IDENTITIES, IDENTITY_PROVIDERS
from server.franceconnect.dependencies import ProvidersOf
from server.franceconnect.pages import page
from server.franceconnect.providers import Providers
from server.http.dependencies import StoreOf
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.settings.franceconnect import DEMO_PATH

if TYPE_CHECKING:
    from server.demo.openid import DemoProvider

router = APIRouter(prefix=DEMO_PATH, include_in_schema=False)

_COOKIE = "demo_franceconnect"
_ERRORS = ("access_denied", "server_error", "temporarily_unavailable")


def _provider(request: Request, providers: Providers, store: Store) -> "DemoProvider":
    """Return the provider at the origin of the request.

    Raises:
        Problem: `not_found` where the server has another provider.
    """
    provider = providers.for_request(request.scope)
    if provider is None or not provider.settings.local:
        raise Problem(NOT_FOUND)
    origin = provider.settings.base
    known: dict[str, DemoProvider] = vars(request.app.state).setdefault("demo_providers", {})
    if origin not in known:
        from server.demo import openid  # oauthlib is slow to load

        known[origin] = openid.DemoProvider(store, pepper(store), origin)
    return known[origin]


@router.get("/.well-known/openid-configuration")
def read_metadata(request: Request, providers: ProvidersOf, store: StoreOf) -> dict[str, object]:
    """Return the discovery document."""
    return _provider(request, providers, store).metadata


@router.get("/jwks")
def read_jwks(request: Request, providers: ProvidersOf, store: StoreOf) -> dict[str, object]:
    """Return the public keys."""
    return _provider(request, providers, store).jwks


@router.get("/authorize")
def ask(
    request: Request,
    providers: ProvidersOf,
    store: StoreOf,
    chosen: Annotated[str, Cookie(alias=_COOKIE)] = "",
) -> Response:
    """Show the page that asks who the person is."""
    provider = _provider(request, providers, store)
    if refused := _refused(request, provider):
        return refused
    known = IDENTITIES.get(chosen)
    going_on = (
        f'<form method="post">{_button("identity", known.key, f"Continuer avec {known.name}")}</form>'
        if known
        else ""
    )
    choices = "".join(
        f"<li>{_button('provider', key, name)}</li>" for key, name in IDENTITY_PROVIDERS.items()
    )
    return page(
        "FranceConnect de démonstration",
        "<p>Ici, personne n’existe vraiment : choisissez un compte imaginaire.</p>"
        f"{going_on}<h2>Choisissez un compte pour continuer</h2>"
        f'<form method="post"><ul>{choices}</ul></form>{_ways_out()}',
    )


@router.post("/authorize")
async def decide(request: Request, providers: ProvidersOf, store: StoreOf) -> Response:
    """Take the choice of a person, a refusal or a failure, and redirect the browser."""
    provider = _provider(request, providers, store)
    if refused := await run_in_threadpool(_refused, request, provider):
        return refused
    form = dict(parse_qsl((await request.body()).decode("utf-8", errors="replace")))
    if form.get("provider") in IDENTITY_PROVIDERS:
        return _choose_identity(IDENTITY_PROVIDERS[form["provider"]])
    query = dict(request.query_params)
    if form.get("error") in _ERRORS:
        said = {"error": form["error"], "state": query["state"]}
        return _to(f"{provider.party.redirect}?{urlencode(said)}")
    if form.get("identity") not in IDENTITIES:
        return page("Choix inconnu", "<p>Revenez en arrière et choisissez de nouveau.</p>", status=400)
    headers, _, _ = await run_in_threadpool(
        provider.authorization.create_authorization_response,
        _secure(request),
        scopes=query["scope"].split(),
        credentials={"user": form["identity"]},
    )
    answer = _to(str(headers["Location"]))
    answer.set_cookie(_COOKIE, form["identity"], path=DEMO_PATH, httponly=True, samesite="lax")
    return answer


@router.post("/token")
async def give_token(request: Request, providers: ProvidersOf, store: StoreOf) -> Response:
    """Exchange a code for tokens."""
    provider = _provider(request, providers, store)
    body = (await request.body()).decode("utf-8", errors="replace")
    headers, content, status = await run_in_threadpool(
        provider.token.create_token_response, _secure(request), "POST", body, _headers(request)
    )
    return Response(content, status_code=status, headers=headers)


@router.get("/userinfo")
def give_userinfo(request: Request, providers: ProvidersOf, store: StoreOf) -> Response:
    """Return the signed claims of the person."""
    provider = _provider(request, providers, store)
    headers, content, status = provider.userinfo.create_userinfo_response(
        _secure(request), "GET", None, _headers(request)
    )
    return Response(content, status_code=status, headers=headers)


@router.get("/session/end")
def end_session(
    request: Request,
    *,
    providers: ProvidersOf,
    store: StoreOf,
    id_token_hint: str = "",
    post_logout_redirect_uri: str = "",
    state: str = "",
) -> Response:
    """End the session of the browser."""
    provider = _provider(request, providers, store)
    if not provider.signed(id_token_hint) or post_logout_redirect_uri != (
        f"{provider.party.base}/franceconnect/signed-out"
    ):
        return page("Déconnexion impossible", "<p>Cette demande n’est pas valable.</p>", status=400)
    answer = _to(f"{post_logout_redirect_uri}?{urlencode({'state': state})}")
    answer.delete_cookie(_COOKIE, path=DEMO_PATH)
    return answer


def _refused(request: Request, provider: "DemoProvider") -> Response | None:
    """Return the answer to a request that FranceConnect would refuse, or None."""
    from oauthlib.oauth2.rfc6749.errors import FatalClientError, OAuth2Error

    from server.demo.openid import refusal_of

    reason = refusal_of(dict(request.query_params))
    if reason is None:
        try:
            provider.authorization.validate_authorization_request(_secure(request))
        except FatalClientError as error:
            reason = str(error.error)
        except OAuth2Error as error:
            return _to(error.in_uri(provider.party.redirect))
    if reason is None:
        return None
    return page("Demande refusée", f"<p>Ce qui ne convient pas : {escape(reason)}.</p>", status=400)


def _choose_identity(provider_name: str) -> HTMLResponse:
    choices = "".join(
        f"<li>{_button('identity', person.key, f'{person.name}, {person.note}')}</li>"
        for person in IDENTITIES.values()
    )
    return page(
        provider_name,
        f'<p>Qui êtes-vous aujourd’hui ?</p><form method="post"><ul>{choices}</ul></form>{_ways_out()}',
    )


def _ways_out() -> str:
    return (
        "<h2>Ou bien</h2>"
        '<form method="post"><ul>'
        f"<li>{_button('error', 'access_denied', 'Refuser et revenir à Mon Compte', second=True)}</li>"
        f"<li>{_button('error', 'server_error', 'Montrer une panne de FranceConnect', second=True)}</li>"
        "</ul></form>"
    )


def _button(name: str, value: str, text: str, *, second: bool = False) -> str:
    kind = ' class="second"' if second else ""
    return f'<button name="{name}" value="{escape(value)}"{kind}>{escape(text)}</button>'


def _secure(request: Request) -> str:
    """Return the URL with https: oauthlib refuses plain HTTP, on which a demonstration runs."""
    return str(request.url.replace(scheme="https"))


def _headers(request: Request) -> dict[str, str]:
    """Return the headers under the names by which oauthlib looks them up."""
    return {
        name.title(): value
        for name, value in request.headers.items()
        if name in {"authorization", "content-type"}
    }


def _to(url: str) -> RedirectResponse:
    return RedirectResponse(url, status_code=303)
