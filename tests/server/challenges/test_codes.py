"""The code asked at sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.conftest import Api

from concurrent.futures import ThreadPoolExecutor


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_that_was_sent_opens_a_session(api: Api) -> None:
    """The second step of a sign-in has a masked destination and a code of six digits, and opens a full session."""
    challenge = api.challenge()
    assert challenge["masked_destination"] == "j•••@example.org"
    assert (challenge["channel"], challenge["expires_in"], challenge["resend_in"]) == ("mail", 900, 30)
    answer = api.verify(challenge, api.last_code())
    assert answer.status_code == 201
    assert api.get("/v1/me", answer.json()).status_code == 200


def test_a_code_serves_once(api: Api) -> None:
    """A code that somebody else saw being used does not work again."""
    challenge = api.challenge()
    code = api.last_code()
    assert api.verify(challenge, code).status_code == 201
    assert api.problem(api.verify(challenge, code)) == (410, "code_expired")


def test_five_tries(api: Api) -> None:
    """After five wrong codes even the right one is refused, so that six digits cannot be guessed."""
    challenge = api.challenge()
    code = api.last_code()
    left = [api.verify(challenge, wrong(code)).json().get("tries_left") for _ in range(4)]
    assert left == [4, 3, 2, 1]
    assert api.problem(api.verify(challenge, wrong(code))) == (410, "code_exhausted")
    assert api.problem(api.verify(challenge, code)) == (410, "code_exhausted")


def test_tries_at_once_are_counted_one_by_one(api: Api) -> None:
    """Concurrent guesses are counted one by one."""
    challenge = api.challenge()
    code = api.last_code()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: api.verify(challenge, wrong(code)), range(12)))
    refused = [answer for answer in answers if answer.json()["code"] == "code_refused"]
    assert sorted(answer.json()["tries_left"] for answer in refused) == [1, 2, 3, 4]


def test_a_code_by_mail_lasts_15_minutes(api: Api) -> None:
    """A code by mail is valid for as long as its message says."""
    challenge = api.challenge()
    code = api.last_code()
    api.advance(15 * 60)
    assert api.problem(api.verify(challenge, code)) == (410, "code_expired")


def test_a_new_code_cancels_the_old(api: Api) -> None:
    """Only the newest code works, and it has five new tries."""
    challenge = api.challenge()
    old = api.last_code()
    api.verify(challenge, wrong(old))
    early = api.resend(challenge)
    assert api.problem(early) == (429, "resend_too_soon")
    assert 0 < early.json()["retry_after"] <= 30
    assert early.headers["retry-after"] == str(early.json()["retry_after"])
    api.advance(30)
    again = api.resend(challenge)
    assert again.status_code == 200
    assert (again.json()["challenge_id"], again.json()["tries_left"]) == (challenge["challenge_id"], 5)
    new = api.last_code()
    if new != old:
        assert api.problem(api.verify(challenge, old)) == (422, "code_refused")
    assert api.verify(challenge, new).status_code == 201


def test_five_codes_an_hour(api: Api) -> None:
    """Neither resending nor signing in again can flood a mailbox."""
    challenge = api.challenge()
    for _ in range(3):
        api.advance(30)
        assert api.resend(challenge).status_code == 200
    challenge = api.challenge()
    api.advance(30)
    refused = api.resend(challenge)
    assert api.problem(refused) == (429, "too_many_codes")
    api.advance(refused.json()["retry_after"])
    assert api.resend(challenge).status_code == 200


def test_a_challenge_of_nobody(api: Api) -> None:
    """An unknown id is answered with not found."""
    for challenge_id in ("00000000-0000-0000-0000-000000000000", "nonsense"):
        answer = api.verify({"challenge_id": challenge_id}, "123456")
        assert api.problem(answer) == (404, "not_found")
