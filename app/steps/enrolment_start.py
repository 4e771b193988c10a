"""The enrolment, as the features that lead to it see it."""

from typing import Final, Protocol

from pydantic import SecretStr

from app.core.scope import Shared


class EnrolmentStart(Protocol):
    """What begins an enrolment."""

    def ask_for(self, benefit: str) -> None:
        """Note which benefit the person comes to ask for."""

    async def begin_vouched(self, ticket: SecretStr) -> None:
        """Begin with the identity that FranceConnect vouched for.

        Raises:
            ClientError: the ticket has served, or no answer.
        """


ENROLMENT_START: Final[Shared[EnrolmentStart]] = Shared("the enrolment")
