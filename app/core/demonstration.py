"""What a demonstration shows that nobody else may see."""

from collections.abc import Awaitable, Callable

from api_client import Client
from api_client.challenges import Challenge


def code_of(client: Client, challenge: Challenge) -> Callable[[], Awaitable[str | None]]:
    """Return what reads the code of `challenge` among the messages that a demonstration sends to nobody."""

    async def look() -> str | None:
        messages = await client.demo.messages()
        sent = next(
            (message for message in messages if message.channel == challenge.channel and message.code), None
        )
        return sent.code.get_secret_value() if sent and sent.code else None

    return look
