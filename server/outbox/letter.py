"""A mail as HTML: the same words, with the code set large. No link, no image, nothing to load."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.outbox import Message

_FONT = "font:17px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif"
_CODE = "font-size:28px;letter-spacing:4px;white-space:nowrap"


def as_html(message: Message) -> str:
    """Return the HTML document of a message."""
    paragraphs = "".join(f"<p>{_lines(part)}</p>" for part in message.body.split("\n\n"))
    if message.code:
        code = escape(message.code)
        paragraphs = paragraphs.replace(code, f'<br><strong style="{_CODE}">{code}</strong>', 1)
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(message.subject)}</title></head>"
        f'<body style="{_FONT};max-width:36em;margin:0 auto;padding:16px">{paragraphs}</body></html>'
    )


def _lines(paragraph: str) -> str:
    return escape(paragraph).replace("\n", "<br>")
