"""A client of clamd, ClamAV's scanner, for its one command INSTREAM over a socket.

https://docs.clamav.net/manual/Usage/Scanning.html#clamd
"""

from __future__ import annotations

import logging
import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final, Self
from urllib.parse import urlsplit

_log = logging.getLogger(__name__)

_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096


class ScannerError(Exception):
    """The scanner does not answer, or gives no verdict."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """A scanner of files.

    Attributes:
        address: path of its socket, or its host and port.
        patience: seconds to wait at each step.
    """

    address: str | tuple[str, int]
    patience: float = 30

    @classmethod
    def at(cls, url: str) -> Self:
        """Return the scanner at `unix:///run/clamav/clamd.ctl` or `tcp://host:port`.

        Raises:
            ValueError: the URL is neither.
        """
        parts = urlsplit(url)
        if parts.scheme == "unix" and parts.path and not parts.netloc and hasattr(socket, "AF_UNIX"):
            return cls(parts.path)
        if parts.scheme == "tcp" and parts.hostname and parts.port and parts.path in {"", "/"}:
            return cls((parts.hostname, parts.port))
        raise ValueError("clamd is named as unix:///path or tcp://host:port")

    def finds(self, content: BinaryIO) -> bool:
        """Return whether the scanner finds something malicious in the content.

        Raises:
            ScannerError: it does not answer, or gives no verdict.
        """
        try:
            answer = self._send_stream(content)
        except OSError as error:
            _log.exception("the scanner of files does not answer")
            raise ScannerError from error
        if answer == "stream: OK":
            return False
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            _log.warning("the scanner of files found %r", answer[len("stream: ") : -len(" FOUND")])
            return True
        _log.error("the scanner of files could not say: %r", answer)
        raise ScannerError

    def _send_stream(self, content: BinaryIO) -> str:
        with self._connected() as line:
            line.sendall(b"zINSTREAM\0")
            try:
                while piece := content.read(_PIECE):
                    line.sendall(struct.pack(">I", len(piece)) + piece)
                line.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                # It closes the connection on content longer than it accepts, and may have answered first.
                _log.info("the scanner of files hung up")
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
                more = line.recv(_LONGEST_ANSWER)
                if not more:
                    break
                answer += more
        # Half an answer is no answer.
        return answer.rstrip(b"\0\n").decode(errors="replace") if answer.endswith(b"\0") else ""

    def _connected(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=self.patience)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(self.patience)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line
