"""Oublier cet appareil: nothing of the person stays on it."""

from collections.abc import Callable

from flet import Observable

from api_client.errors import ClientError
from app.core.command import Command
from app.core.session import Session
from app.enrolment.wizard import EnrolmentWizard
from app.sign_in.sign_in import SignIn
from app.unlocking.unlocking import Unlocking


class ThisDevice(Observable):
    """What this device keeps for its person.

    Attributes:
        forget: wipes the remembered identifier, the enrolment under way and the key to unlock with, then signs out.
    """

    def __init__(
        self,
        session: Session,
        login: SignIn,
        enrolment: EnrolmentWizard,
        unlocking: Unlocking,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._session = session
        self._login = login
        self._enrolment = enrolment
        self._unlocking = unlocking
        self.forget = Command(self._forget, observe=observe)

    async def _forget(self) -> None:
        await self._login.disown()
        await self._enrolment.forget()
        await self._unlocking.forget()
        await self._session.sign_out()
