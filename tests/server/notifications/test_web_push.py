"""What is sealed for a browser, whom it is from, and where this server lets itself be led."""

from __future__ import annotations

import base64
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey

from server.notifications.push_services import Outcome, PushServices
from server.notifications.rules import quiet_until
from server.notifications.web_push import VapidKey, is_point, sealed
from tests.support.push_service import opened, push_service, url_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.push_service import PushService


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_bytes(text)), ec.SECP256R1())


# RFC 8291, appendix A.
_TEXT = "When I grow up, I want to be a watermelon"
_BROWSER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
_AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
_SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
_SALT = "DGv6ra1nlYgDCS1FRnbzlw"
_MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
    "QpPxaX5SEyhCwb3VrtCO1a8RSQJ1MwZwlHuL54VwbIfF6P0pnyY9DHxp-w3vWd6Dr07DEmDXPWVkDZ_"
)


def test_the_example_of_the_standard() -> None:
    """The message of RFC 8291's appendix comes out byte by byte, and the stand-in of a browser opens it."""
    made = sealed(_TEXT.encode(), _bytes(_PUBLIC), _bytes(_AUTH), key=_private(_SENDER), salt=_bytes(_SALT))
    head = _bytes(_SALT) + (4096).to_bytes(4) + b"\x41"
    assert made.startswith(head)
    assert opened(made, _private(_BROWSER), _bytes(_AUTH)).decode() == _TEXT


def test_each_message_has_a_key_of_its_own() -> None:
    """The same words are never sealed alike, and nobody else's keys open them."""
    first, second = (sealed(b"x", _bytes(_PUBLIC), _bytes(_AUTH)) for _ in range(2))
    assert first[:86] != second[:86]
    assert opened(first, _private(_BROWSER), _bytes(_AUTH)) == b"x"


def test_the_sender_is_known_by_its_key() -> None:
    """A push service can check who sends: for it alone, for hours, by the key that the browser was given."""
    key = VapidKey(VapidKey.drawn())
    now = datetime.now(UTC)
    said = key.authorization("https://push.example.net/send/abc", now, "https://caf.example.net")
    token = said.removeprefix("vapid t=").partition(",")[0]
    point = _bytes(key.public)
    public: dict[str, str | list[str]] = {
        "kty": "EC",
        "crv": "P-256",
        "x": url_safe(point[1:33]),
        "y": url_safe(point[33:]),
    }
    claims = jwt.decode(token, ECKey.import_key(public), algorithms=["ES256"]).claims
    assert claims["aud"] == "https://push.example.net"
    assert claims["sub"] == "https://caf.example.net"
    assert 0 < claims["exp"] - now.timestamp() <= 24 * 3600
    assert said.endswith(f"k={key.public}")


@pytest.mark.parametrize("content", [b"", b"\x04" * 65, b"\x02" + b"\x01" * 32])
def test_what_is_no_key_of_a_browser(content: bytes) -> None:
    """Bytes that are no point of the curve, or one written otherwise, are refused as they come."""
    assert not is_point(content)
    assert is_point(_bytes(_PUBLIC))


HOSTILE = [
    "http://push.example.net/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://[::1]/x",
    "https://[::ffff:169.254.169.254]/x",
    "https://localhost/x",
    "https://push.example.net:8443/x",
    "https://name:word@push.example.net/x",
    "https://push.example.net@127.0.0.1/x",
    "file:///etc/passwd",
    "https:///x",
    "https://push.example.net/" + "x" * 2000,
    "https://push.example.net/a b",
    "https://push.example.net/\r\nHost: evil",
    "https://[::1",
    "",
]


@pytest.mark.parametrize("endpoint", HOSTILE, ids=lambda endpoint: endpoint[:40] or "empty")
def test_an_address_that_is_no_push_service(endpoint: str) -> None:
    """What a browser could name to have this server look into its own network is refused, and never asked."""
    services = PushServices()
    assert not services.may_be_one(endpoint)
    assert services.send(endpoint, {}, b"") is Outcome.REFUSED
    assert services.may_be_one("https://fcm.googleapis.com/fcm/send/abc:def")
    services.close()


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "100.64.0.1"]
)
def test_a_public_name_of_a_private_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads into a network of one's own is not followed: the address is judged that is connected to."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [(family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)  # a resolver that lies
    services = PushServices()
    assert services.send("https://push.example.net/x", {}, b"") is Outcome.REFUSED
    services.close()


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome.TAKEN),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (429, Outcome.LATER),
        (503, Outcome.LATER),
        (400, Outcome.REFUSED),
        (302, Outcome.REFUSED),
    ],
)
def test_what_comes_of_a_push(service: PushService, status: int, outcome: Outcome) -> None:
    """Each answer of a push service has one meaning, and where it redirects to is not gone to."""
    service.statuses, service.leads = [status], f"{service.origin}/elsewhere"
    services = PushServices((service.origin,))
    assert services.send(service.browser("a").endpoint, {"TTL": "60"}, b"x") is outcome
    assert [each.path for each in service.came] == ["/push/a"]
    services.close()


def _at(hour: int, minute: int = 0, day: int = 28) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)  # in Paris it is an hour later


@pytest.mark.parametrize(
    ("now", "hours", "until"),
    [
        (_at(20, 59), (22 * 60, 7 * 60), None),
        (_at(21), (22 * 60, 7 * 60), _at(6, day=29)),
        (_at(5, 59), (22 * 60, 7 * 60), _at(6)),
        (_at(6), (22 * 60, 7 * 60), None),
        (_at(11, 30), (12 * 60, 14 * 60), _at(13)),
        (_at(13), (12 * 60, 14 * 60), None),
        (_at(3), (0, 8 * 60), _at(7)),
        (_at(12), (None, None), None),
    ],
)
def test_quiet_hours(now: datetime, hours: tuple[int | None, int | None], until: datetime | None) -> None:
    """Quiet hours are those of a clock in Paris, over midnight too, and their last minute is not of them."""
    assert quiet_until(now, *hours) == until
