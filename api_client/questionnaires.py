"""`/v1/questionnaires`: the forms that the fund has published, without anything of a person."""

import json
from collections.abc import Mapping
from typing import Any

from api_client.errors import ResponseInvalid
from api_client.transport import Call, Transport


class Questionnaires:
    """The published forms."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def get(self, questionnaire: str) -> Mapping[str, Any]:
        """Return the newest definition of a form, as JSON.

        Raises:
            NotFound: there is no such form.
        """
        content = await self._transport.send(Call.of("GET", "v1", "questionnaires", questionnaire))
        try:
            found = json.loads(content)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ResponseInvalid("a definition that is no object")
        return found
