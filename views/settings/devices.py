"""Appareils connectés: each with since when, one or all signed out; and Oublier cet appareil."""

from functools import partial

import flet as ft

from api_client.errors import ClientError
from app.core.command import Command
from app.settings.devices import ConnectedDevices, Device
from app.settings.paths import SETTINGS
from app.settings.this_device import ThisDevice
from views.design.button import link, secondary
from views.design.card import align_start, card, column
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.platforms.text import DeviceText
from views.settings.text import DevicesText
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (120, 120)


def devices(state: ConnectedDevices, this: ThisDevice) -> ft.Control:
    """Return the screen."""
    return screen(
        DevicesText.HEADING,
        _content(state, state.remove, state.remove_others),
        _forget(this, this.forget),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        layout=Layout.TEXT,
    )


@ft.component
def _content(state: ConnectedDevices, remove: Command, others: Command) -> ft.Control:
    head = column(
        heading(DevicesText.HEADING),
        soft(DevicesText.LEAD),
        _done(state, others),
        _failed(remove.error or others.error),
    )
    return column(head, resource_view(state.known, lambda found: _list(state, found), _SKELETON))


def _done(state: ConnectedDevices, others: Command) -> list[ft.Control]:
    if state.removed is not None:
        return [notice(Tone.SUCCESS, DevicesText.ended(state.removed), live=True)]
    if others.completed:
        return [notice(Tone.SUCCESS, DevicesText.ENDED_OTHERS, live=True)]
    return []


def _failed(error: ClientError | None) -> list[ft.Control]:
    return fault_summary([], error)


def _list(state: ConnectedDevices, found: tuple[Device, ...]) -> ft.Control:
    others = [device for device in found if not device.current]
    end = align_start(secondary(DevicesText.END_OTHERS, state.sign_others_out))
    return column(
        *(_device(state, device) for device in found),
        end if others else body(DevicesText.ALONE),
    )


def _device(state: ConnectedDevices, device: Device) -> ft.Control:
    name = device.device_name or DeviceText.UNKNOWN
    lines: list[ft.Control] = [
        hint(DevicesText.since(device.created_at)),
        hint(DevicesText.seen(device.last_seen_at)),
    ]
    if device.unlocks:
        lines.append(hint(DevicesText.UNLOCKS))
    if device.current:
        lines.append(body(DevicesText.CURRENT, bold=True))
    else:
        press = partial(state.sign_out, device)
        lines.append(align_start(secondary(DevicesText.END, press, spoken=DevicesText.end(name))))
    return card(section(name), *lines)


@ft.component
def _forget(this: ThisDevice, forget: Command) -> ft.Control:
    return card(
        section(DevicesText.FORGET),
        body(DevicesText.FORGET_MORE),
        align_start(secondary(ShellText.WORKING if forget.slow else DevicesText.FORGET, this.forget.run)),
    )
