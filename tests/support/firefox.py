"""Firefox, the machine's own, driven by Playwright over WebDriver BiDi.

Playwright asks of each tab how its media queries are to be answered (`emulation.setMediaFeaturesOverride`), and gives
up where that is unknown, as it is to Debian's Firefox. Run as a program, this is what Playwright starts in Firefox's
place: it starts it, passes all on, and answers that one question itself. Firefox then answers media queries as always.
"""

import asyncio
import json
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

_NAMES = ("firefox-esr", "firefox")
_UNKNOWN = "emulation.setMediaFeaturesOverride"
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_ROOT = Path(__file__).parents[2]


def executable() -> str | None:
    """Find the machine's Firefox; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@asynccontextmanager
async def firefox(folder: Path) -> AsyncIterator[Browser]:
    """Run the browser.

    Args:
        folder: where to put what Playwright starts.
    """
    started = folder / "firefox"
    started.write_text(f'#!/bin/sh\ncd "{_ROOT}" && exec "{sys.executable}" -m {__name__} "$@"\n')
    started.chmod(0o700)
    async with async_playwright() as playwright:
        browser = await playwright.firefox.launch(channel="moz-firefox", executable_path=started)
        yield browser
        await browser.close()


async def _run(arguments: list[str]) -> int:
    program = executable()
    assert program is not None
    process = await asyncio.create_subprocess_exec(program, *arguments, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    async for line in process.stderr:
        text = line.decode(errors="replace")
        listens = _LISTENS.search(text)
        if listens:
            text = text.replace(listens[1], await _passing_on_to(listens[1]))
        sys.stderr.write(text)
        sys.stderr.flush()
    return await process.wait()


async def _passing_on_to(address: str) -> str:
    """Listen, and pass all on to what listens there; return where."""

    async def pass_on(client: ServerConnection) -> None:
        assert client.request is not None
        async with connect(f"{address}{client.request.path}", max_size=None) as browser:

            async def answers() -> None:
                async for message in browser:
                    await client.send(message)
                await client.close()

            answering = asyncio.create_task(answers())
            async for message in client:
                asked = json.loads(message)
                if asked["method"] == _UNKNOWN:
                    await client.send(json.dumps({"type": "success", "id": asked["id"], "result": {}}))
                else:
                    await browser.send(message)
            answering.cancel()

    server = await serve(pass_on, "127.0.0.1", 0, max_size=None)
    return f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"


if __name__ == "__main__":
    sys.exit(asyncio.run(_run(sys.argv[1:])))
