"""The states of an upload, why the fund refuses one, and how long each is kept."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

DOCUMENT: Final = r"^[a-z][a-z0-9_]{0,31}$"
"""The code of a kind of document; those that a questionnaire asks for are the fund's to name."""

MOST_UPLOADS: Final = 100
"""Of one account at once."""

SERVES: Final = timedelta(days=180)
"""How long after it was sent a document answers what is asked."""

UNFINISHED: Final = timedelta(days=7)
"""How long what has arrived of a file waits for its rest."""

KEPT: Final = timedelta(days=365)
"""How long a document is kept here; the fund has its own copy."""

DISPATCH_KIND: Final = "upload"
"""What the fund calls what people send it of these."""


class UploadState(StrEnum):
    """Where an upload stands."""

    UPLOADING = "uploading"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """Why the fund does not accept a document."""

    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    WRONG_DOCUMENT = "wrong_document"
    OUT_OF_DATE = "out_of_date"
    OTHER_PERSON = "other_person"
