"""`/v1/accessibility-reports`: what somebody could not use."""

from pydantic import SecretStr

from api_client.model import Model, Secret, secret
from api_client.transport import Call, Transport


class _Report(Model):
    text: Secret
    screen: Secret | None
    tools: Secret | None
    mail: Secret | None
    phone: Secret | None


class _Received(Model):
    reference: str


class AccessibilityReports:
    """Reports to the fund; nobody need be signed in."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def send(
        self,
        text: str,
        *,
        screen: str | None = None,
        tools: str | None = None,
        mail: str | None = None,
        phone: str | None = None,
    ) -> str:
        """Report what is inaccessible, and return the reference of the report.

        Args:
            text: what does not work, 10 to 2000 characters.
            screen: on which screen, by its path or in words.
            tools: with what the person uses the program.
            mail: where to answer.
            phone: where to call.

        Raises:
            Refused: `validation_failed`; the fields are named as here.
            RateLimited: too many reports from one place.
        """
        body = _Report(
            text=SecretStr(text),
            screen=secret(screen),
            tools=secret(tools),
            mail=secret(mail),
            phone=secret(phone),
        )
        call = Call.of("POST", "v1", "accessibility-reports", body=body)
        return _Received.read(await self._transport.send(call)).reference
