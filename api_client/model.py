"""What the models of every resource have in common."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, SecretStr, ValidationError

from api_client.errors import ResponseInvalid

Cents = int
"""An amount of money in euro cents."""

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A calendar month, `2026-11`."""

Secret = Annotated[SecretStr, PlainSerializer(SecretStr.get_secret_value, when_used="json")]
"""A text that is sent to the server and shown nowhere else."""


class Model(BaseModel):
    """A value of the API: never changed once read, and indifferent to fields that a newer server adds."""

    # The validators are built on first use: start-up does not pay for the screens that are not opened.
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, defer_build=True)

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Read an answer's body.

        Raises:
            ResponseInvalid: the body is not this model in JSON.
        """
        try:
            return cls.model_validate_json(content)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        # Raised out of the `except`, so that the body, which pydantic's error holds, is not chained to ours.
        raise ResponseInvalid(
            f"{cls.__name__}: {fault['type']} at {'.'.join(map(str, fault['loc'])) or 'top'}"
        )


def secret(text: str | None) -> SecretStr | None:
    """Return a text that may be missing as one that is shown nowhere."""
    return SecretStr(text) if text is not None else None
