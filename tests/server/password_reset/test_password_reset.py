"""Password resets: people get back in without help, and nothing tells whether an account exists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.server.enrolment_steps import PASSWORD, Draft
from tests.server.settings_steps import SignedInPerson

if TYPE_CHECKING:
    from typing import Any, Self

    import httpx

    from tests.server.conftest import Api, Find

NOBODY = "1 99 01 75 112 045"


@dataclass
class Reset:
    """A reset under way, by its token."""

    http: httpx.Client
    begun: dict[str, Any]

    @classmethod
    def of(cls, http: httpx.Client, identifier: str) -> Self:
        answer = http.post("/v1/password-resets", json={"identifier": identifier})
        assert answer.status_code == 201, answer.text
        return cls(http, answer.json())

    @classmethod
    def verified(cls, http: httpx.Client, identifier: str, channel: str = "mail") -> Self:
        """Return a reset whose code is verified."""
        reset = cls.of(http, identifier)
        assert reset.post("code", {"channel": channel}).status_code == 200
        code = http.get("/demo/messages").json()[0]["code"]
        assert reset.post("verification", {"code": code}).json() == {"step": "password"}
        return reset

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        path = f"/v1/password-resets/current/{path}"
        return self.http.post(path, json=body or {}, headers=self.headers | headers)

    def replace(self, password: str, **headers: str) -> httpx.Response:
        path = "/v1/password-resets/current/password"
        return self.http.put(path, json={"password": password}, headers=self.headers | headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.begun['token']}"}


def sent_digits(api: Api) -> str:
    """Return the password of 8 digits in the newest message that has one."""
    bodies = (message["body"] for message in api.http.get("/demo/messages").json())
    return next(found[1] for body in bodies if (found := re.search(r"\b(\d{8})\b", body)))


def test_back_in_alone(api: Api, account: Find) -> None:
    """A reset signs the person in, signs other devices out, and notifies the other contact."""
    known = account("responsable-couple")
    elsewhere = api.sign_in("responsable-couple")
    reset = Reset.of(api.http, "1 85 05 78 006 084")
    assert reset.begun["channels"] == [
        {"channel": "mail", "masked_destination": "t•••@example.org"},
        {"channel": "sms", "masked_destination": "06 •• •• •• 18"},
    ]
    challenge = reset.post("code", {"channel": "sms"}).json()
    assert (challenge["channel"], challenge["expires_in"], challenge["tries_left"]) == ("sms", 600, 5)
    code = api.http.get("/demo/messages").json()[0]["code"]
    assert reset.post("verification", {"code": code}).json() == {"step": "password"}
    signed = reset.replace(PASSWORD)
    assert signed.status_code == 201
    assert signed.json()["scope"] == "full"
    assert api.get("/v1/me", signed.json()).status_code == 200
    assert api.problem(api.get("/v1/me", elsewhere)) == (401, "session_expired")
    assert api.problem(api.refresh(elsewhere["refresh_token"])) == (401, "session_expired")
    told = api.http.get("/demo/messages").json()[0]
    assert (told["channel"], told["to"]) == ("mail", "thomas.martin@example.org")
    assert told["subject"] == "Votre mot de passe a changé"
    assert api.try_sign_in(known.identifier, known.password).status_code == 401
    assert api.try_sign_in(known.identifier, PASSWORD).status_code == 201


def test_a_reset_serves_once(api: Api, account: Find) -> None:
    """A reset ends with the change; only a retry of the same request gets the same answer."""
    reset = Reset.verified(api.http, account("responsable-couple").identifier)
    key = {"Idempotency-Key": "0b0d4f5e-8df1-4f0b-9f0e-3f6f0a3b6c11"}
    first = reset.replace(PASSWORD, **key)
    assert reset.replace(PASSWORD, **key).json() == first.json()
    assert api.problem(reset.replace(PASSWORD)) == (401, "session_expired")


def test_the_rules_of_passwords_hold(api: Api, account: Find) -> None:
    """The rules are those of an enrolment."""
    reset = Reset.verified(api.http, account("responsable-couple").identifier)
    refused = reset.replace("Password123")
    assert refused.json()["errors"] == [{"field": "password", "code": "common"}]
    assert reset.replace(PASSWORD).status_code == 201


def test_no_password_without_the_code(api: Api, account: Find) -> None:
    """The password cannot be changed before the code is verified."""
    reset = Reset.of(api.http, account("responsable-couple").identifier)
    refused = reset.replace(PASSWORD)
    assert api.problem(refused) == (409, "step_out_of_order")
    assert refused.json()["step"] == "code"
    assert api.problem(reset.post("verification", {"code": "123456"})) == (404, "not_found")
    assert api.problem(reset.post("resend")) == (404, "not_found")


@pytest.mark.parametrize("identifier", [NOBODY, "P00000000A", "nonsense", "1 99 01 75 112 045 00"])
def test_nobody_goes_the_same_way(api: Api, account: Find, identifier: str) -> None:
    """An identifier without an account gets plausible contacts, always the same, and no code or message."""
    known, nobody = (
        Reset.of(api.http, account("responsable-couple").identifier),
        Reset.of(api.http, identifier),
    )
    assert nobody.begun.keys() == known.begun.keys()
    assert nobody.begun["channels"] == Reset.of(api.http, f" {identifier.lower()} ").begun["channels"]
    channel = nobody.begun["channels"][0]["channel"]
    before = len(api.http.get("/demo/messages").json())
    challenge = nobody.post("code", {"channel": channel}).json()
    assert challenge["masked_destination"] == nobody.begun["channels"][0]["masked_destination"]
    assert challenge.keys() == known.post("code", {"channel": "mail"}).json().keys()
    tries = [nobody.post("verification", {"code": f"{n:06d}"}) for n in range(5)]
    assert [answer.json().get("tries_left") for answer in tries] == [4, 3, 2, 1, None]
    assert api.problem(tries[-1]) == (410, "code_exhausted")
    assert api.problem(nobody.post("resend")) == (429, "resend_too_soon")
    api.advance(30)
    assert nobody.post("resend").json()["tries_left"] == 5
    assert nobody.post("old-password", {"channel": channel}).status_code == 202
    assert api.problem(nobody.replace(PASSWORD)) == (409, "step_out_of_order")
    assert len(api.http.get("/demo/messages").json()) == before + 1, "the code of the known one"


def test_an_account_that_cannot_be_reached_looks_like_nobody(api: Api, account: Find) -> None:
    """An account without a contact gets the answers of an identifier without an account."""
    reset = Reset.of(api.http, account("ancien-seul").identifier)
    assert reset.begun["channels"]
    before = api.http.get("/demo/messages").json()
    assert reset.post("code", {"channel": reset.begun["channels"][0]["channel"]}).status_code == 200
    assert api.http.get("/demo/messages").json() == before


def test_a_channel_that_was_not_offered(api: Api, account: Find) -> None:
    """A channel that was not offered is refused, with or without an account."""
    reset = Reset.of(api.http, account("conjoint-sans-procuration").identifier)
    for path in ("code", "old-password"):
        refused = reset.post(path, {"channel": "sms"})
        assert refused.json()["errors"] == [{"field": "channel", "code": "not_offered"}]


def test_an_old_account_gets_its_eight_digits(api: Api, account: Find) -> None:
    """An old account is sent 8 digits, and its other contact notified; their use ends the old password."""
    known = account("ancien-couple")
    answer = Reset.of(api.http, known.identifier).post("old-password", {"channel": "sms"})
    assert (answer.status_code, answer.json()) == (202, {})
    told = {message["channel"]: message for message in api.http.get("/demo/messages").json()}
    assert (told["sms"]["to"], told["sms"]["code"]) == ("0655443322", None)
    assert told["mail"]["subject"] == "Un mot de passe a été demandé"
    digits = sent_digits(api)
    assert digits not in told["mail"]["body"]
    assert api.try_sign_in(known.identifier, known.password).status_code == 201
    signed = api.try_sign_in(known.identifier, digits)
    assert signed.json()["session"]["scope"] == "migration"
    assert api.try_sign_in(known.identifier, known.password).status_code == 401
    assert api.try_sign_in(known.identifier, digits).status_code == 201
    assert "Votre mot de passe a changé" in {
        message["subject"] for message in api.http.get("/demo/messages").json()
    }


def test_a_new_account_gets_no_eight_digits(api: Api, account: Find) -> None:
    """For a new account the answer is the same, and nothing is sent."""
    known = account("responsable-couple")
    before = api.http.get("/demo/messages").json()
    answer = Reset.of(api.http, known.identifier).post("old-password", {"channel": "mail"})
    assert (answer.status_code, answer.json()) == (202, {})
    assert api.http.get("/demo/messages").json() == before
    assert api.try_sign_in(known.identifier, known.password).status_code == 201


@pytest.mark.parametrize("role", ["ancien-couple", "responsable-couple", None])
def test_eight_digits_are_not_sent_without_end(api: Api, account: Find, role: str | None) -> None:
    """An address gets three sendings an hour, with or without an account."""
    identifier = account(role).identifier if role else NOBODY
    reset = Reset.of(api.http, identifier)
    body = {"channel": reset.begun["channels"][0]["channel"]}
    answers = [reset.post("old-password", body) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert api.problem(answers[-1]) == (429, "too_many_codes")


def test_the_same_eight_digits_are_sent_again(api: Api, account: Find) -> None:
    """Within a day the same digits are sent again, so that the person's message stays valid; later, others."""
    known = account("ancien-couple")

    def ask() -> None:
        answer = Reset.of(api.http, known.identifier).post("old-password", {"channel": "sms"})
        assert answer.status_code == 202

    ask()
    first = sent_digits(api)
    api.advance(23 * 3600)
    ask()
    assert sent_digits(api) == first
    api.advance(3600)
    ask()
    assert sent_digits(api) != first
    assert api.try_sign_in(known.identifier, first).status_code == 201
    api.http.post("/demo/reset")
    ask()
    late = sent_digits(api)
    api.advance(48 * 3600)
    assert api.try_sign_in(known.identifier, late).status_code == 401
    assert api.try_sign_in(known.identifier, known.password).status_code == 201


