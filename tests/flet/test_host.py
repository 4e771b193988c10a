"""What Flet's host for browsers still does, for which `launch/web` has a remedy: docs/flet.md lists them.

A test that fails here says that Flet has mended a defect, or moved a part: the remedy may go, or must follow.
"""

import asyncio
import inspect
import logging
from dataclasses import fields

import flet as ft
import httpx
import pytest
from flet.messaging.protocol import (
    ControlEventBody,
    InvokeMethodResponseBody,
    Message,
    MessageAction,
    RegisterClientRequestBody,
    SessionCrashedBody,
    UpdateControlPropsBody,
)
from flet_web.fastapi import FletApp, app, app_manager
from starlette.websockets import WebSocketDisconnect

from launch.web import gate, sessions
from tests.flet.bare import Socket, let_the_next_host_evict, settle

SECRET = "2850559123456"


class Loud(Message):
    """A message that notices when it is written out."""

    written = False

    def __repr__(self) -> str:
        type(self).written = True
        return "loud"


def nothing(_: ft.Page) -> None:
    pass


async def test_a_message_after_the_socket_fails() -> None:
    """What is drawn between two sockets raises, where a frame of a data channel is dropped without a word."""
    socket = Socket(nothing)
    socket.register()
    socket.leave()
    await socket.handled
    socket.app.send_data_channel_frame(1, b"")
    with pytest.raises(AttributeError):
        socket.app.send_message(Message(MessageAction.SESSION_CRASHED, SessionCrashedBody("")))


async def test_a_failed_send_leaves_the_session_for_ever() -> None:
    """The session of a browser whose line is cut while it is sent to is never disconnected, so never evicted."""
    pages: list[ft.Page] = []
    socket = Socket(pages.append)
    socket.register()
    await settle()
    socket.broken = True
    pages[0].title = "Mon Compte"
    pages[0].update()
    await settle()
    socket.leave()
    with pytest.raises(WebSocketDisconnect):
        await socket.handled
    assert pages[0].session.connection is not None
    assert pages[0].session.expires_at is None


async def test_a_silent_socket_is_handled_for_ever() -> None:
    """A socket that ends before it said who it is leaves a task that waits for messages nobody will send."""
    socket = Socket(nothing)
    socket.leave()
    await settle()
    assert not socket.handled.done()
    socket.handled.cancel()


async def test_each_message_is_written_out() -> None:
    """Sending formats the whole message for a log that nobody keeps."""
    assert not logging.getLogger("flet_transport").isEnabledFor(logging.DEBUG)
    socket = Socket(nothing)
    socket.register()
    await settle()
    socket.app.send_message(Loud(MessageAction.SESSION_CRASHED, SessionCrashedBody("")))
    assert Loud.written
    socket.leave()
    await socket.handled


async def test_an_exception_is_told_to_the_browser() -> None:
    """The words of an exception, which may hold what was typed, go to the browser; of a handler, the traceback too."""

    def main(page: ft.Page) -> None:
        def fail(_: object) -> None:
            raise ValueError(SECRET)

        page.on_resize = fail
        raise ValueError(SECRET)

    socket = Socket(main)
    socket.register()
    await settle()
    socket.say(MessageAction.CONTROL_EVENT, target=1, name="resize", data={"width": 1, "height": 1})
    await settle()
    crashes = [
        body["message"] for action, body in socket.heard if action == MessageAction.SESSION_CRASHED.value
    ]
    assert crashes[0] == SECRET
    assert SECRET in crashes[1]
    assert "Traceback" in crashes[1]
    socket.leave()
    await socket.handled


async def test_a_browser_is_believed() -> None:
    """A browser may say at which address it is, that it is none, and what Flet keeps for itself."""
    pages: list[ft.Page] = []
    socket = Socket(pages.append)
    socket.register()
    await settle()
    assert pages[0].client_ip == "192.0.2.1"
    props = {"client_ip": "198.51.100.1", "web": False, "_said": True}
    socket.say(MessageAction.UPDATE_CONTROL_PROPS, id=1, props=props)
    await settle()
    assert pages[0].client_ip == "198.51.100.1"
    assert not pages[0].web
    assert vars(pages[0])["_said"]
    socket.leave()
    await socket.handled


