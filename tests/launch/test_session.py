"""A window whose program fails says so, and its log says where."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import flet as ft
import pytest
from flet.messaging.protocol import Message, MessageAction
from flet.messaging.session import Session

from launch.session import FAILED, say_failures
from tests.flet.bare import Window, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from flet.messaging.connection import Connection


class _Told(ft.Observable):
    """What a component hears of."""

    fails = False


@ft.component
def _drawing(told: _Told) -> ft.Control:
    if told.fails:
        raise ValueError("secret")
    return ft.Text("Ici")


@ft.component
def _effect(told: _Told) -> ft.Control:
    def effect() -> None:
        if told.fails:
            raise ValueError("secret")

    ft.use_effect(effect, [told.fails])
    return ft.Text("Ici")


@ft.component
def _late_effect(told: _Told) -> ft.Control:
    async def effect() -> None:
        await asyncio.sleep(0)
        if told.fails:
            raise ValueError("secret")

    ft.use_effect(effect, [told.fails])
    return ft.Text("Ici")


@ft.component
def _button(told: _Told) -> ft.Control:
    def press(_: object) -> None:
        raise ValueError("secret")

    return ft.TextButton("Ici", on_click=press)


@pytest.mark.parametrize("component", [_drawing, _effect, _late_effect, _button])
async def test_what_fails_is_logged_and_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, component: Callable[..., ft.Control]
) -> None:
    """The screen stands still from then on: a person reads why, in French, and nothing of the program."""

    def opened(connection: Connection) -> Session:
        session = Session(connection)
        say_failures(session.page)
        return session

    monkeypatch.setattr("tests.flet.bare.Session", opened)
    told, crashes = _Told(), list[Any]()
    window = Window(lambda: component(told))
    send = window.send_message

    def note(message: Message) -> None:
        if message.action is MessageAction.SESSION_CRASHED:
            crashes.append(message.body)
        send(message)

    monkeypatch.setattr(window, "send_message", note)
    await settle()
    assert not crashes
    told.fails = True
    await settle()
    for each in list(window.session.index.values()):
        if isinstance(each, ft.TextButton):
            await window.session.dispatch_event(each._i, "click", None)
    window.session.close()
    assert [each.message for each in crashes] == [FAILED]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert caplog.records[0].exc_info is not None
