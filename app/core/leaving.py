"""What does not outlive the screen that it stands on: secrets, and what was refused."""

from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from app.core import routes
from app.core.session import Session
from app.enrolment.wizard import EnrolmentWizard
from app.password_reset.password_reset import PasswordResetFlow
from app.settings.contact_undo import Undo
from app.sign_in.sign_in import SignIn
from app.unlocking.unlocking import Unlocking


class Leavable(Protocol):
    """State of a screen where a secret may be typed."""

    def put_away(self) -> None:
        """Keep no secret and no refusal: the screen is left."""


class Leaving:
    """Knows which screen is left, and has its state put away what the next person at the device must not find.

    A device is shared: a library's, a counter's, a family's. It is one mechanism for every way of leaving: a link, the
    way back, an address typed, a page loaded anew, a trip to FranceConnect, the end of the session.
    """

    def __init__(  # noqa: PLR0917 - the parts that hold a secret, each of another type
        self,
        session: Session,
        login: SignIn,
        enrolment: EnrolmentWizard,
        forgotten: PasswordResetFlow,
        undo: Undo,
        unlocking: Unlocking,
    ) -> None:
        """Hear of the end of each presence."""
        self._session = session
        self._login = login
        self._enrolment = enrolment
        self._forgotten = forgotten
        self._undo = undo
        self._unlocking = unlocking
        self._path: str | None = None
        session.gone.append(self._person_gone)

    def stand(self, route: str) -> None:
        """Take note of where the person stands now."""
        path = routes.path_of(route)
        left, self._path = self._path, path
        if left is not None and left != path:
            self._put_away(left)

    def load_anew(self) -> None:
        """Take note that the page was loaded anew: whoever sits there now may be somebody else."""
        if self._path is not None:
            self._put_away(self._path)

    def _put_away(self, path: str) -> None:
        for state in self._states(path):
            state.put_away()

    def _states(self, path: str) -> Iterator[Leavable]:
        session = self._session
        if path == routes.SIGN_IN:
            yield self._login
        elif path == routes.CODE and session.code is not None:
            yield session.code
        elif path == routes.PASSWORD_RESET:
            yield self._forgotten
        elif path == routes.CONTACT_UNDO:
            yield self._undo
        elif path.startswith(routes.ENROLMENT):
            yield self._enrolment
        elif path.startswith(routes.MIGRATION) and session.migration is not None:
            yield session.migration
        elif path.startswith(routes.SETTINGS) and session.account is not None:
            yield from (session.account.manage, self._unlocking)

    def _person_gone(self) -> None:
        """Have nothing of the person who was here left at any screen that is open to others."""
        self._forgotten.start_over()
        open_to_all = (routes.SIGN_IN, routes.CONTACT_UNDO, routes.ENROLMENT)
        for state in chain.from_iterable(map(self._states, open_to_all)):
            state.put_away()
        self._unlocking.put_away()