async def test_a_page_of_another_site_is_served() -> None:
    """Flet opens a session for a page of any origin, in the name of whoever looks at it."""
    socket = Socket(nothing, origin="https://ailleurs.example")
    await settle()
    assert socket.accepted
    socket.handled.cancel()


def test_nothing_bounds_what_a_browser_says() -> None:
    """Neither the size nor the number of messages, nor that of sessions, can be bounded by an argument."""
    known = {
        "self", "loop", "executor", "main", "before_main", "session_timeout_seconds", "oauth_state_timeout_seconds",
        "upload_endpoint_path", "secret_key",
    }  # fmt: skip
    assert set(inspect.signature(FletApp.__init__).parameters) == known


def test_messages_are_those_that_the_gate_knows() -> None:
    """The protocol, which is Flet's own affair, has the actions and the parts that the gate looks for."""
    assert {action.name: action.value for action in MessageAction} == {
        "REGISTER_CLIENT": 1,
        "PATCH_CONTROL": 2,
        "CONTROL_EVENT": 3,
        "UPDATE_CONTROL_PROPS": 4,
        "INVOKE_METHOD": 5,
        "SESSION_CRASHED": 6,
        "PYTHON_OUTPUT": 7,
    }
    later = {
        MessageAction.CONTROL_EVENT: ControlEventBody,
        MessageAction.UPDATE_CONTROL_PROPS: UpdateControlPropsBody,
        MessageAction.INVOKE_METHOD: InvokeMethodResponseBody,
    }
    assert {field.name for field in fields(RegisterClientRequestBody)} == gate._REGISTRATION
    assert {
        action.value: {field.name for field in fields(body)} for action, body in later.items()
    } == gate._LATER


def test_evictions_are_ten_seconds_apart() -> None:
    """A session that nobody took up again is looked for every ten seconds: no argument says how often."""
    evict = inspect.getsource(app_manager._FletAppManager__evict_expired_sessions)
    assert f"asyncio.sleep({sessions._EVICTION_SECONDS - 1})" in evict


async def test_only_the_first_host_of_a_process_evicts() -> None:
    """The manager of sessions, which all hosts of a process share, does not start again once it has ended."""
    let_the_next_host_evict()
    for starts in (True, False):
        before = asyncio.all_tasks()
        await app_manager.start()
        assert bool(asyncio.all_tasks() - before) is starts
        await app_manager.shutdown()


async def test_the_log_tells_what_is_typed(caplog: pytest.LogCaptureFixture) -> None:
    """At debug every message is in the log; at info, the name with which anybody may take a session up again."""
    with caplog.at_level("DEBUG"):
        pages: list[ft.Page] = []
        socket = Socket(pages.append)
        socket.register()
        await settle()
        socket.say(MessageAction.CONTROL_EVENT, target=1, name="change", data=SECRET)
        await settle()
        socket.leave()
        await socket.handled
    told = [(record.name, record.levelname) for record in caplog.records if SECRET in record.getMessage()]
    assert ("flet_transport", "DEBUG") in told
    name = pages[0].session.id
    told = [(record.name, record.levelname) for record in caplog.records if name in record.getMessage()]
    assert ("flet_web.fastapi", "INFO") in told


async def test_files_are_sent_as_they_are() -> None:
    """Neither compressed, nor with a word on how long they may be kept: a visit is some ten megabytes."""
    host = httpx.ASGITransport(app=app(nothing, no_cdn=True))
    async with httpx.AsyncClient(transport=host, base_url="http://127.0.0.1") as client:
        answer = await client.head("/main.dart.js", headers={"Accept-Encoding": "br, gzip"})
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
    assert "cache-control" not in answer.headers
