"""What somebody changes of their own access: the states of the screens under Gérer mon compte."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ClassVar, Self

from api_client import Client
from api_client.errors import ClientError
from app.core.scope import PersonScope
from app.core.state import Observed
from app.settings.closing import Closing
from app.settings.contact_details import ContactDetails
from app.settings.devices import ConnectedDevices
from app.settings.exports import DataExport
from app.settings.identity import Proving
from app.settings.password_change import PasswordChange
from app.settings.paths import SETTINGS
from app.settings.sign_in_code import SignInCodeSwitch
from app.steps.code import RevealDemoCode


class AccountSettings(Observed):
    """One person's. When the session ends by itself, what was typed waits here for the same person alone.

    Attributes:
        contacts, identity, password, code, devices, data, closing: states of the screens.
    """

    place: ClassVar = SETTINGS

    def __init__(
        self,
        client: Client,
        *,
        fresh: Callable[[], bool],
        reveal_demo_code: RevealDemoCode,
        changed: Callable[[], Awaitable[None]],
        note_closing: Callable[[datetime | None], None],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the states.

        Args:
            client: speaks for the person.
            fresh: whether the password was given a moment ago.
            reveal_demo_code: shows codes in a demonstration.
            changed: called when what is known of the person changed.
            note_closing: told when the account closes, or None where it does not any more.
            observe: told of each outcome.
        """
        self.contacts = ContactDetails(
            client, fresh=fresh, reveal_demo_code=reveal_demo_code, changed=changed, observe=observe
        )
        self.identity = Proving(client, changed=changed, observe=observe)
        self.password = PasswordChange(client, observe=observe)
        self.code = SignInCodeSwitch(client, fresh=fresh, observe=observe)
        self.devices = ConnectedDevices(client, observe=observe)
        self.data = DataExport(client, observe=observe)
        self.closing = Closing(client, note=note_closing, observe=observe)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the states of that person."""
        session = person.page.session
        return cls(
            person.page.client,
            fresh=lambda: session.fresh,
            reveal_demo_code=session.reveal_demo_code,
            changed=person.read_again,
            note_closing=person.note_closing,
            observe=session.observe,
        )

    def put_away(self) -> None:
        """Keep no secret and no refusal: a screen is left."""
        for part in (self.contacts, self.password, self.code, self.closing):
            part.put_away()

    def seal(self) -> None:
        """Forget passwords, codes and everything that was read; keep what was typed besides."""
        for part in (
            self.contacts,
            self.identity,
            self.password,
            self.code,
            self.devices,
            self.data,
            self.closing,
        ):
            part.seal()
