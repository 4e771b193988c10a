"""The pages that a browser shows on its way through FranceConnect: what happened, and how to go on."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from enum import StrEnum
from html import escape
from typing import NamedTuple

from fastapi.responses import HTMLResponse

_STYLE = """
:root { color-scheme: light dark; --page: #F6F5F1; --card: #FFFFFF; --ink: #1B1D26; --link: #24389B;
        --on-link: #FFFFFF }
@media (prefers-color-scheme: dark) {
  :root { --page: #12131A; --card: #1C1E29; --ink: #F1F2F7; --link: #AEBBFF; --on-link: #12131A }
}
body { background: var(--page); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif;
       max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem }
main { background: var(--card); border-radius: 1rem; padding: 1.5rem }
h1 { font-size: 1.5rem; margin: 0 0 1rem; line-height: 1.25 }
h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem }
ul { list-style: none; margin: 0; padding: 0 } li { margin: .75rem 0 }
a { color: var(--link) }
button { font: inherit; color: var(--on-link); background: var(--link); border: 2px solid var(--link);
         border-radius: .75rem; padding: .75rem 1rem; min-height: 3rem; width: 100%; text-align: start }
button.second { color: var(--link); background: transparent }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px }
"""
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
# No `form-action`: browsers apply it to the redirection after a form too, and that leads to the program.
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'"


class Ending(StrEnum):
    """How the way through the browser may end; the values are the last part of the page's path."""

    DONE = "done"
    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"
    EXPIRED = "expired"
    SIGNED_OUT = "signed-out"


class _Words(NamedTuple):
    heading: str
    texts: tuple[str, ...]


_BACK = "Vous pouvez fermer cette page et revenir dans Mon Compte."
_WORDS = {
    Ending.DONE: _Words("C’est fait", ("FranceConnect a confirmé votre identité.", _BACK)),
    Ending.DENIED: _Words(
        "Vous avez quitté FranceConnect",
        ("Rien n’a été transmis. Vous pouvez recommencer, ou vous connecter avec votre mot de passe.", _BACK),
    ),
    Ending.UNAVAILABLE: _Words(
        "FranceConnect ne répond pas",
        (
            "Ce n’est pas votre faute.",
            "Réessayez dans quelques minutes, ou connectez-vous avec votre mot de passe.",
            _BACK,
        ),
    ),
    Ending.FAILED: _Words(
        "La connexion n’a pas abouti",
        ("La réponse de FranceConnect n’a pas pu être vérifiée. Par prudence, rien n’a été fait.", _BACK),
    ),
    Ending.EXPIRED: _Words(
        "Cette page n’est plus valable",
        (
            "Elle a déjà servi, elle est trop ancienne, ou elle a été ouverte dans un autre navigateur.",
            "Revenez dans Mon Compte et choisissez de nouveau « S’identifier avec FranceConnect ».",
        ),
    ),
    Ending.SIGNED_OUT: _Words("Vous êtes déconnecté de FranceConnect", (_BACK,)),
}


def ending_page(ending: Ending) -> HTMLResponse:
    """Return the page of an ending."""
    words = _WORDS[ending]
    return page(words.heading, "".join(f"<p>{escape(text)}</p>" for text in words.texts))


def page(heading: str, body: str, *, status: int = 200) -> HTMLResponse:
    """Return a page with a heading; `body` is HTML."""
    return HTMLResponse(
        f"""<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(heading)} – Mon Compte</title>
<style>{_STYLE}</style></head><body><main>
<h1>{escape(heading)}</h1>
{body}
</main></body></html>""",
        status_code=status,
        headers={"Content-Security-Policy": _POLICY},
    )
