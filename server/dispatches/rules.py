"""How many dispatches are read at once and how long each is kept; how often webhooks are tried. No database."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from server.http.kinds import ProblemKind

KEPT: Final = timedelta(days=90)
"""How long a dispatch is kept after the fund acknowledged it; until then it waits for as long as it takes."""

MOST_AT_ONCE: Final = 500
"""Dispatches of one page."""

MOST_WEBHOOKS: Final = 20
"""Webhooks of one fund."""

LONGEST_URL: Final = 2000
"""Characters of the address of a webhook."""

FORMER_SECRET_LIFE: Final = timedelta(days=1)
"""How long what is sent is signed with the former secret too, after it was rotated."""

RETRIES: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 86_400)
)
"""The waits between tries while a receiver is away: four days, as Standard Webhooks proposes, and one more."""

REFUSED_TRIES: Final = 4
"""After so many refusals of one message by a receiver that answers, it goes on with the next."""

LEASE: Final = timedelta(minutes=2)
"""How long nobody else tries what one process has taken: longer than a try lasts, whatever comes of it."""

WEBHOOK_REFUSED = ProblemKind("webhook_refused", 422, "No webhook may lead there")
TOO_MANY_WEBHOOKS = ProblemKind("too_many_webhooks", 409, "There are as many webhooks as there may be")

LONGEST_ANSWER_SECONDS: Final = 60
"""A receiver is not waited for longer, whatever is set: it must be less than the lease."""
