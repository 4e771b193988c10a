"""What is known of the person signed in: identity, files, and the figures read so far."""

from collections.abc import Callable

from flet import Observable

from api_client import Client
from api_client.accounts import Contact, FileSummary, Me
from api_client.errors import ClientError
from api_client.spouse_authorisation import SpouseAuthorisation
from app.home.overview import Home
from app.payments.payment import PaymentDetail
from app.payments.payments import Payments
from app.settings.settings import AccountSettings
from app.settings.spouse_authorisation import SpouseAuthorisationSwitch

__all__ = ["Account", "Contact", "FileSummary", "Me"]


class Account(Observable):
    """One person's files, one of them chosen. Dropped whole at sign-out: nothing read survives the person.

    Attributes:
        me: who is signed in.
        manage: what the person changes of their own access.
        file: the file looked at, None for a person who stands in none.
    """

    def __init__(
        self,
        client: Client,
        me: Me,
        manage: AccountSettings,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._observe = observe
        self._homes: dict[str, Home] = {}
        self._payments: dict[str, Payments] = {}
        self._authorisations: dict[str, SpouseAuthorisationSwitch] = {}
        self._details: dict[tuple[str, str], PaymentDetail] = {}
        self.me = me
        self.manage = manage
        self.file: FileSummary | None = next(iter(sorted(me.files, key=_closed)), None)

    @property
    def home(self) -> Home | None:
        """State of the overview of the chosen file."""
        if self.file is None:
            return None
        file_id = self.file.file_id
        return self._homes.setdefault(file_id, Home(self._client, file_id, observe=self._observe))

    async def read_ahead(self) -> None:
        """Read the payments before they are asked for: their list stays when the network goes."""
        payments = self.payments
        if payments is not None and payments.value is None and not self.limited:
            await payments.load.run()

    @property
    def payments(self) -> Payments | None:
        """State of the list of payments of the chosen file."""
        if self.file is None:
            return None
        file_id = self.file.file_id
        return self._payments.setdefault(file_id, Payments(self._client, file_id, observe=self._observe))

    @property
    def authorisations(self) -> SpouseAuthorisationSwitch | None:
        """State of what the responsable of the chosen file allows the spouse; None where there is none to allow."""
        file = self.file
        if file is None or file.role != "responsable" or file.spouse_name is None:
            return None

        def told(found: SpouseAuthorisation) -> None:
            self._note(file.file_id, spouse_authorised=found.authorised)

        return self._authorisations.setdefault(
            file.file_id,
            SpouseAuthorisationSwitch(self._client, file.file_id, told=told, observe=self._observe),
        )

    def payment(self, payment_id: str) -> PaymentDetail | None:
        """Return the state of one payment of the chosen file."""
        if self.file is None:
            return None
        key = (self.file.file_id, payment_id)
        return self._details.setdefault(key, PaymentDetail(self._client, *key, observe=self._observe))

    async def read_again(self) -> None:
        """Read who is signed in anew: something of it changed. A failure leaves what was known."""
        try:
            self.me = await self._client.accounts.me()
        except ClientError as error:
            self._observe(error)
            return
        if self.file is None:  # the person may have been found in one meanwhile
            self.file = next(iter(sorted(self.me.files, key=_closed)), None)

    @property
    def limited(self) -> bool:
        """Whether it is still to be proved who this is: what is not the person's own is closed."""
        return self.me.reach == "limited"

    def choose(self, file_id: str) -> None:
        """Look at another of the person's files; one that is not theirs changes nothing."""
        self.file = next((file for file in self.me.files if file.file_id == file_id), self.file)

    def _note(self, file_id: str, *, spouse_authorised: bool) -> None:
        """Have the files, as they were read at sign-in, say what is now known of one of them."""
        files = tuple(
            file.model_copy(update={"spouse_authorised": spouse_authorised})
            if file.file_id == file_id
            else file
            for file in self.me.files
        )
        self.me = self.me.model_copy(update={"files": files})
        if self.file is not None:
            self.choose(self.file.file_id)


def _closed(file: FileSummary) -> bool:
    return file.closed_on is not None
