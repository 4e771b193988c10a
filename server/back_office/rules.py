"""What the programs of a fund may do, how long their secrets and tokens work, and how they are refused."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from server.http.kinds import ProblemKind

TAG: Final = "back-office"
"""The tag of operations for programs of a fund."""
TOKEN_PATH: Final = "/back-office/token"  # noqa: S105 - an address

CLIENT_NAME: Final = r"[a-z][a-z0-9-]{2,39}"
"""The pattern of a client's name, which is its `client_id`."""
TOKEN_LIFE: Final = timedelta(minutes=10)
FORMER_SECRET_LIFE: Final = timedelta(days=1)
"""How long a secret goes on working after it was rotated."""

TOKEN_REFUSED = ProblemKind("token_refused", 401, "There is no token of a client, or it has ended")
SCOPE_MISSING = ProblemKind("scope_missing", 403, "This token has not the scope for that")


class ClientScope(StrEnum):
    """What a client may do."""

    BATCHES = "batches"
    DISPATCHES = "dispatches"
    DECISIONS = "decisions"
    WEBHOOKS = "webhooks"


SCOPES: Final = {
    ClientScope.BATCHES: "Hand over records of the fund, and follow their import",
    ClientScope.DISPATCHES: "Read and acknowledge what people sent, with its files",
    ClientScope.DECISIONS: "Decide on what people sent, and answer them",
    ClientScope.WEBHOOKS: "Say where to be told that something was sent",
}
"""What each scope opens, for the OpenAPI document."""
