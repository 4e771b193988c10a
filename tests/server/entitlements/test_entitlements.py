"""The entitlements of the demonstration's households."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.server.conftest import Api


def entitlements(api: Api, role: str, index: int = 0) -> dict[str, dict[str, Any]]:
    """Return the entitlements of a person's file, by benefit, in their order."""
    session = api.sign_in(role)
    file_id = api.get("/v1/me", session).json()["files"][index]["file_id"]
    items = api.get(f"/v1/files/{file_id}/entitlements", session).json()["items"]
    return {item["benefit"]: item for item in items}


def test_what_is_open_suspended_and_closed(api: Api) -> None:
    """Each says since when and until when it is due, a suspension what lifts it, and closed ones come last."""
    found = entitlements(api, "responsable-couple")
    assert [(code, each["state"], each["amount"]) for code, each in found.items()] == [
        ("af", "open", 151_05),
        ("apl", "suspended", 354_37),
        ("prime_activite", "open", 112_00),
        ("paje_base", "closed", found["paje_base"]["amount"]),
    ]
    assert found["apl"]["reason"] == "rent_certificate_missing"
    assert found["apl"]["act"] == "send_rent_certificate"
    assert found["paje_base"]["reason"] == "child_grown"
    assert found["paje_base"]["since"] < found["paje_base"]["until"]
    assert (found["paje_base"]["ends_when"], found["paje_base"]["act"]) == ([], None)
    for code in ("af", "prime_activite"):
        assert (found[code]["until"], found[code]["reason"], found[code]["act"]) == (None, None, None)
        assert found[code]["ends_when"]


def test_what_is_open_is_what_was_paid_last(api: Api) -> None:
    """The amounts of open benefits are those of the last payment; what closed is not in it."""
    session = api.sign_in("responsable-seul")
    file_id = api.get("/v1/me", session).json()["files"][0]["file_id"]
    newest = api.get(f"/v1/files/{file_id}/payments", session).json()["items"][0]["payment_id"]
    payment = api.get(f"/v1/files/{file_id}/payments/{newest}", session).json()
    paid = {line["benefit"]: line["amount"] for line in payment["lines"]}
    found = entitlements(api, "responsable-seul")
    assert {code: each["amount"] for code, each in found.items() if each["state"] == "open"} == paid
    assert {code for code, each in found.items() if each["state"] == "closed"} == {"paje_base", "rsa"}


def test_a_closed_file_has_closed_entitlements(api: Api) -> None:
    """The benefits of a closed file ended with it."""
    [only] = entitlements(api, "conjoint-autorise", 1).values()
    assert (only["state"], only["reason"], only["until"]) == ("closed", "file_closed", "2019-06-30")
