"""Mes notifications: of what, by which channels, at which hours, and on which devices."""

from functools import partial
from typing import Final, cast, get_args

import flet as ft

from app.notifications.notifications import (
    Bell,
    NotificationChannel,
    NotificationContact,
    NotificationForm,
    Notifications,
    NotificationSubject,
    NotifiedDevice,
    ThisBell,
)
from app.settings.paths import CONTACT_DETAILS, SETTINGS
from views.design import tokens
from views.design.button import link, primary, row, secondary, subscribes
from views.design.card import align_start, card, column
from views.design.choice import choice
from views.design.choices import choices
from views.design.group import sent_together
from views.design.items import items, rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.notifications.text import NotificationsText
from views.shell.form_view import failure_notice, success_notice, use_form
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON: Final = (160, 160, 160)
_SUBJECTS: Final[tuple[NotificationSubject, ...]] = get_args(NotificationSubject)
_ANY_HOUR: Final = "any"
_USUAL_HOURS: Final = ((20 * 60, 8 * 60), (22 * 60, 7 * 60))


def notifications(state: NotificationForm) -> ft.Control:
    """Return the screen."""
    return screen(NotificationsText.HEADING, _content(state), layout=Layout.FORM)


@ft.component
def _content(state: NotificationForm) -> ft.Control:
    form = use_form(state)
    ft.use_effect(state.here.look, [])
    head = column(
        column(heading(NotificationsText.HEADING), soft(NotificationsText.LEAD), spacing=tokens.SPACE_8),
        [success_notice(NotificationsText.SAVED)] if state.submit.completed else [],
        form.summary(state.submit.error),
    )
    return column(
        head,
        resource_view(state.known, lambda known: _known(state, known), _SKELETON),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        spacing=tokens.SPACE_24,
    )


def _known(state: NotificationForm, known: Notifications) -> ft.Control:
    return column(
        sent_together(
            [notice(Tone.INFORMATION, NotificationsText.BEFORE, NotificationsText.BEFORE_MORE)]
            if known.chosen_at is None
            else [],
            card(
                section(NotificationsText.WHAT),
                column(*map(_leads, known.contacts), spacing=tokens.SPACE_4),
                *(_subject(state, known, each) for each in _SUBJECTS),
            ),
            _missing(known),
            card(_hours(state)),
            primary(NotificationsText.SAVE, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        [_devices(state.here, known)] if known.push_key is not None else [],
        card(section(NotificationsText.ALWAYS), body(NotificationsText.ALWAYS_MORE)),
        spacing=tokens.SPACE_24,
    )


def _leads(contact: NotificationContact) -> ft.Control:
    said = NotificationsText.leads(contact.channel, contact.masked_destination)
    return hint(said, spoken=spoken(said))


def _subject(state: NotificationForm, known: Notifications, subject: NotificationSubject) -> ft.Control:
    async def tick(channel: str, on: bool) -> None:  # noqa: FBT001 - what a box says
        state.tick(subject, cast("NotificationChannel", channel), on=on)

    leads = {each.channel for each in known.contacts}
    ticked = state.ticked(subject)
    # Where nothing leads, a box stays as long as it is ticked: it can be unticked.
    shown: list[NotificationChannel] = [
        channel for channel in get_args(NotificationChannel) if channel in leads or channel in ticked
    ]
    if known.push_key is not None and "push" not in shown and (known.devices or _may_show(state.here)):
        shown.append("push")
    options: dict[str, str] = {channel: NotificationsText.CHANNELS[channel] for channel in shown}
    return choices(NotificationsText.SUBJECTS[subject], options, ticked, tick)


def _may_show(here: ThisBell) -> bool:
    return here.bell in {Bell.ON, Bell.OFF}


def _missing(known: Notifications) -> list[ft.Control]:
    """Return what to add so that every channel leads somewhere."""
    held = {each.channel for each in known.contacts}
    missing = [
        words
        for channel, words in (("mail", NotificationsText.NO_MAIL), ("sms", NotificationsText.NO_PHONE))
        if channel not in held
    ]
    if not missing:
        return []
    return [card(*map(body, missing), rows(row(NotificationsText.ADD_CONTACT, go(CONTACT_DETAILS))))]


def _hours(state: NotificationForm) -> ft.Control:
    offered = dict.fromkeys((*_USUAL_HOURS, *([state.hours] if state.hours is not None else [])))
    known = {f"{since}-{until}": (since, until) for since, until in offered}
    options = {_ANY_HOUR: NotificationsText.ANY_HOUR} | {
        name: NotificationsText.quiet(*hours) for name, hours in known.items()
    }
    chosen = f"{state.hours[0]}-{state.hours[1]}" if state.hours is not None else _ANY_HOUR

    async def choose(value: str) -> None:
        state.keep_quiet(known.get(value))

    return column(
        choice(NotificationsText.HOURS, options, chosen, choose, spacing=tokens.SPACE_8, say=spoken),
        hint(NotificationsText.HOURS_NOTE),
        spacing=tokens.SPACE_8,
    )


@ft.component
def _devices(here: ThisBell, known: Notifications) -> ft.Control:
    return card(
        section(NotificationsText.DEVICES),
        hint(NotificationsText.PRIVATE),
        _done(here),
        failure_notice(here.on.error or here.remove.error),
        _here(here, known),
        items(*(_device(here, each) for each in known.devices), spacing=tokens.SPACE_16)
        if known.devices
        else soft(NotificationsText.NONE),
    )


def _done(here: ThisBell) -> list[ft.Control]:
    if here.removed is not None:
        return [success_notice(NotificationsText.removed(here.removed or NotificationsText.UNKNOWN))]
    if here.on.completed and here.bell is Bell.ON:
        return [success_notice(NotificationsText.TURNED_ON)]
    return []


def _here(here: ThisBell, known: Notifications) -> list[ft.Control]:
    """Return what can be said of this device, and what has it show notifications."""
    match here.bell:
        case Bell.OFF | Bell.ON:
            busy = ShellText.WORKING if here.on.slow else None
            press = secondary(NotificationsText.TURN_ON, here.on.run, busy=busy)
            return [body(NotificationsText.HERE_OFF), align_start(subscribes(press, known.push_key or ""))]
        case Bell.DENIED:
            return [notice(Tone.WARNING, NotificationsText.DENIED, NotificationsText.DENIED_MORE)]
        case Bell.ABSENT:
            return [body(NotificationsText.ABSENT)]
        case None:
            return []


def _device(here: ThisBell, device: NotifiedDevice) -> ft.Control:
    name = device.device_name or NotificationsText.UNKNOWN
    press = partial(here.take_away, device)
    return column(
        body(name, bold=True),
        hint(NotificationsText.since(device.made_at)),
        align_start(secondary(NotificationsText.REMOVE, press, spoken=NotificationsText.remove(name))),
        spacing=tokens.SPACE_4,
    )
