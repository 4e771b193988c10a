"""State of a contact: where a code can be sent, typed twice."""

from collections.abc import Awaitable, Callable
from typing import Literal

from flet import Observable

from api_client.errors import ClientError, Refused
from app.command import Command
from app.validation import Fault, Problem, check_mail, check_phone, same_phone

Channel = Literal["sms", "mail"]


class Contact(Observable):
    """A mobile number or a mail address.

    Attributes:
        channel: which of the two.
        value: what is typed.
        again: what is typed the second time.
        problem: what is wrong with the first.
        again_problem: what is wrong with the second.
        attempts: submissions refused; changes each time.
        submit: has the code sent.
    """

    def __init__(
        self,
        send: Callable[[Channel, str], Awaitable[None]],
        *,
        twice: bool = True,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._send_code = send
        self.twice = twice
        self.channel: Channel = "sms"
        self.value = ""
        self.again = ""
        self.problem: Problem | None = None
        self.again_problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe)

    def choose(self, channel: Channel) -> None:
        """Take the other channel; what was typed for one is not one of the other."""
        if channel != self.channel:
            self.channel, self.value, self.again = channel, "", ""
            self.problem = self.again_problem = None
            self.submit.clear()

    def type_value(self, text: str) -> None:
        """Take what the first field holds now."""
        self.value, self.problem = text, None

    def type_again(self, text: str) -> None:
        """Take what the second field holds now."""
        self.again, self.again_problem = text, None

    async def run(self) -> None:
        """Have the code sent, unless something is plainly wrong."""
        self.submit.clear()
        self.problem = check_phone(self.value) if self.channel == "sms" else check_mail(self.value)
        self.again_problem = None
        if self.twice and not self._same():
            self.again_problem = Problem(Fault.DIFFERENT)
        if self.problem or self.again_problem:
            self.attempts += 1
            return
        await self.submit.run()
        if isinstance(self.submit.error, Refused) and self.submit.error.fields:
            self.problem = Problem(Fault.WRONG_SHAPE)
        if self.submit.error is not None:
            self.attempts += 1

    def _same(self) -> bool:
        """Tell whether the two fields hold one contact, however written."""
        if self.channel == "sms":
            return same_phone(self.value, self.again)
        return self.value.strip().lower() == self.again.strip().lower()

    async def _send(self) -> None:
        await self._send_code(self.channel, self.value.strip())
