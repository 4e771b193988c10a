"""State of taking up an enrolment begun on another device: the contact, then proofs of who the person is."""

from collections.abc import Awaitable, Callable
from functools import partial

from api_client import Client
from api_client.challenges import Challenge
from api_client.enrolments import Enrolment
from api_client.errors import BirthDateRequired, ClientError, NameRequired
from app.core.state import Observed
from app.enrolment.birth_date import BirthDate
from app.enrolment.names import Names
from app.steps.code import Code, RevealDemoCode
from app.steps.contact import Channel, Contact


class Resumption(Observed):
    """An enrolment looked for by its contact; whether there is one is not told.

    Attributes:
        contact: what is typed of it.
        code: the code that was sent there, once one is.
        born: the date of birth, asked with a right code: a contact may be shared, or mistyped.
        names: the names, asked where two people with that contact have that date.
        found: whether one was, which the screen takes note of by `leave`.
    """

    def __init__(
        self,
        client: Client,
        take: Callable[[Enrolment], Awaitable[None]],
        *,
        reveal_demo_code: RevealDemoCode,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._take = take
        self._observe = observe
        self._reveal_demo_code = reveal_demo_code
        self._asked: tuple[Channel, str] | None = None
        self._resumption_id = ""
        self.contact = Contact(self._send_code, twice=False, open_to_strangers=True, observe=observe)
        self.code: Code | None = None
        self.born: BirthDate | None = None
        self.names: Names | None = None
        self.found = False

    def leave(self) -> None:
        """Reset: the next visit begins anew."""
        self.found = False

    def put_away(self) -> None:
        """Keep no secret and no refusal: the screen is left."""
        self.contact.put_away()
        if self.code is not None:
            self.code.put_away()

    def start_again(self) -> None:
        """Go back to the contact."""
        self.code = self.born = self.names = None

    async def _send_code(self, channel: Channel, value: str) -> None:
        self._asked = (channel, value)
        challenge = await self._ask()
        self.code = Code(
            challenge,
            verify=self._verify,
            resend=self._ask,
            reveal_demo_code=self._reveal_demo_code(challenge),
            observe=self._observe,
        )

    async def _ask(self) -> Challenge:
        channel, value = self._asked or ("mail", "")
        resumption = await self._client.resumptions.start(channel, value, self.contact.proof)
        self._resumption_id = resumption.resumption_id
        return resumption.challenge

    async def _verify(self, code: str) -> None:
        try:
            await self._prove(code, None)
        except BirthDateRequired:
            self.born = BirthDate(partial(self._prove_date, code), observe=self._observe)

    async def _prove_date(self, code: str, born: str) -> None:
        try:
            await self._prove(code, born)
        except NameRequired:
            self.names = Names(partial(self._prove_names, code, born), observe=self._observe)

    async def _prove_names(self, code: str, born: str, first_name: str, birth_name: str) -> None:
        await self._prove(code, born, (first_name, birth_name))

    async def _prove(self, code: str, born: str | None, names: tuple[str, str] | None = None) -> None:
        resumed = self._client.resumptions.verify(self._resumption_id, code, born, names=names)
        await self._take(await resumed)
        self.start_again()
        self.found = True
        self.contact.choose("sms")
        self.contact.value.put("")
