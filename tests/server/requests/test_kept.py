"""What is kept of requests: receipts, the copy of one's data, expiry, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.server.requests_steps import MOVED, begun, file_of, post, save, sent
from tests.support.papers import words_of

if TYPE_CHECKING:
    from tests.server.conftest import Api

DAY = 86_400


def test_the_receipt_says_what_was_sent(api: Api) -> None:
    """The receipt is a tagged PDF with every answer in words; a draft has none."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    path = f"/v1/me/requests/{draft['request_id']}/receipt"
    assert api.problem(api.get(path, session)) == (404, "not_found")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    answer = api.get(path, session)
    assert answer.headers["content-type"] == "application/pdf"
    said = words_of(answer.content)
    for words in (request["reference"], "Locataire", "612,00", "4 rue du Port", "2 novembre 2026"):
        assert words in said, words
    assert api.get(path, session).content == answer.content


def test_a_draft_that_nobody_touches_goes(api: Api) -> None:
    """A draft is kept for three months after the last word, and is gone then."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    api.advance(89 * DAY)
    session = api.sign_in("responsable-seul")
    path = f"/v1/me/requests/{draft['request_id']}"
    assert api.get(path, session).status_code == 200
    assert save(api, session, draft, answers=MOVED).status_code == 200


def test_a_draft_is_thrown_away_and_what_was_sent_is_not(api: Api) -> None:
    """Deleting is for drafts; what was sent is withdrawn."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    path = f"/v1/me/requests/{draft['request_id']}"
    assert api.http.delete(path, headers=api.bearer(session)).status_code == 204
    assert api.problem(api.get(path, session)) == (404, "not_found")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    kept = api.http.delete(f"/v1/me/requests/{request['request_id']}", headers=api.bearer(session))
    assert api.problem(kept) == (409, "changed_meanwhile")
    assert post(api, session, f"/{request['request_id']}/withdrawal").status_code == 200
