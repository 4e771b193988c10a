"""Fields of requests about scans, and the answers to a piece."""

from typing import Annotated

from pydantic import BaseModel, Field

from server.http.kinds import VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import CLEANED
from server.scans.rules import (
    OFFSET_MISMATCH,
    SCAN_DAMAGED,
    SCAN_LOCKED,
    SCAN_TOO_COMPLEX,
    SCAN_TYPE_REFUSED,
    SCAN_UNCHECKED,
    SCAN_UNSAFE,
    SCAN_UNSTORED,
)

LARGEST = 2**53
# The refusals of a piece.
APPENDING = documented(
    VALIDATION_FAILED,
    SCAN_TYPE_REFUSED,
    SCAN_DAMAGED,
    SCAN_TOO_COMPLEX,
    SCAN_LOCKED,
    SCAN_UNSAFE,
    SCAN_UNCHECKED,
    OFFSET_MISMATCH,
    SCAN_UNSTORED,
)


# The body of a piece, which no parameter of the operation describes.
APPENDED = {
    "requestBody": {
        "required": True,
        "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ScanSaid(BaseModel):
    """A file to send; its size is in bytes."""

    file_name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$"), CLEANED]
    size: Annotated[int, Field(ge=0, le=LARGEST)]
