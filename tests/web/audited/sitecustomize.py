"""Notes what a process does to the machine that it runs on: ports that it listens on, programs that it starts."""

import os
import sys

_TOLD = {
    "socket.bind",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "webbrowser.open",
}


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _TOLD:
        note = f"{event} {arguments[1:]!r}\n".encode()
        file = os.open(os.environ["AUDITED_IN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, note)
        os.close(file)


sys.addaudithook(_note)
