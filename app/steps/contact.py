"""State of a contact: where a code can be sent, typed twice."""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Literal

from api_client.errors import ClientError, Refused
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.contacts import check_mail, check_phone, same_phone, sent_contact
from app.rules.problem import Fault, Problem
from app.steps.received_code import Received, by_proof
from text_rules.telephones import as_dialled

Channel = Literal["sms", "mail"]

_REFUSED = {"phone_country": Fault.COUNTRY, "phone_not_mobile": Fault.NOT_MOBILE}
"""What the server alone may know of a contact."""


class Contact(TypedForm):
    """A mobile number or a mail address: typed, or the one that the Caf knows.

    Attributes:
        twice: whether it is typed a second time.
        channel: which of the two.
        declined: whether the person wants another than the one that is known.
        value: what is typed.
        again: what is typed the second time.
        problem: what is wrong with the first.
        again_problem: what is wrong with the second.
        attempts: submissions refused; changes each time.
        submit: has the code sent.
        received: a code that came there before, asked where no other can be had; None where strangers cannot ask.
        proof: the same, while it is being sent.
    """

    _TYPED: ClassVar = frozenset({"value", "again"})

    def __init__(
        self,
        send: Callable[[Channel, str], Awaitable[None]],
        *,
        send_known: Callable[[Channel], Awaitable[None]] | None = None,
        twice: bool = True,
        open_to_strangers: bool = False,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Prepare the form.

        Args:
            send: has a code sent to what is typed.
            send_known: has one sent to the contact that the Caf knows, where there can be one.
            twice: whether what is typed is typed again.
            open_to_strangers: whether anybody may have a code sent there, and so use up what can be sent.
            observe: told of each outcome.
        """
        self._send_code = send
        self._send_known = send_known
        self._known: Mapping[Channel, str] = {}
        self.declined = False
        self.twice = twice
        self.channel: Channel = "sms"
        self.value = ""
        self.again = ""
        self.problem: Problem | None = None
        self.again_problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe, navigates=True)
        self.received = Received(self._prove, observe=observe) if open_to_strangers else None
        self.proof: str | None = None

    @property
    def offered(self) -> str | None:
        """The contact of the channel that the Caf knows, masked; None when there is none to offer."""
        return self._known.get(self.channel) if self._send_known is not None else None

    @property
    def asked(self) -> bool:
        """Whether a contact has to be typed."""
        return self.offered is None or self.declined

    def know(self, channel: Channel, destination: str) -> None:
        """Take up the contact that was given before; what is typed already stays."""
        if not self.value:
            self.choose(channel)
            self.value = self.again = as_dialled(destination)
            self.declined = True
            self.tell()

    def offer(self, known: Mapping[Channel, str]) -> None:
        """Offer the contacts that the Caf knows, masked, by their channels."""
        self._known = known

    def decline(self, *, declined: bool) -> None:
        """Take whether another contact than the one offered is wanted ("Non")."""
        self.declined = declined
        self.problem = self.again_problem = None
        self.submit.clear()

    def choose(self, channel: Channel) -> None:
        """Take the other channel; what was typed for one is not one of the other."""
        if channel != self.channel:
            self.channel, self.value, self.again = channel, "", ""
            self.declined = False
            self.problem = self.again_problem = None
            self.submit.clear()

    def type_value(self, text: str) -> None:
        """Take what the first field holds now."""
        self.value, self.problem = text, None

    def type_again(self, text: str) -> None:
        """Take what the second field holds now."""
        self.again, self.again_problem = text, None

    def put_away(self) -> None:
        """Keep no refusal and no code: the screen is left; what is typed of a contact stays."""
        self.submit.drop()
        if self.received is not None:
            self.received.put_away()

    async def run(self) -> None:
        """Have the code sent, unless something is plainly wrong."""
        self.submit.clear()
        self.problem = self.again_problem = None
        if self.asked:
            self.problem = check_phone(self.value) if self.channel == "sms" else check_mail(self.value)
            if self.twice and not self._same():
                self.again_problem = Problem(Fault.DIFFERENT)
        if self.problem or self.again_problem:
            self.attempts += 1
            return
        await self.submit.run()
        if self.received is not None:
            self.received.hear(self.submit.error)
        if isinstance(self.submit.error, Refused) and self.submit.error.fields:
            codes = self.submit.error.fields.values()
            self.problem = Problem(
                next((_REFUSED[code] for code in codes if code in _REFUSED), Fault.WRONG_SHAPE)
            )
        if self.submit.error is not None:
            self.attempts += 1

    async def _prove(self, code: str) -> None:
        self.proof = code
        try:
            await by_proof(self.submit)
        finally:
            self.proof = None

    def _same(self) -> bool:
        """Tell whether the two fields hold one contact, however written."""
        if self.channel == "sms":
            return same_phone(self.value, self.again)
        return sent_contact("mail", self.value) == sent_contact("mail", self.again)

    async def _send(self) -> None:
        if self._send_known is not None and not self.asked:
            await self._send_known(self.channel)
        else:
            await self._send_code(self.channel, sent_contact(self.channel, self.value))
