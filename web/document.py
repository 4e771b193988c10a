"""The document around what is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from web.drawing.element import element
from web.drawing.elements import ROOT
from web.drawing.pressed import ACTS
from web.tab import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from web.drawing.sheet import Look

_POSTED: Final = re.compile(r'<form [^>]*method="post"[^>]*>.*?(?=</form>)', re.DOTALL)
"""A form up to its end. Of one that is the query of an address, the token of a tab would stand in that address."""

_BESIDE: Final = re.compile(
    rf'<form (?:id="(?P<id>\w+)" )?[^>]*method="(?P<method>\w+)"|form="{ACTS}"(?= data-brings)'
)
"""A form as it begins, or what a press outside of forms sends where it brings one along (`Brings`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The program that a host shows, as far as its pages have to know.

    Attributes:
        name: what it is called.
        description: what a search engine says of it.
        language: of all its pages.
        folders: with files that pages name.
        icons: by their `rel`, the names of pictures among these.
        colors: of the bar around a page, by the scheme.
        at_the_root: by the paths where browsers look without being told, the names of files.
        texts: by such paths, what stands there.
        redirects: by such paths, where it stands instead.
        look: how it looks; None for as browsers draw what nobody styled.
        told: by what the script tells of its browser (`zone`, `contrast`), the key of the text that it is kept as.
    """

    name: str = ""
    description: str = ""
    language: str = "fr"
    folders: tuple[Path, ...] = ()
    icons: Mapping[str, str] = field(default_factory=dict)
    colors: Mapping[str, str] = field(default_factory=dict)
    at_the_root: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    look: Look | None = None
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where a document finds its files.

    Attributes:
        script: the module that the page begins with.
        modules: those that it needs.
        sheet: the style sheet.
        manifest: what an installed page is called and looks like; empty for none.
        icons: pictures by their `rel`.
    """

    script: str
    modules: tuple[str, ...]
    sheet: str
    manifest: str
    icons: Mapping[str, str]


def document(
    product: Product,
    links: Links,
    *,
    title: str,
    shown: str,
    attributes: Mapping[str, str],
    token: str,
) -> str:
    """Return a page.

    Args:
        product: whose it is.
        links: to its files.
        title: of the page.
        shown: the HTML of what is drawn.
        attributes: of the `html` element.
        token: by which its tab is known; empty for a page of nobody, which has none.
    """
    about: list[Markup] = [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, title or product.name),
        element("link", {"rel": "stylesheet", "href": links.sheet}),
        element("script", {"src": links.script, "type": "module"}),
        *(element("link", {"rel": "modulepreload", "href": each}) for each in links.modules),
        element("meta", {"name": "description", "content": product.description}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        *(
            element(
                "meta",
                {"name": "theme-color", "media": f"(prefers-color-scheme: {scheme})", "content": color},
            )
            for scheme, color in product.colors.items()
        ),
        *(element("link", {"rel": rel, "href": address}) for rel, address in links.icons.items()),
    ]
    if links.manifest:
        about.append(element("link", {"rel": "manifest", "href": links.manifest}))
    digest = digest_of(shown)
    known = element("input", {"type": "hidden", "name": "page", "value": digest})
    if token:
        known += element("input", {"type": "hidden", "name": "tab", "value": token})
    # What Enter in a field presses is the first button of its form: in that of all others, one that stands for none.
    acts = element("button", {"name": "press", "value": "", "hidden": True})
    body = element(
        "body",
        {"data-tab": token or None, "data-page": digest},
        element("form", {"id": ACTS, "method": "post"}, acts, known),  # to this very address
        # The forms that were drawn know of no session; what is text has no such tags in it.
        element("div", {"id": ROOT}, Markup(_POSTED.sub(lambda form: f"{form[0]}{known}", _brought(shown)))),  # noqa: S704
        element("div", {"id": "live", "role": "status"}),
    )
    head = element("head", {}, *about)
    return str(
        Markup("<!DOCTYPE html>") + element("html", {"lang": product.language, **attributes}, head, body)
    )


def _brought(shown: str) -> str:
    """Have each press that brings a form along send the one before it, if there is one: a page is posted as a whole.

    What is drawn for a page that is there cannot say so: the form may come or go while the press stays.
    """
    before = ACTS

    def sent(found: re.Match[str]) -> str:
        nonlocal before
        if found["method"] is None:
            return f'form="{before}"'
        before = found["id"] if found["id"] and found["method"] == "post" else ACTS
        return found[0]

    return _BESIDE.sub(sent, shown)
