"""Changes of the password and of the code at sign-in by the person who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.crypto.tokens import Pepper
from server.http.kinds import CHANGED_MEANWHILE
from server.http.problems import Problem, invalid
from server.outbox.notifier import Notifier, contact_of, verified
from server.outbox.texts import password_changed, sign_in_code_changed
from server.people.tables import Account
from server.rules.codes import Channel
from server.sessions.rules import End
from server.sessions.service import Sessions

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Signed


class Credentials:
    """The service of credentials."""

    def __init__(self, *, pepper: Pepper, sessions: Sessions, notifier: Notifier) -> None:
        self._pepper = pepper
        self._sessions = sessions
        self._notifier = notifier

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(pepper=services[Pepper], sessions=services[Sessions], notifier=services[Notifier])

    def change_password(
        self, transaction: Transaction, person: Signed, current_hash: str, hashed: str
    ) -> None:
        """Change the password; every other session ends, and every device key is deleted.

        Args:
            transaction: the password changes when it commits.
            person: the session of the person.
            current_hash: hash of the password that was given.
            hashed: hash of the new one.

        Raises:
            Problem: `changed_meanwhile` if another device changed the password since, `session_expired`.
        """
        account = transaction.get_one(Account, person.account_id, with_for_update=True)
        self._sessions.alive(transaction, person.session_id)
        if account.password_hash != current_hash:
            raise Problem(CHANGED_MEANWHILE)
        account.password_hash = hashed
        # The key of this device too: none from before the change works after it.
        self._sessions.end_all(transaction, account.id, End.PASSWORD_CHANGED, but=person.session_id)
        self._sessions.drop_key(transaction, person.session_id)
        self._notifier.notify_everywhere(transaction, account, password_changed)

    def revision(self, account: Account) -> str:
        """Return the revision of the code at sign-in; it changes with the switch and with the possible contacts."""
        state = (account.code_channel or "", *(contact_of(account, channel) or "" for channel in Channel))
        return self._pepper.hash("sign_in_code", str(account.id), *state).hex()[:32]

    def switch_code(
        self, transaction: Transaction, account_id: UUID, channel: Channel | None, expected: str
    ) -> Account:
        """Ask for a code at sign-in by that channel from now on, or for none.

        Raises:
            Problem: `changed_meanwhile`; `validation_failed` for a contact that is not verified.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        if self.revision(account) != expected:
            raise Problem(CHANGED_MEANWHILE)
        if channel is not None and not (contact_of(account, channel) and verified(account, channel)):
            raise invalid(("channel", "contact_unverified"))
        if account.code_channel is not channel:
            account.code_channel = channel
            self._notifier.notify_everywhere(
                transaction, account, lambda to: sign_in_code_changed(to, enabled=channel is not None)
            )
        return account
