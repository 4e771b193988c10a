"""The client: one person's conversation with one server."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Self

import httpx
from pydantic import SecretStr

from api_client.accessibility_reports import AccessibilityReports
from api_client.accounts import Accounts
from api_client.agenda import Agenda
from api_client.appointments import Appointments
from api_client.auth import SessionKeeper
from api_client.catalogue import Catalogue
from api_client.challenges import Challenges
from api_client.closings import Closings
from api_client.contacts import Contacts
from api_client.credentials import Credentials
from api_client.declarations import Declarations
from api_client.demo import Demo
from api_client.devices import Devices
from api_client.documents import Documents
from api_client.enrolments import Enrolments
from api_client.entitlements import Entitlements
from api_client.errors import ConnectionFailed
from api_client.exports import Exports
from api_client.files import Files
from api_client.franceconnect import FranceConnect
from api_client.held_session import Scope, SessionListener, SharedSession
from api_client.identity import HeldIdentities
from api_client.last_answers import LastAnswers
from api_client.messages import Messages
from api_client.migration import AccountMigration
from api_client.notifications import NotificationSettings
from api_client.offices import Offices
from api_client.password_resets import PasswordResets
from api_client.payments import Payments
from api_client.places import Places
from api_client.profile import Profiles
from api_client.questionnaires import Questionnaires
from api_client.requests import Requests
from api_client.resources import Resources
from api_client.resumptions import Resumptions
from api_client.retries import Retry
from api_client.search import Search
from api_client.service import Service
from api_client.sessions import Sessions
from api_client.simulation import Simulations
from api_client.spouse_authorisation import SpouseAuthorisations
from api_client.terms import TermsOfUse
from api_client.transport import TIMEOUT, Transport, connection_pool
from api_client.uploads import Uploads


class Client:
    """A client of the server at `base_url`, for one person, whose tokens it holds in memory and nowhere else.

    Args:
        base_url: `https://host` or `http://host:port`.
        http: connections to share with other clients (see `connection_pool`); closed by whoever made them.
            None for connections of its own, closed with the client.
        timeout: of each try of a call, in seconds.
        retry: when a call is tried again.
        forwarded_for: the address of the person, where this program calls for many of them.
        meanwhile: makes what is entered while an answer is awaited.
        told_of: gives further headers for each call, of what it is made for.
        beside: a client whose session this one may join, as another tab of the same browser does. That one is closed
            last. What it begins without a session, such as an enrolment, stays its own.
        answers: where the last answers to what is read are kept; None where nothing may be.

    Attributes:
        shared: the session that this client and those beside it hold.

    Raises:
        httpx.InvalidURL: `base_url` is not a URL.
    """

    def __init__(
        self,
        base_url: str,
        *,
        http: httpx.AsyncClient | None = None,
        timeout: httpx.Timeout = TIMEOUT,
        retry: Retry | None = None,
        forwarded_for: str | None = None,
        meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext,
        told_of: Callable[[], dict[str, str]] = dict,
        beside: "Client | None" = None,
        answers: LastAnswers | None = None,
    ) -> None:
        self._own_http = connection_pool(base_url) if http is None else None
        transport = Transport(
            http or self._own_http or connection_pool(base_url),
            base_url,
            timeout=timeout,
            retry=retry or Retry(),
            forwarded_for=forwarded_for,
            meanwhile=meanwhile,
            told_of=told_of,
        )
        self._own_session = beside is None
        self.shared: SharedSession = SharedSession() if beside is None else beside.shared
        self._keeper = SessionKeeper(transport, self.shared, answers=answers)
        self.sessions = Sessions(transport, self._keeper)
        self.challenges = Challenges(transport, self._keeper)
        self.enrolments = Enrolments(transport)
        self.resumptions = Resumptions(transport, self.enrolments)
        self.password_resets = PasswordResets(transport, self._keeper)
        self.franceconnect = FranceConnect(transport, self._keeper)
        self.migration = AccountMigration(self._keeper)
        self.accounts = Accounts(self._keeper)
        self.identity = HeldIdentities(self._keeper)
        self.spouse_authorisation = SpouseAuthorisations(self._keeper)
        self.contacts = Contacts(transport, self._keeper)
        self.credentials = Credentials(self._keeper)
        self.devices = Devices(transport, self._keeper)
        self.exports = Exports(self._keeper)
        self.uploads = Uploads(self._keeper)
        self.closings = Closings(self._keeper)
        self.files = Files(self._keeper)
        self.profiles = Profiles(self._keeper)
        self.payments = Payments(self._keeper)
        self.entitlements = Entitlements(self._keeper)
        self.declarations = Declarations(self._keeper)
        self.resources = Resources(self._keeper)
        self.questionnaires = Questionnaires(transport)
        self.requests = Requests(self._keeper)
        self.messages = Messages(self._keeper)
        self.search = Search(self._keeper)
        self.agenda = Agenda(self._keeper)
        self.notifications = NotificationSettings(self._keeper)
        self.appointments = Appointments(self._keeper)
        self.offices = Offices(transport, self._keeper)
        self.documents = Documents(transport, self._keeper)
        self.catalogue = Catalogue(transport)
        self.places = Places(transport)
        self.simulations = Simulations(transport, self._keeper)
        self.service = Service(transport)
        self.terms = TermsOfUse(transport)
        self.accessibility_reports = AccessibilityReports(transport)
        self.demo = Demo(transport)

    @property
    def signed_in(self) -> bool:
        """Whether this client has part in a session, as far as it knows."""
        return self._keeper.session is not None

    @property
    def session_id(self) -> str | None:
        """Which session that is; None when nobody is signed in."""
        session = self._keeper.session
        return session.session_id if session else None

    @property
    def session_scope(self) -> Scope | None:
        """What the session is good for; None when nobody is signed in."""
        session = self._keeper.session
        return session.scope if session else None

    @property
    def idle_deadline(self) -> float | None:
        """When the session ends if nothing is asked, on the clock of `time.monotonic`; None without one."""
        return self._keeper.idle_deadline

    @property
    def ended_for(self) -> str | None:
        """Why the last session, of this client or of one beside, is over; None where it was left, or none ever was."""
        return self._keeper.ended_for

    def listen(self, listener: SessionListener) -> None:
        """Tell `listener` from now on of the session that this client and those beside it hold."""
        self._keeper.listener = listener

    @property
    def joinable(self) -> bool:
        """Whether this client, or one beside it, holds a session."""
        return self._keeper.in_force is not None

    def join(self) -> Scope | None:
        """Have part in the session that a client beside has opened; return what it is good for, None without one."""
        session = self._keeper.join()
        return session.scope if session else None

    def look_back(self, why: ConnectionFailed | None) -> None:
        """Have what was kept of the last session answer from now on; None to ask the server again.

        A session that opens ends it, too.

        Args:
            why: what whatever else is asked meanwhile fails with.
        """
        self._keeper.looking_back = why

    def lapse(self, reason: str) -> None:
        """Drop the session, whose time has come, for this client and those beside it."""
        self._keeper.lapse(reason)

    def exported(self) -> SecretStr | None:
        """Return the session that is held as one text, with its tokens; None without one."""
        return self._keeper.exported()

    def catch_up(self, exported: SecretStr) -> None:
        """Go on with the tokens of an exported session, where it is the one in force, and newer."""
        self._keeper.catch_up(exported)

    def take_up(self, exported: SecretStr) -> bool:
        """Hold an exported session, which this client and those beside may join; return False for another text."""
        return self._keeper.take_up(exported)

    async def aclose(self) -> None:
        """Forget the tokens, those of a client beside excepted, and close the connections that are this client's."""
        self.enrolments.forget()
        self.password_resets.forget()
        self._keeper.close()
        if self._own_session:
            await self.shared.aclose()
        if self._own_http is not None:
            await self._own_http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()
