"""Papers in a real window: each that one press brings is asked for, made, fetched and kept on the disk, encrypted.

Where it is saved the person says in a dialog of the system's portal, which a throw-away desktop has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from server.demo.accounts import DEMO_ACCOUNTS
from tests.desktop.conftest import until
from tests.support.papers import words_of
from tests.support.plain import PLAIN
from views.shell.formats import exact_euros
from views.steps.paper_text import PaperText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.desktop.conftest import Desktop
    from tests.support.processes import Api

ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
PAPERS = {
    "statement": PaperText.statement("2026-11"),
    "payment_certificate": PaperText.CERTIFICATE,
}


class Server:
    """What the server knows of the person's papers, asked beside the window."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, verify=PLAIN)
        body = {"identifier": ACCOUNT.identifier, "password": ACCOUNT.password}
        session = self._http.post("/v1/sessions", json=body).json()["session"]
        self._http.headers["Authorization"] = f"Bearer {session['access_token']}"
        file_id = self._http.get("/v1/me").json()["files"][0]["file_id"]
        self._papers = f"/v1/files/{file_id}/documents"

    def made(self) -> dict[str, str]:
        """Return the ids of the papers that are ready, by their kinds."""
        listed = self._http.get(self._papers).json()["items"]
        return {each["kind"]: each["document_id"] for each in listed if each["state"] == "ready"}

    def words(self, document_id: str) -> str:
        return words_of(self._http.get(f"{self._papers}/{document_id}/file").content)


def test_each_paper_of_mon_compte_is_made_and_kept(
    start: Callable[..., Desktop], api: Api, tmp_path: Path
) -> None:
    """One press each; the folder of what is kept grows by the whole file, in which no figure can be read."""
    folder, server = tmp_path / "last-known", Server(api.url)
    desktop = start("--api-url", api.url)
    desktop.sign_in(ACCOUNT)
    for kind, row in PAPERS.items():
        until(lambda row=row: bool(desktop.named(row)), desktop.nodes)  # type: ignore[misc]
        before = sum(path.stat().st_size for path in folder.iterdir())
        desktop.act(row)
        until(lambda kind=kind: kind in server.made(), server.made)  # type: ignore[misc]
        words = server.words(server.made()[kind])
        assert exact_euros(617_42).replace("\u00a0", " ").replace("\u202f", " ") in words
        grown = before + 30_000
        until(
            lambda grown=grown: sum(path.stat().st_size for path in folder.iterdir()) > grown,  # type: ignore[misc]
            lambda: sorted(folder.iterdir()),
        )
    assert not any(b"%PDF" in path.read_bytes() for path in folder.iterdir())
    assert not (tmp_path / "opened").exists()
    written = desktop.close()
    assert "617" not in written
