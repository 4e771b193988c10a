"""A wizard under way: what every one of them holds, whatever else its steps ask."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable

from flet import Observable

from api_client.challenges import Challenge
from api_client.errors import ClientError
from app.core.wizard import Wizard
from app.steps.code import Code, RevealDemoCode
from app.steps.contact import Contact
from app.steps.new_password import NewPassword


class DraftWizard(Observable):
    """A wizard whose draft the server holds, and whose steps it keeps in order.

    Attributes:
        contact, password: states of the steps of those names.
        code: the code that verifies the contact, while one is waited for.
    """

    contact: Contact
    password: NewPassword

    def __init__(self, *, reveal_demo_code: RevealDemoCode) -> None:
        self._reveal_demo_code = reveal_demo_code
        self.code: Code | None = None

    @property
    @abstractmethod
    def step(self) -> str | None:
        """The step that the server waits for; None when nothing is under way here."""

    @property
    @abstractmethod
    def wizard(self) -> Wizard[str] | None:
        """The steps, with the person at the one waited for; None when there is none to stand at."""

    def may_stand_at(self, step: str) -> bool:
        """Tell whether `step` is open: one already passed, or the one waited for."""
        return self.wizard is not None and self.wizard.is_open(step)

    def before(self, step: str) -> str:
        """Return the step that "Étape précédente" leads to from `step`, an open one."""
        return step if self.wizard is None else self.wizard.go(step).back().at

    def put_away(self) -> None:
        """Keep no secret and no refusal: a step is left."""
        self.password.put_away()
        self.contact.submit.drop()
        if self.contact.received is not None:
            self.contact.received.put_away()
        if self.code is not None:
            self.code.put_away()

    def _wait_for(
        self,
        challenge: Challenge | None,
        *,
        verify: Callable[[str], Awaitable[None]],
        resend: Callable[[], Awaitable[Challenge]],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Hold the code that the server waits for, if any; what is typed of it already stays."""
        if challenge is None:
            self.code = None
        elif self.code is None:
            self.code = Code(
                challenge,
                verify=verify,
                resend=resend,
                reveal_demo_code=self._reveal_demo_code(challenge),
                observe=observe,
            )
        else:
            self.code.take(challenge)
