"""Screens without a window, over the states and the real server that the states' own tests use."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.core.scope import PageScope
from tests.app.conftest import (
    answers,
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
from tests.support.drawn import Drawn
from tests.views.flutter import Flutter
from views.app import DECLARED, MENUS, program_view
from views.design import tokens
from views.design.window import Window
from views.shell.context import Program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from api_client import Client
    from app.core.session import Session
    from app.platforms.device import Device

    Open = Callable[[str], Flutter]

__all__ = [
    "answers",
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
    "password_reset",
    "preferences",
    "session",
    "sign_in",
    "store",
    "time",
]


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Window:
    """A phone's window, unless the test asks for another width."""
    return Window(getattr(request, "param", tokens.PHONE_MAX - 1))


@pytest.fixture
def page(client: Client, session: Session, device: Device) -> PageScope:
    """What the states of one window live in, with all that the features have to say."""
    return PageScope(client, session, device, DECLARED)


@pytest.fixture
def program(page: PageScope, window: Window) -> Program:
    return Program(page, window, MENUS)


@pytest.fixture
async def open_at(program: Program) -> AsyncIterator[Open]:
    """Open a window at a path; the program must not have crashed when the test ends."""
    with _opening(program) as opening:
        yield opening


@pytest.fixture
async def open_html_at(program: Program) -> AsyncIterator[Open]:
    """Open a page of HTML at a path, which has no window."""
    with _opening(replace(program, window=None)) as opening:
        yield opening


@contextmanager
def _opening(program: Program) -> Iterator[Open]:
    with ExitStack() as windows:
        opened = []

        def opening(route: str) -> Flutter:
            flutter = Flutter(route, program_view, program, web=program.window is None)
            flutter.html = Drawn()
            windows.callback(flutter.close)
            opened.append(flutter)
            return flutter

        yield opening
        assert [crash for flutter in opened for crash in flutter.crashes] == []
