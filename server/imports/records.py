"""The parts that records of all kinds are made of."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from text_rules.cleaning import cleaned
from text_rules.hostile import is_no_text

# Keys and codes of the fund, which stand in files and messages: signs of ASCII without blanks.
Key = Annotated[
    str, Field(pattern=r"^[!-~]{1,64}$", description="The fund's own key: up to 64 signs, no blanks.")
]
Code = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$", description="A code, such as that of a benefit.")
]
Month = Annotated[str, Field(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$", description="A month, YYYY-MM.")]
Day = Annotated[date, Strict()]
_MOST_CENTS = 1_000_000_000
Cents = Annotated[int, Field(ge=-_MOST_CENTS, le=_MOST_CENTS, description="Integer cents.")]
PositiveCents = Annotated[int, Field(ge=0, le=_MOST_CENTS, description="Integer cents.")]


def _plain(text: str) -> str:
    if is_no_text(text):
        raise PydanticCustomError("signs", "Signs that are no text")
    return cleaned(text)


Text = Annotated[str, AfterValidator(_plain), Field(min_length=1, max_length=100)]


class Record(BaseModel):
    """One line of what a fund hands over. It never shows what it holds: not in an error, not in a log."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    kind: str
    key: Key

    def __repr__(self) -> str:
        return f"<{self.kind}>"

    __str__ = __repr__


class Part(BaseModel):
    """A part of a record, in a list of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Deletion(Record):
    """A record that the fund no longer has; one that is not there is no fault."""

    kind: Literal["delete"]
    of: Code = Field(description="The kind of the record.")


# A household is named by all that is its own, one line after the other.
@lru_cache(maxsize=1 << 14)
def id_of(kind: str, key: str) -> UUID:
    """Return the id under which the record with a fund's key is stored, always the same one."""
    return UUID(bytes=hashlib.sha256(f"{kind}/{key}".encode()).digest()[:16], version=5)


def fault(code: str) -> PydanticCustomError:
    """Return the error of a validator, by the code of what is wrong."""
    return PydanticCustomError(code, "Refused")
