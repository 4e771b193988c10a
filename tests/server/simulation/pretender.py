"""A program that speaks as the simulator does, and calculates nothing: for what a process may do.

A situation says what it does: `{"die": true}`, `{"refuse": true}`; any other comes back with its process id.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Caller(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked.get("die"):
            os._exit(1)
        body = json.dumps(asked | {"pid": os.getpid()}).encode()
        self.send_response(400 if asked.get("refuse") else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_input, daemon=True).start()
    server = HTTPServer(("127.0.0.1", 0), Caller)
    print(server.server_address[1], flush=True)  # noqa: T201 - how it says where it listens
    server.serve_forever()
