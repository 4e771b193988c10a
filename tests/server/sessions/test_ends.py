"""The reason why a session ended, which both its tokens get, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.server.migration_steps import MigrationUnderWay
from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server.conftest import Api

NEW = "Platane2027rouge"


def _signs_out(here: SignedInPerson, other: SignedInPerson) -> None:
    here.ask("DELETE", f"/devices/{other.session['session_id']}")


def _signs_the_others_out(here: SignedInPerson, _: SignedInPerson) -> None:
    here.ask("DELETE", "/devices")


def _changes_the_password(here: SignedInPerson, _: SignedInPerson) -> None:
    here.ask("POST", "/password", {"current": here.password, "new": NEW})


def _asks_to_close(here: SignedInPerson, _: SignedInPerson) -> None:
    here.ask("POST", "/closing", {"password": here.password})


def _puts_a_contact_back(here: SignedInPerson, _: SignedInPerson) -> None:
    here.replace("thomas.nouveau@example.org")
    here.ask("POST", "/contacts/mail/undo", {})


def _leaves_it_alone(here: SignedInPerson, _: SignedInPerson) -> None:
    here.api.advance(3600)


def _uses_a_token_twice(here: SignedInPerson, other: SignedInPerson) -> None:
    for _ in range(2):
        here.api.refresh(other.session["refresh_token"])


WAYS: dict[str, tuple[Callable[[SignedInPerson, SignedInPerson], None], str]] = {
    "signed out": (_signs_out, "signed_out_elsewhere"),
    "all signed out": (_signs_the_others_out, "signed_out_elsewhere"),
    "password": (_changes_the_password, "password_changed"),
    "closing": (_asks_to_close, "closing_asked"),
    "contact": (_puts_a_contact_back, "contact_restored"),
    "idle": (_leaves_it_alone, "idle"),
    "token": (_uses_a_token_twice, "token_reused"),
}


def _told_reason(api: Api, session: dict[str, Any]) -> str:
    """Return the reason in the refusal of the renewal; the refusal of a call before must have the same."""
    answers = (api.get("/v1/me", session), api.refresh(session["refresh_token"]))
    assert [api.problem(answer) for answer in answers] == [(401, "session_expired")] * 2
    first, last = (str(answer.json().get("reason", "")) for answer in answers)
    assert first in {"", last}
    return last


@pytest.mark.parametrize("way", WAYS)
def test_the_reason_is_told(api: Api, way: str) -> None:
    """A device whose session ended elsewhere is told the reason."""
    other, here = SignedInPerson.of(api), SignedInPerson.of(api)
    end, reason = WAYS[way]
    end(here, other)
    assert _told_reason(api, other.session) == reason


def test_a_migration_completed_elsewhere(api: Api) -> None:
    """A second device in the middle of the same migration learns that it is complete."""
    other = MigrationUnderWay.of(api)
    here = MigrationUnderWay.at(api, "done")
    here.completed()
    assert _told_reason(api, other.session) == "connection_changed"


def test_a_stranger_is_told_nothing(api: Api) -> None:
    """An unknown token gets no reason."""
    answer = api.http.get("/v1/me", headers={"Authorization": "Bearer nothing"})
    assert api.problem(answer) == (401, "session_expired")
    assert "reason" not in answer.json()
