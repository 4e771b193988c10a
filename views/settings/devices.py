"""Appareils connectés: since when each is signed in, how to sign them out; and Oublier cet appareil."""

from collections import Counter
from functools import partial

import flet as ft

from app.settings.devices import ConnectedDevices, Device
from app.settings.paths import SETTINGS
from app.settings.this_device import ThisDevice
from views.design import tokens
from views.design.button import link, secondary
from views.design.card import align_start, card, column
from views.design.items import items
from views.design.text import body, heading, hint, section, soft
from views.platforms.text import DeviceText
from views.settings.text import DevicesText
from views.shell.form_view import failure_notice, success_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (120, 120)


def devices(state: ConnectedDevices, this: ThisDevice) -> ft.Control:
    """Return the screen."""
    return screen(
        DevicesText.HEADING,
        _content(state),
        _forget(this),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        layout=Layout.TEXT,
    )


@ft.component
def _content(state: ConnectedDevices) -> ft.Control:
    head = column(
        heading(DevicesText.HEADING),
        soft(DevicesText.LEAD),
        _done(state),
        failure_notice(state.remove.error or state.remove_others.error),
    )
    return column(head, resource_view(state.known, lambda found: _list(state, found), _SKELETON))


def _done(state: ConnectedDevices) -> list[ft.Control]:
    if state.removed is not None:
        return [success_notice(DevicesText.ended(state.removed))]
    if state.remove_others.completed:
        return [success_notice(DevicesText.ENDED_OTHERS)]
    return []


def _list(state: ConnectedDevices, found: tuple[Device, ...]) -> ft.Control:
    others = [device for device in found if not device.current]
    names = Counter(_name(device) for device in found)
    end = align_start(secondary(DevicesText.END_OTHERS, state.sign_others_out))
    return column(
        items(
            *(_device(state, device, alone=names[_name(device)] == 1) for device in found),
            spacing=tokens.SPACE_16,
        ),
        end if others else body(DevicesText.ALONE),
    )


def _name(device: Device) -> str:
    return device.device_name or DeviceText.UNKNOWN


def _device(state: ConnectedDevices, device: Device, *, alone: bool) -> ft.Control:
    """Return a device; its name is enough where it has it `alone`."""
    name = _name(device) if alone else DevicesText.told_apart(_name(device), device.created_at)
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
def _forget(this: ThisDevice) -> ft.Control:
    return card(
        section(DevicesText.FORGET),
        body(DevicesText.FORGET_MORE),
        align_start(
            secondary(
                DevicesText.FORGET, this.forget.run, busy=ShellText.WORKING if this.forget.slow else None
            )
        ),
    )
