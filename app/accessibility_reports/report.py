"""State of a report of what is inaccessible: what, where, with which tools, and how to answer."""

from collections.abc import Callable
from typing import ClassVar, Self

from api_client import Client
from api_client.errors import ClientError
from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.core.field import Text
from app.core.form import Form
from app.core.scope import PageScope
from app.core.session import Session
from app.rules.contacts import check_mail, check_number, sent_contact
from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned, cleaned_lines
from text_rules.telephones import as_dialled

TEXT_MIN = 10
TEXT_MAX = 2000
SHORT_MAX = 200
"""Of a screen's name, and of a list of tools."""

_REFUSED = {"invalid_characters": Fault.FORBIDDEN_CHARACTERS}


class Report(Form):
    """A report. It belongs to nobody: whoever makes one need not be able to sign in.

    Attributes:
        text: what does not work.
        screen: on which screen.
        tools: with which tools.
        mail, phone: how to answer; neither for a person who wants no answer.
        reference: of the report, once it was sent; None before.
        answered: whether an answer was promised for that report.
    """

    place: ClassVar = ACCESSIBILITY_REPORT

    def __init__(
        self, client: Client, session: Session, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._session = session
        self.text = Text(_check_text, name="text", refused_as=_refused)
        self.screen = Text(_check_short, name="screen", refused_as=_refused)
        self.tools = Text(_check_short, name="tools", refused_as=_refused)
        self.mail = Text(_unless_empty(check_mail), name="mail")
        self.phone = Text(_unless_empty(check_number), name="phone")
        self.reference: str | None = None
        self.answered = False
        super().__init__(
            self.text, self.screen, self.tools, self.mail, self.phone, send=self._send, observe=observe
        )

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, page.session, observe=page.session.observe)

    def open(self) -> None:
        """Fill in where the person who is here is written to: the screen opens. They see and change it."""
        account = self._session.account
        if account is None or self.reference is not None or self.mail.text or self.phone.text:
            return
        contact = account.me.contact
        if contact.mail:
            self.mail.put(contact.mail)
        elif contact.phone:
            self.phone.put(as_dialled(contact.phone))

    async def begin_another(self) -> None:
        """Go back to the empty form."""
        self.reference = None
        self.submit.clear()
        self.open()

    def put_away(self) -> None:
        """Keep no contact and no refusal: the screen is left, perhaps to look at what does not work."""
        super().put_away()
        self.reference = None
        for field in (self.mail, self.phone):
            field.put("")

    def gone(self) -> None:
        """Keep nothing: nobody is here any more."""
        for field in (self.text, self.screen, self.tools):
            field.put("")
        self.put_away()

    async def _send(self) -> None:
        mail, phone = cleaned(self.mail.text), cleaned(self.phone.text)
        self.reference = await self._client.accessibility_reports.send(
            cleaned_lines(self.text.text),
            screen=cleaned(self.screen.text) or None,
            tools=cleaned(self.tools.text) or None,
            mail=sent_contact("mail", mail) if mail else None,
            phone=sent_contact("sms", phone) if phone else None,
        )
        self.answered = bool(mail or phone)
        for field in (self.text, self.screen, self.tools, self.mail, self.phone):
            field.clear()


def _check_text(text: str) -> Problem | None:
    length = len(cleaned_lines(text))
    if not length:
        return Problem(Fault.EMPTY)
    if length < TEXT_MIN:
        return Problem(Fault.TOO_SHORT, TEXT_MIN - length)
    return Problem(Fault.TOO_LONG, length - TEXT_MAX) if length > TEXT_MAX else None


def _check_short(text: str) -> Problem | None:
    excess = len(cleaned(text)) - SHORT_MAX
    return Problem(Fault.TOO_LONG, excess) if excess > 0 else None


def _unless_empty(check: Callable[[str], Problem | None]) -> Callable[[str], Problem | None]:
    return lambda text: check(text) if cleaned(text) else None


def _refused(code: str) -> Fault:
    return _REFUSED.get(code, Fault.WRONG_SHAPE)
