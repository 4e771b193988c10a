"""Unlocking by fingerprint or face, on phones that offer it."""

from collections.abc import Callable
from typing import ClassVar, Final, Self

from api_client import Client
from api_client.errors import ClientError, CredentialsRefused
from app.core.command import Command
from app.core.form import Form
from app.core.scope import PageScope
from app.core.session import Session
from app.platforms.owner_check import OwnerCheck
from app.platforms.secret_store import DeviceSecret, StorageRefused
from app.steps.reauthentication import Reauthentication
from app.unlocking.paths import UNLOCKING

UNLOCKING_ENTRY: Final = "deverrouillage"
"""Entry under which a phone keeps the token that a fingerprint or a face opens sessions with."""

TRIES: Final = 5
"""Failures in a row after which the password is asked for."""


class Unlocking(Form):
    """A token that opens sessions, kept in the Keystore or the Keychain behind the device's own lock.

    Attributes:
        offered: whether the device can unlock at all; everything is hidden where it cannot.
        enabled: whether this device keeps a token.
        failures: how often in a row the finger or the face was not recognised.
        storage_refused: whether the device could not keep the token.
        reauthentication: the password, where it is asked for again to make a token and keep it.
        disable: makes it worth nothing.
        unlock: signs in with it.
    """

    place: ClassVar = UNLOCKING

    def __init__(
        self,
        client: Client,
        session: Session,
        store: DeviceSecret,
        owner_check: OwnerCheck | None,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the state; `owner_check` is None where there is nothing to recognise anybody by."""
        self._client = client
        self._session = session
        self._store = store
        self._owner_check = owner_check
        self.offered = False
        self.enabled = False
        self.failures = 0
        self.storage_refused = False
        self.reauthentication = Reauthentication(lambda: session.fresh)
        self.disable = Command(self._disable, observe=observe)
        self.unlock = Command(self._unlock, observe=observe)
        self._hear(self.disable, self.unlock)
        super().__init__(self.reauthentication, send=self._enable, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        device, session = page.device, page.session
        return cls(
            page.client, session, device.store(UNLOCKING_ENTRY), device.owner_check, observe=session.observe
        )

    @property
    def exists(self) -> bool:
        """Whether there is anything on such a device to recognise somebody by."""
        return self._owner_check is not None

    @property
    def usable(self) -> bool:
        """Whether one can sign in by it now: after five failures the password is asked for."""
        return self.offered and self.enabled and self.failures < TRIES

    async def look(self) -> None:
        """Ask the device what it offers and keeps: a screen that shows it opens."""
        self.reauthentication.open()
        self.offered = self._owner_check is not None and await self._owner_check.offered()
        if not self.offered:
            return
        try:
            self.enabled = await self._store.load() is not None
        except StorageRefused:
            self.offered = False

    async def run(self) -> None:
        """Switch it on, unless something is plainly wrong."""
        self.disable.clear()
        await super().run()

    def put_away(self) -> None:
        """Keep no password, nor how it went: the screen is left."""
        super().put_away()
        self.disable.drop()

    async def forget(self) -> None:
        """Have this device keep no token; the server forgets its own with the device."""
        self.enabled, self.failures = False, 0
        self.reauthentication.put_away()
        if self._owner_check is None:
            return
        if self._client.signed_in:
            try:
                await self._client.devices.drop_key()
            except ClientError:
                self.enabled = False  # out of reach: the token is gone from here all the same
        await self._wipe()

    async def _enable(self) -> None:
        if self._owner_check is None or not await self._owner_check.recognise():
            return
        token = await self._client.devices.make_key(self.reauthentication.given)
        try:
            await self._store.save(token.get_secret_value())
        except StorageRefused:
            self.storage_refused = True
            await self._client.devices.drop_key()
            return
        self.enabled, self.failures, self.storage_refused = True, 0, False

    async def _disable(self) -> None:
        await self._client.devices.drop_key()
        self.enabled = False
        await self._wipe()

    async def _unlock(self) -> None:
        if self._owner_check is None or not self.usable:
            return
        if not await self._owner_check.recognise():
            self.failures += 1
            return
        try:
            token = await self._store.load()
        except StorageRefused:
            token = None
        if token is None:
            self.enabled = False
            return
        try:
            opened = await self._client.devices.unlock(token)
        except CredentialsRefused:
            # Signed out from elsewhere, or the password changed: this device knows nobody any more.
            self.enabled = False
            await self._wipe()
            raise
        self.failures = 0
        await self._session.enter(opened.scope, proven=False)

    async def _wipe(self) -> None:
        try:
            await self._store.forget()
        except StorageRefused:
            self.storage_refused = True
