"""Where a browser may be sent back to: the program, and nothing else.

On the machine itself (RFC 8252, 7.3), any port; on a phone, the program's own scheme (7.1); in a browser, the origins
that the operator named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

APP_SCHEME = "example.moncompte"
LONGEST = 300
_PATH = r"(?:/[A-Za-z0-9._~/-]*)?"
_PORT = r"(?::[0-9]{1,5})?"
_LOOPBACK = re.compile(rf"http://(?:127\.0\.0\.1|\[::1\]){_PORT}{_PATH}")
_LOCALHOST = re.compile(rf"http://localhost{_PORT}{_PATH}")
_APP = re.compile(rf"{re.escape(APP_SCHEME)}://[A-Za-z0-9._~/-]*")
_WEB = re.compile(rf"(https?://[A-Za-z0-9.-]+{_PORT}){_PATH}")


def may_return_to(url: str, origins: Collection[str], *, local: bool) -> bool:
    """Whether the program can be there. No query nor fragment: the answer is added to the URL.

    Args:
        url: as the program said it.
        origins: those of the program in browsers.
        local: whether this very machine may be named `localhost`.
    """
    if len(url) > LONGEST:
        return False
    if _LOOPBACK.fullmatch(url) or _APP.fullmatch(url) or (local and _LOCALHOST.fullmatch(url)):
        return True
    web = _WEB.fullmatch(url)
    return web is not None and web[1] in origins