def test_eight_digits_end_with_a_password_of_ones_own(api: Api, account: Find) -> None:
    """A password chosen in a reset ends the digits that were sent before."""
    known = account("ancien-couple")
    Reset.of(api.http, known.identifier).post("old-password", {"channel": "sms"})
    digits = sent_digits(api)
    Reset.verified(api.http, known.identifier).replace(PASSWORD)
    assert api.try_sign_in(known.identifier, digits).status_code == 401
    assert api.try_sign_in(known.identifier, PASSWORD).status_code == 201


def test_an_old_account_still_migrates(api: Api, account: Find) -> None:
    """A reset does not replace the migration: an old account still has to accept the terms."""
    reset = Reset.verified(api.http, account("ancien-couple").identifier)
    assert reset.replace(PASSWORD).json()["scope"] == "migration"


@pytest.mark.parametrize("role", ["responsable-couple", None])
def test_codes_are_counted_by_identifier(api: Api, account: Find, role: str | None) -> None:
    """An identifier gets five codes an hour over all resets, with or without an account."""
    identifier = account(role).identifier if role else NOBODY
    resets = [Reset.of(api.http, identifier) for _ in range(5)]
    body = {"channel": resets[0].begun["channels"][0]["channel"]}
    for reset in resets:
        assert reset.post("code", body).status_code == 200
    reset = resets[-1]
    assert api.problem(reset.post("code", body)) == (429, "too_many_codes")
    api.advance(30)
    assert api.problem(reset.post("resend")) == (429, "too_many_codes")


