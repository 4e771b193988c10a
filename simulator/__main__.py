"""The process that calculates: situations come in by HTTP, and go out with what was left to calculate.

It is started as a file, and imports nothing of the project. It listens on a port of the loopback that the system
chooses, says which as the first line of its output once the rules are loaded, and ends when its input does: that is
when whoever started it is gone, for whatever reason.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final

_LONGEST_BODY: Final = 4 * 1024 * 1024
# A caller that says no more holds up the others: one calculation is made at a time.
_PATIENCE_SECONDS: Final = 10
# Whoever waits for a screen goes first.
_NICENESS: Final = 5


class _Calculations(HTTPServer):
    """A server of one calculation at a time; the others wait in the queue of the socket."""

    request_queue_size = 64

    def __init__(self, rules: Any) -> None:  # noqa: ANN401 - OpenFisca has no types
        super().__init__(("127.0.0.1", 0), _Caller)
        self.rules = rules


class _Caller(BaseHTTPRequestHandler):
    """One request."""

    server: _Calculations
    timeout = _PATIENCE_SECONDS

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path != "/calculate":
            self._answer(HTTPStatus.NOT_FOUND, {"error": "There is nothing here"})
        elif "Origin" in self.headers:
            # A page in a browser of this machine has no business here.
            self._answer(HTTPStatus.FORBIDDEN, {"error": "Pages are not answered"})
        elif not length.isdecimal() or int(length) > _LONGEST_BODY:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "The length is unknown or too large"})
        else:
            self._answer(*_calculated(self.server.rules, self.rfile.read(int(length))))

    def log_message(self, *_: object) -> None:
        """Log nothing: a situation is somebody's life."""

    def _answer(self, status: HTTPStatus, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _calculated(rules: Any, body: bytes) -> tuple[HTTPStatus, object]:  # noqa: ANN401 - OpenFisca has no types
    from openfisca_core.errors import PeriodMismatchError, SituationParsingError
    from openfisca_web_api import handlers

    try:
        return HTTPStatus.OK, handlers.calculate(rules, json.loads(body))
    except (SituationParsingError, PeriodMismatchError) as refused:
        return HTTPStatus.BAD_REQUEST, refused.error
    except ValueError as refused:
        return HTTPStatus.BAD_REQUEST, {"error": type(refused).__name__}
    except Exception as failed:  # noqa: BLE001 - the next calculation may well succeed
        return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": type(failed).__name__}


def _end_with_input() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)


def _main() -> None:
    threading.Thread(target=_end_with_input, name="input", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    logging.disable()
    from openfisca_france import FranceTaxBenefitSystem

    with _Calculations(FranceTaxBenefitSystem()) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    _main()
