"""All that one device offers to one window or browser tab."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.platforms.browser import Browser
from app.platforms.last_answers import KeptAnswers
from app.platforms.opened_files import OpenedFiles
from app.platforms.owner_check import OwnerCheck
from app.platforms.preferences import Preferences
from app.platforms.presence import OneWindow, Presence
from app.platforms.push import NoPush, Push
from app.platforms.secret_store import DeviceSecret


@dataclass(frozen=True)
class Device:
    """A device, as the states see it.

    Attributes:
        name: how the person will recognise it in the list of those that are signed in.
        store: returns where the device keeps the text of that entry, for its person.
        preferences: where it keeps choices that are no secret.
        browser: goes to FranceConnect and back.
        owner_check: recognises its owner; None where there is nothing to recognise anybody by.
        keeps_program: whether the program stays while the browser is away; elsewhere the browser takes its place.
        presence: what it shares with the other tabs of its browser; a window is alone.
        answers: the last answers to what its person read.
        opened: the files that other programs of a desktop show.
        push: has it show notifications.
    """

    name: str
    store: Callable[[str], DeviceSecret]
    preferences: Preferences
    browser: Browser
    owner_check: OwnerCheck | None
    keeps_program: bool
    presence: Presence = field(default_factory=OneWindow)
    answers: KeptAnswers = field(default_factory=KeptAnswers)
    opened: OpenedFiles = field(default_factory=OpenedFiles)
    push: Push = field(default_factory=NoPush)
