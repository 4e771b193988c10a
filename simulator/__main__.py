"""The process that calculates: situations come in by HTTP, and go out with what was left to calculate.

It is started as a file, and imports nothing of the project. Its argument is a folder where it keeps the parameters of
the rules once they are read, which are four thousand files of YAML. It listens on a port of the loopback that the
system chooses, says which as the first line of its output once the rules are loaded, and ends when its input does: that
is when whoever started it is gone, for whatever reason.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from pathlib import Path
from pickle import HIGHEST_PROTOCOL, PickleError, Unpickler, UnpicklingError, dumps
from typing import Any, Final

_LONGEST_BODY: Final = 4 * 1024 * 1024
# A caller that says no more holds up the others: one calculation is made at a time.
_PATIENCE_SECONDS: Final = 10
# Whoever waits for a screen goes before a calculation; the start, for which somebody waits too, before neither.
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


class _Parameters(Unpickler):
    """Reads parameters, and makes nothing else of what a file says."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - a class of OpenFisca
        wanted = global_name.startswith("Parameter") and global_name.isidentifier()
        if not (wanted and module_name.startswith("openfisca_core.parameters.")):
            raise UnpicklingError
        return super().find_class(module_name, global_name)


def _rules(folder: Path | None) -> Any:  # noqa: ANN401 - OpenFisca has no types
    """Return the rules, with the parameters that the folder keeps of these versions; keep them where it has none."""
    import openfisca_france

    core, france = version("openfisca-core"), version("openfisca-france")
    kept = folder / f"parameters-{core}-{france}-{sys.implementation.cache_tag}" if folder else None

    class Rules(openfisca_france.FranceTaxBenefitSystem):  # type: ignore[misc] # OpenFisca has no types
        def load_parameters(self, path_to_yaml_dir: str) -> None:
            self.parameters = parameters_of(kept) if kept else None
            if self.parameters is None:
                super().load_parameters(path_to_yaml_dir)
                if kept:
                    _keep(kept, self.parameters)

        def get_package_metadata(self) -> dict[str, str]:
            # Asked for at each of its files, and found out anew each time.
            location = str(Path(openfisca_france.__file__).parents[1])
            return {"name": "openfisca-france", "version": france, "repository_url": "", "location": location}

    return Rules()


def parameters_of(kept: Path) -> Any:  # noqa: ANN401 - parameters of OpenFisca
    """Return the parameters of a file; None where there is none, or it is another's, or broken."""
    try:
        with kept.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return _Parameters(file).load()
    except (OSError, EOFError, PickleError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _keep(kept: Path, parameters: object) -> None:
    """Write parameters in one piece, in place of those of other versions; nothing where it cannot be written."""
    with suppress(OSError):
        partial = kept.with_name(f"partial-{os.getpid()}")
        partial.write_bytes(dumps(parameters, HIGHEST_PROTOCOL))
        for former in kept.parent.glob("parameters-*"):
            former.unlink(missing_ok=True)
        partial.replace(kept)


def _end_with_input() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)


def _main() -> None:
    threading.Thread(target=_end_with_input, name="input", daemon=True).start()
    os.umask(0o077)
    logging.disable()
    rules = _rules(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with _Calculations(rules) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    _main()
