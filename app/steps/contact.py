"""State of a contact: where a code can be sent, typed twice."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from api_client.errors import ClientError
from app.core.field import Field, Text
from app.core.form import Form
from app.rules.contacts import check_mail, check_phone, same_phone, sent_contact
from app.rules.problem import Fault, Problem
from app.steps.received_code import Received, by_proof
from text_rules.telephones import as_dialled

Channel = Literal["sms", "mail"]

_REFUSED = {
    "phone_country": Fault.COUNTRY,
    "phone_not_mobile": Fault.NOT_MOBILE,
    "unchanged": Fault.UNCHANGED,
}
"""What only the server knows of a contact."""


class Contact(Form):
    """A mobile number or a mail address: typed, or the one that the Caf knows.

    Attributes:
        twice: whether it is typed a second time.
        channel: which of the two.
        declined: whether the person wants another than the one that is known.
        value: what is typed.
        again: what is typed the second time.
        received: a code that came there before, asked where no other can be had; None where strangers cannot ask.
        proof: the same, while it is being sent.
    """

    def __init__(
        self,
        send: Callable[[Channel, str], Awaitable[None]],
        *,
        send_known: Callable[[Channel], Awaitable[None]] | None = None,
        twice: bool = True,
        open_to_strangers: bool = False,
        after: tuple[Field, ...] = (),
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Prepare the form.

        Args:
            send: has a code sent to what is typed.
            send_known: has one sent to the contact that the Caf knows, where there can be one.
            twice: whether what is typed is typed again.
            open_to_strangers: whether anybody may have a code sent there, and so use up what can be sent.
            after: fields that are asked before it is sent.
            observe: called after each submission with its error, None for a success.
        """
        self._send_code = send
        self._send_known = send_known
        self._known: Mapping[Channel, str] = {}
        self.declined = False
        self.twice = twice
        self.channel: Channel = "sms"
        self.value = Text(
            self._check_value,
            asked=lambda: self.asked,
            refused_as=lambda code: _REFUSED.get(code, Fault.WRONG_SHAPE),
        )
        self.again = Text(self._check_again, asked=lambda: self.twice and self.asked)
        self.received = Received(self._prove, observe=observe) if open_to_strangers else None
        self.proof: str | None = None
        super().__init__(self.value, self.again, *after, send=self._send, observe=observe, navigates=True)

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
        if not self.value.text:
            self.choose(channel)
            for field in (self.value, self.again):
                field.put(as_dialled(destination))
            self.declined = True

    def offer(self, known: Mapping[Channel, str]) -> None:
        """Offer the contacts that the Caf knows, masked, by their channels."""
        self._known = known

    def decline(self, *, declined: bool) -> None:
        """Note whether another contact than the one offered is wanted ("Non")."""
        self.declined = declined
        self.value.problem = self.again.problem = None
        self.submit.clear()

    def choose(self, channel: Channel) -> None:
        """Take the other channel; what was typed for one is not one of the other."""
        if channel != self.channel:
            self.channel = channel
            self.declined = False
            self.value.put("")
            self.again.put("")
            self.submit.clear()

    def put_away(self) -> None:
        """Keep no refusal and no secret: the screen is left; what is typed of a contact stays."""
        super().put_away()
        if self.received is not None:
            self.received.put_away()

    def _take_answer(self, error: ClientError | None) -> None:
        super()._take_answer(error)
        if self.received is not None:
            self.received.hear(error)

    def _check_value(self, text: str) -> Problem | None:
        return check_phone(text) if self.channel == "sms" else check_mail(text)

    def _check_again(self, text: str) -> Problem | None:
        """Check that both fields hold the same contact, however written."""
        first = self.value.text
        if self.channel == "sms":
            same = same_phone(first, text)
        else:
            same = sent_contact("mail", first) == sent_contact("mail", text)
        return None if same else Problem(Fault.DIFFERENT)

    async def _prove(self, code: str) -> None:
        self.proof = code
        try:
            await by_proof(self.submit)
        finally:
            self.proof = None

    async def _send(self) -> None:
        if self._send_known is not None and not self.asked:
            await self._send_known(self.channel)
        else:
            await self._send_code(self.channel, sent_contact(self.channel, self.value.text))
