"""The overview of files, their doors and payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.statements import made_by_requests

if TYPE_CHECKING:
    from typing import Any

    from tests.server.conftest import Api


def file_of(api: Api, session: dict[str, Any], index: int = 0) -> dict[str, Any]:
    file: dict[str, Any] = api.get("/v1/me", session).json()["files"][index]
    return file


def overview(api: Api, session: dict[str, Any], index: int = 0) -> dict[str, Any]:
    answer = api.get(f"/v1/files/{file_of(api, session, index)['file_id']}/overview", session)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def test_the_couples_overview(api: Api) -> None:
    """The couple's overview has the figures of the design: 617,42 € on the 5th, a quotient of 687 €, one alert."""
    shown = overview(api, api.sign_in("responsable-couple"))
    assert shown["last_payment"]["amount"] == 617_42
    assert shown["last_payment"]["paid_on"].endswith("-05")
    assert shown["quotient"]["amount"] == 687_00
    assert [alert["code"] for alert in shown["alerts"]] == ["document_missing"]
    assert shown["alerts"][0]["params"]["document"] == "rent_certificate"
    assert [month["amount"] for month in shown["recent_payments"]] == [
        428_00, 428_00, 428_00, 540_00, 540_00, 309_00, 617_42,
    ]  # fmt: skip
    assert shown["recent_payments"][-1]["month"] == shown["last_payment"]["month"]
    assert shown["situation"]["children_count"] == 2
    assert all(door == {"open": True, "reason": None} for door in shown["doors"].values())


@pytest.mark.parametrize(
    ("role", "reason", "separation"),
    [
        ("conjoint-sans-procuration", "procuration_required", None),
        ("enfant", "responsable_only", "not_for_children"),
    ],
)
def test_closed_doors_are_shown_with_their_reason(
    api: Api, role: str, reason: str, separation: str | None
) -> None:
    """What is behind a closed door comes neither with the overview nor by another operation."""
    session = api.sign_in(role)
    shown = overview(api, session)
    doors = {name: door["reason"] for name, door in shown["doors"].items()}
    assert doors.pop("separation") == separation
    assert set(doors.values()) == {reason}
    assert [shown[name] for name in ("last_payment", "quotient", "situation", "next_payment_on")] == [
        None
    ] * 4
    assert shown["recent_payments"] == []
    for path in ("payments", "entitlements"):
        answer = api.get(f"/v1/files/{shown['file_id']}/{path}", session)
        assert api.problem(answer) == (403, "door_closed")
        assert (answer.json()["door"], answer.json()["reason"]) == ("payments", reason)


def test_an_authorised_spouse_stands_in_two_files(api: Api) -> None:
    """An authorised spouse has the couple's file, fully open, and her own closed one."""
    session = api.sign_in("conjoint-autorise")
    couple, former = file_of(api, session, 0), file_of(api, session, 1)
    assert (couple["role"], couple["authorised"], couple["closed_on"]) == ("conjoint", True, None)
    assert (former["role"], former["authorised"]) == ("responsable", None)
    assert former["closed_on"] is not None
    assert overview(api, session)["last_payment"]["amount"] == 617_42
    assert overview(api, session, 1)["next_payment_on"] is None


def test_two_files_take_no_more_asking_than_one(api: Api) -> None:
    """The number of statements does not grow with the number of files."""

    def asking(role: str) -> int:
        session = api.sign_in(role)
        with made_by_requests() as asked:
            api.get("/v1/me", session)
        return sum("members" in statement or "files" in statement for statement in asked)

    assert asking("conjoint-autorise") == asking("responsable-seul")


def test_the_responsable_is_told_of_the_spouse(api: Api) -> None:
    """The responsable is told whether the spouse is authorised."""
    told = file_of(api, api.sign_in("responsable-couple"))
    assert (told["spouse_name"], told["spouse_authorised"]) == ("Inès Martin", False)
    assert file_of(api, api.sign_in("enfant"))["spouse_name"] is None


def test_without_a_nir_and_without_a_quotient(api: Api) -> None:
    """A person with an identifiant provisoire signs in; without a known income there is no quotient."""
    session = api.sign_in("provisoire")
    assert api.get("/v1/me", session).json()["identifier_kind"] == "provisional"
    assert overview(api, session)["quotient"] == {
        "amount": None,
        "month": None,
        "unavailable_reason": "income_unknown",
    }


def test_another_persons_file_does_not_exist(api: Api) -> None:
    """Another person's file gets the same answer as an unknown id."""
    thomas = file_of(api, api.sign_in("responsable-couple"))["file_id"]
    payment = overview(api, api.sign_in("responsable-couple"))["last_payment"]["payment_id"]
    claire = api.sign_in("responsable-seul")
    own = file_of(api, claire)["file_id"]
    for path in (
        f"/v1/files/{thomas}/overview",
        f"/v1/files/{thomas}/payments",
        f"/v1/files/{thomas}/payments/{payment}",
        f"/v1/files/{own}/payments/{payment}",
        f"/v1/files/{thomas}/entitlements",
        "/v1/files/nonsense/overview",
    ):
        assert api.problem(api.get(path, claire)) == (404, "not_found")


def test_figures_follow_the_calendar(api: Api) -> None:
    """The figures follow the clock: a month later there is a new last payment."""
    session = api.sign_in("responsable-couple")
    before = overview(api, session)["last_payment"]["paid_on"]
    api.advance(31 * 24 * 3600)
    after = overview(api, api.sign_in("responsable-couple"))
    assert after["last_payment"]["paid_on"] > before
    assert after["last_payment"]["amount"] == 617_42