def test_a_code_of_another_purpose_is_not_taken(api: Api, account: Find) -> None:
    """The code of a reset works neither at sign-in nor in another reset."""
    reset = Reset.of(api.http, account("responsable-couple").identifier)
    challenge = reset.post("code", {"channel": "mail"}).json()
    code = api.http.get("/demo/messages").json()[0]["code"]
    assert api.problem(api.verify(challenge, code)) == (404, "not_found")
    other = Reset.of(api.http, account("responsable-seul").identifier)
    other.post("code", {"channel": "mail"})
    refused = other.post("verification", {"code": code})
    assert refused.status_code == 422 or code == api.http.get("/demo/messages").json()[0]["code"]


def test_tokens_open_what_they_are_for(api: Api, account: Find) -> None:
    """Tokens of resets, sessions and drafts do not open each other."""
    reset = Reset.verified(api.http, account("responsable-couple").identifier)
    for path in ("/v1/me", "/v1/sessions/current", "/v1/enrolments/current"):
        assert api.problem(api.http.get(path, headers=reset.headers)) == (401, "session_expired")
    draft = Draft.begun(api.http)
    for token in (draft.token, api.sign_in("responsable-seul")["access_token"]):
        stranger = Reset(api.http, {"token": token})
        assert api.problem(stranger.post("code", {"channel": "mail"})) == (401, "session_expired")


def test_a_reset_lives_an_hour(api: Api, account: Find) -> None:
    """A reset ends after an hour."""
    reset = Reset.verified(api.http, account("responsable-couple").identifier)
    api.advance(3600)
    assert api.problem(reset.replace(PASSWORD)) == (401, "session_expired")


def test_people_who_share_a_telephone_are_not_mixed(api: Api, account: Find) -> None:
    """For two people who share a telephone, the code of one does not work for the other."""
    one, other = account("responsable-couple"), account("conjoint-autorise")
    sharing = SignedInPerson.of(api, "conjoint-autorise")
    assert sharing.replace("06 98 76 54 18", "sms").status_code == 200
    resets = [Reset.of(api.http, person.identifier) for person in (one, other)]
    codes = []
    for reset in resets:
        assert reset.post("code", {"channel": "sms"}).status_code == 200
        codes.append(api.last_code())
    if codes[0] != codes[1]:
        assert api.problem(resets[0].post("verification", {"code": codes[1]})) == (422, "code_refused")
    assert resets[0].post("verification", {"code": codes[0]}).status_code == 200
    session = resets[0].replace(PASSWORD).json()
    assert api.get("/v1/me", session).json()["last_name"] == "Martin"
    assert session["account_id"] != sharing.session["account_id"]
    assert not sharing.ended
    assert api.try_sign_in(other.identifier, other.password).status_code == 201
    assert api.problem(resets[1].replace(PASSWORD)) == (409, "step_out_of_order")
