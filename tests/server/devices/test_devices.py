"""Devices: listed, signed out, and unlocked by a fingerprint or a face."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api, Find


def signed_in_as(api: Api, account: Find, device: str, role: str = "responsable-couple") -> SignedInPerson:
    known = account(role)
    body = {"identifier": known.identifier, "password": known.password, "device_name": device}
    return SignedInPerson(api, role, api.http.post("/v1/sessions", json=body).json()["session"])


def names(person: SignedInPerson) -> list[tuple[str | None, bool, bool]]:
    found = person.get("/devices").json()["devices"]
    return [(device["device_name"], device["current"], device["unlocks"]) for device in found]


def unlock(api: Api, token: str) -> httpx.Response:
    return api.http.post("/v1/sessions/device", json={"token": token})


def test_every_device_is_listed_this_one_first(api: Api, account: Find) -> None:
    """The list has the person's devices with name and dates, this one first, and no other person's."""
    signed_in_as(api, account, "Téléphone Android")
    signed_in_as(api, account, "Celui de Claire", "responsable-seul")
    person = signed_in_as(api, account, "Navigateur sur Linux")
    assert names(person) == [("Navigateur sur Linux", True, False), ("Téléphone Android", False, False)]


def test_one_device_is_signed_out(api: Api, account: Find) -> None:
    """A removed device loses its tokens at once and the others keep theirs; a second removal finds nothing."""
    phone = signed_in_as(api, account, "Téléphone")
    person, third = signed_in_as(api, account, "Bureau"), signed_in_as(api, account, "Tablette")
    path = f"/devices/{phone.session['session_id']}"
    assert person.ask("DELETE", path).status_code == 204
    assert phone.ended
    assert api.problem(api.refresh(phone.session["refresh_token"])) == (401, "session_expired")
    assert not person.ended
    assert not third.ended
    assert api.problem(person.ask("DELETE", path)) == (404, "not_found")


def test_all_others_are_signed_out(api: Api, account: Find) -> None:
    """This device keeps its session and its key."""
    others = [signed_in_as(api, account, name) for name in ("Téléphone", "Tablette")]
    lost = others[0].ask("POST", "/device-keys", {}).json()["token"]
    person = signed_in_as(api, account, "Bureau")
    own = person.ask("POST", "/device-keys", {}).json()["token"]
    assert person.ask("DELETE", "/devices").status_code == 204
    assert [other.ended for other in others] == [True, True]
    assert names(person) == [("Bureau", True, True)]
    assert unlock(api, lost).status_code == 401
    assert unlock(api, own).status_code == 201


def test_anothers_device_does_not_exist(api: Api, account: Find) -> None:
    """Another person's device gets the same answer as an unknown id."""
    claire = signed_in_as(api, account, "Claire", "responsable-seul")
    person = signed_in_as(api, account, "Bureau")
    for device_id in (claire.session["session_id"], uuid4()):
        assert api.problem(person.ask("DELETE", f"/devices/{device_id}")) == (404, "not_found")
    assert not claire.ended


def test_a_device_unlocks_without_the_password(api: Api, account: Find) -> None:
    """A device with a key opens a session without the password, and is listed while it has none."""
    phone = signed_in_as(api, account, "Téléphone")
    token = phone.ask("POST", "/device-keys", {}).json()["token"]
    assert api.http.delete("/v1/sessions/current", headers=api.bearer(phone.session)).status_code == 204
    person = signed_in_as(api, account, "Bureau")
    assert names(person) == [("Bureau", True, False), ("Téléphone", False, True)]
    opened = unlock(api, token)
    assert (opened.status_code, opened.json()["scope"]) == (201, "full")
    again = SignedInPerson(api, "responsable-couple", opened.json())
    assert again.get("").status_code == 200
    assert names(again)[0] == ("Téléphone", True, True)


def test_a_fingerprint_is_no_fresh_sign_in(api: Api, account: Find) -> None:
    """A session opened by a fingerprint still needs the password for protected changes."""
    phone = signed_in_as(api, account, "Téléphone")
    token = phone.ask("POST", "/device-keys", {}).json()["token"]
    api.advance(1)
    opened = SignedInPerson(api, "responsable-couple", unlock(api, token).json())
    assert api.problem(opened.change("autre@example.org")) == (403, "password_required")
    assert api.problem(opened.ask("POST", "/device-keys", {})) == (403, "password_required")


def test_a_locked_device_is_removed_by_its_key(api: Api, account: Find) -> None:
    """A lost phone without an open session can be removed by its key."""
    phone = signed_in_as(api, account, "Téléphone")
    token = phone.ask("POST", "/device-keys", {}).json()["token"]
    api.http.delete("/v1/sessions/current", headers=api.bearer(phone.session))
    person = signed_in_as(api, account, "Bureau")
    locked = person.get("/devices").json()["devices"][1]
    assert person.ask("DELETE", f"/devices/{locked['session_id']}").status_code == 204
    assert api.problem(unlock(api, token)) == (401, "credentials_refused")
    claire = signed_in_as(api, account, "Claire", "responsable-seul")
    other = claire.ask("POST", "/device-keys", {}).json()
    assert unlock(api, other["token"]).status_code == 201


def test_a_key_goes_with_its_device(api: Api, account: Find) -> None:
    """A key ends with its session, with a new key, or when it is deleted."""
    person = signed_in_as(api, account, "Bureau")
    phone = signed_in_as(api, account, "Téléphone")
    first = phone.ask("POST", "/device-keys", {}).json()["token"]
    second = phone.ask("POST", "/device-keys", {}).json()["token"]
    assert unlock(api, first).status_code == 401
    assert phone.ask("DELETE", "/device-keys/current").status_code == 204
    assert unlock(api, second).status_code == 401
    third = phone.ask("POST", "/device-keys", {}).json()["token"]
    person.ask("DELETE", f"/devices/{phone.session['session_id']}")
    assert unlock(api, third).status_code == 401
    assert unlock(api, "nonsense").status_code == 401


def test_a_forgotten_password_shuts_the_devices_out(api: Api, account: Find) -> None:
    """A password reset ends the keys of all devices."""
    phone = signed_in_as(api, account, "Téléphone")
    token = phone.ask("POST", "/device-keys", {}).json()["token"]
    begun = api.http.post("/v1/password-resets", json={"identifier": account(phone.role).identifier}).json()
    bearer = {"Authorization": f"Bearer {begun['token']}"}
    api.http.post("/v1/password-resets/current/code", json={"channel": "mail"}, headers=bearer)
    api.http.post("/v1/password-resets/current/verification", json={"code": api.last_code()}, headers=bearer)
    body = {"password": "Platane2027rouge"}
    assert api.http.put("/v1/password-resets/current/password", json=body, headers=bearer).status_code == 201
    assert phone.ended
    assert unlock(api, token).status_code == 401


def test_a_session_ends_after_fifteen_minutes_without_activity(api: Api, account: Find) -> None:
    """A session ends after fifteen minutes without a call, and its device leaves the list."""
    phone, person = signed_in_as(api, account, "Téléphone"), signed_in_as(api, account, "Bureau")
    for _ in range(4):
        api.advance(4 * 60)
        person.session = api.refresh(person.session["refresh_token"]).json()
        assert person.get("").status_code == 200
    assert api.problem(api.refresh(phone.session["refresh_token"])) == (401, "session_expired")
    assert names(person) == [("Bureau", True, False)]
