"""Screens without a window, over the states and the real server that the states' own tests use."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from app.appearance.appearance import Appearance
from app.benefits.catalogue import Benefits
from app.core.leaving import Leaving
from app.settings.contact_undo import Undo
from app.settings.this_device import ThisDevice
from app.steps.terms import TermsInForce
from app.unlocking.unlocking import Unlocking
from tests.app.conftest import (
    MemoryStore,
    base_url,
    browser,
    client,
    demo,
    enrolment,
    find,
    forgotten,
    franceconnect,
    key,
    login,
    network,
    preferences,
    session,
    store,
    time,
)
from tests.views.flutter import Flutter
from views.design import tokens
from views.shell.context import Program, Window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from api_client import Client
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.franceconnect.identification import FranceConnect
    from app.password_reset.password_reset import PasswordResetFlow
    from app.sign_in.sign_in import SignIn
    from tests.app.conftest import MemoryPreferences

    Open = Callable[[str], Flutter]

__all__ = [
    "base_url",
    "browser",
    "client",
    "demo",
    "enrolment",
    "find",
    "forgotten",
    "franceconnect",
    "key",
    "login",
    "network",
    "preferences",
    "session",
    "store",
    "time",
]


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Window:
    """A phone's window, unless the test asks for another width."""
    return Window(getattr(request, "param", tokens.PHONE_MAX - 1))


@pytest.fixture
def program(  # noqa: PLR0917 - fixtures are given by name
    client: Client,
    session: Session,
    login: SignIn,
    preferences: MemoryPreferences,
    window: Window,
    enrolment: EnrolmentWizard,
    forgotten: PasswordResetFlow,
    franceconnect: FranceConnect,
) -> Program:
    benefits = Benefits(client, observe=session.observe)
    unlocking = Unlocking(client, session, MemoryStore(), None, observe=session.observe)
    undo = Undo(client, observe=session.observe)
    return Program(
        session,
        login,
        Appearance(preferences),
        window,
        benefits,
        enrolment,
        forgotten,
        TermsInForce(client, observe=session.observe),
        undo,
        unlocking,
        ThisDevice(session, login, enrolment, unlocking, observe=session.observe),
        franceconnect,
        Leaving(session, login, enrolment, forgotten, undo, unlocking),
    )


@pytest.fixture
async def open_at(program: Program) -> AsyncIterator[Open]:
    """Open a window at a path; the program must not have crashed when the test ends."""
    with ExitStack() as windows:
        opened = []

        def opening(route: str) -> Flutter:
            flutter = Flutter(program, route)
            windows.callback(flutter.close)
            opened.append(flutter)
            return flutter

        yield opening
        assert [crash for flutter in opened for crash in flutter.crashes] == []
