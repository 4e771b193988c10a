"""The refusals of FranceConnect, and the URLs that a browser may be sent back to.

These are the program's alone: any port of this machine (RFC 8252, 7.3); on a phone, the program's own scheme (7.1); in
a browser, the origins that the operator sets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.http.kinds import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Collection

FRANCECONNECT_UNAVAILABLE = ProblemKind("franceconnect_unavailable", 503, "FranceConnect does not answer")
FRANCECONNECT_EXPIRED = ProblemKind("franceconnect_expired", 410, "The sign-in through FranceConnect is over")
FRANCECONNECT_MISMATCH = ProblemKind(
    "franceconnect_mismatch", 409, "FranceConnect vouched for another person than this one"
)

APP_SCHEME = "example.moncompte"
LONGEST_RETURN = 300
_PATH = r"(?:/[A-Za-z0-9._~/-]*)?"
_PORT = r"(?::[0-9]{1,5})?"
_LOOPBACK = re.compile(rf"http://(?:127\.0\.0\.1|\[::1\]){_PORT}{_PATH}")
_LOCALHOST = re.compile(rf"http://localhost{_PORT}{_PATH}")
_APP = re.compile(rf"{re.escape(APP_SCHEME)}://[A-Za-z0-9._~/-]*")
_WEB = re.compile(rf"(https?://[A-Za-z0-9.-]+{_PORT}){_PATH}")


def may_return_to(url: str, origins: Collection[str], *, local: bool) -> bool:
    """Return whether the URL can be the program's. It has no query or fragment: the answer is added to it.

    Args:
        url: the URL that the program gave.
        origins: the origins of the program in browsers.
        local: whether this machine may be called `localhost`.
    """
    if len(url) > LONGEST_RETURN:
        return False
    if _LOOPBACK.fullmatch(url) or _APP.fullmatch(url) or (local and _LOCALHOST.fullmatch(url)):
        return True
    web = _WEB.fullmatch(url)
    return web is not None and web[1] in origins
