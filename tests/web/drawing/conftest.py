"""Screens as the tests of screens open them, over the real server, and their drawing in HTML."""

from tests.app.conftest import (
    base_url,
    browser,
    client,
    demo,
    device,
    enrolment,
    find,
    franceconnect,
    key,
    network,
    password_reset,
    preferences,
    session,
    sign_in,
    store,
    time,
)
from tests.views.conftest import open_at, page, program, window

__all__ = [
    "base_url",
    "browser",
    "client",
    "demo",
    "device",
    "enrolment",
    "find",
    "franceconnect",
    "key",
    "network",
    "open_at",
    "page",
    "password_reset",
    "preferences",
    "program",
    "session",
    "sign_in",
    "store",
    "time",
    "window",
]
