"""What the device offers: adapters over Flet's services, for the protocols of `app.platforms`."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import flet as ft

from app.platforms.device import Device
from app.platforms.last_answers import KeptAnswers
from app.platforms.opened_files import OpenedFiles
from app.platforms.presence import OneWindow, Presence
from app.platforms.push import NoPush, Push
from app.platforms.secret_store import SERVICE, DeviceSecret, KeyringStore, StorageRefused
from app.platforms.vault import VAULT_ENTRY, Vault
from views.platforms.browser import DesktopBrowser, Listener, PhoneBrowser, SameTab
from views.platforms.text import DeviceText, OwnerCheckText

_PREFIX = f"{SERVICE}."
_PATIENCE_S = 10  # seconds without an answer after which a store counts as refused


def kept_key(entry: str) -> str:
    """Return the key under which a browser or a phone keeps an entry."""
    return _PREFIX + entry


class DevicePreferences:
    """Choices that are no secret: the browser's own storage on the web, the system's preferences elsewhere."""

    def __init__(self) -> None:
        self._store = ft.SharedPreferences()
        self._semantics = ft.SemanticsService()

    async def get(self, key: str) -> str | None:
        """Return what is kept under `key`; a device that does not answer keeps nothing."""
        try:
            value = await self._store.get(kept_key(key))
        except (RuntimeError, TimeoutError):
            return None
        return value if isinstance(value, str) else None

    async def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`; a device that cannot shows it for this time only."""
        try:
            await self._store.set(kept_key(key), value)
        except (RuntimeError, TimeoutError):
            return

    async def prefers_contrast(self) -> bool:
        """Tell whether the system asks for high contrast: iOS says so itself, a browser through the page's script."""
        if await self.get("system-contrast") == "more":
            return True
        try:
            return (await self._semantics.get_accessibility_features()).high_contrast
        except (RuntimeError, TimeoutError):
            return False


class DeviceOwnerCheck:
    """The lock of a phone: a finger or a face, recognised by the phone itself."""

    def __init__(self) -> None:
        from flet_local_auth import LocalAuthentication

        self._lock = LocalAuthentication()

    async def offered(self) -> bool:
        """Tell whether a finger or a face is enrolled on the phone."""
        try:
            return bool(await self._lock.get_available_biometrics())
        except (RuntimeError, TimeoutError):
            return False

    async def recognise(self) -> bool:
        """Ask for the finger or the face; tell whether it was the right one."""
        from flet_local_auth import LocalAuthException

        try:
            return bool(await self._lock.authenticate(OwnerCheckText.REASON, biometric_only=True))
        except (LocalAuthException, RuntimeError, TimeoutError):
            return False


def device_of(
    page: ft.Page,
    *,
    web: bool,
    listener: Callable[[], Listener],
    presence: Presence | None = None,
    answers: KeptAnswers | None = None,
    opened: OpenedFiles | None = None,
    push: Push | None = None,
) -> Device:
    """Return what the device before the person offers.

    Args:
        page: its window or browser tab.
        web: whether browsers are served: the keyring, the lock and the ports of this machine are then nobody's.
        listener: makes what waits for the browser on this machine; called on a desktop alone.
        presence: what the tabs of its browser share; None for a page that shares with none.
        answers: the last answers to what its person read; None where nothing is kept.
        opened: the files that other programs of a desktop show; None for none.
        push: has its browser show notifications; None where none can.
    """
    phone = _is_phone(page)

    def store(entry: str) -> DeviceSecret:
        return DeviceStore.of_browser(entry) if web else _own_store(page, entry)

    return Device(
        name=_name(page),
        store=store,
        preferences=DevicePreferences(),
        browser=SameTab(page) if web else PhoneBrowser(page) if phone else DesktopBrowser(listener()),
        owner_check=DeviceOwnerCheck() if phone and not web else None,
        keeps_program=not web and not phone,
        presence=presence or OneWindow(),
        answers=answers or KeptAnswers(),
        opened=opened or OpenedFiles(),
        push=push or NoPush(),
    )


def opened_files_of(page: ft.Page, folder: Path, *, web: bool) -> OpenedFiles:
    """Return the files that other programs of a desktop show; none on a phone, and on a host of browsers."""
    return OpenedFiles(None if web or _is_phone(page) else folder / "opened")


def answers_of(page: ft.Page, folder: Path, *, web: bool) -> KeptAnswers:
    """Return the last answers that a phone or a desktop keeps in a folder of the program's; a host of browsers none."""
    vault = None if web else Vault(folder / "last-known", _own_store(page, VAULT_ENTRY))
    return KeptAnswers(vault)


def _is_phone(page: ft.Page) -> bool:
    return page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}


def _own_store(page: ft.Page, entry: str) -> DeviceSecret:
    return DeviceStore.of_phone(entry) if _is_phone(page) else KeyringStore(entry)


def _name(page: ft.Page) -> str:
    if page.web:
        return DeviceText.BROWSER
    names = dict(zip((ft.PagePlatform.ANDROID, ft.PagePlatform.IOS), DeviceText.PHONES, strict=True))
    names |= zip(
        (ft.PagePlatform.WINDOWS, ft.PagePlatform.MACOS, ft.PagePlatform.LINUX),
        DeviceText.COMPUTERS,
        strict=True,
    )
    return names.get(page.platform, DeviceText.UNKNOWN) if page.platform else DeviceText.UNKNOWN


class _Service(Protocol):
    async def get(self, key: str) -> object: ...
    async def set(self, key: str, value: str) -> object: ...
    async def remove(self, key: str) -> object: ...


class DeviceStore:
    """Where a browser or a phone keeps its person's texts: a `DeviceSecret` over one of Flet's services."""

    def __init__(self, service: _Service, entry: str) -> None:
        self._service = service
        self._key = kept_key(entry)

    @classmethod
    def of_browser(cls, entry: str) -> "DeviceStore":
        """Return the browser's own storage: each browser keeps its own person, the host keeps nobody."""
        return cls(ft.SharedPreferences(), entry)

    @classmethod
    def of_phone(cls, entry: str) -> "DeviceStore":
        """Return the Keystore of Android or the Keychain of iOS."""
        from flet_secure_storage import SecureStorage

        return cls(SecureStorage(), entry)

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""
        value = await self._ask(self._service.get(self._key))
        return value if isinstance(value, str) else None

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other."""
        await self._ask(self._service.set(self._key, value))

    async def forget(self) -> None:
        """Delete what is kept."""
        await self._ask(self._service.remove(self._key))

    async def _ask(self, answer: Awaitable[object]) -> object:
        with contextlib.suppress(Exception):  # whatever the system's store raises
            async with asyncio.timeout(_PATIENCE_S):
                return await answer
        raise StorageRefused
