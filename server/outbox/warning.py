"""What an operator reads in the log of messages that were given up."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from server.outbox.waiting import WaitingMessages

if TYPE_CHECKING:
    from server.services import Services

_log = logging.getLogger(__name__)


def warn_of_dead_letters(services: Services) -> None:
    """Warn of messages that were given up, as long as there are any."""
    for (channel, is_dead), number in sorted(services[WaitingMessages].counts().items()):
        if is_dead:
            _log.warning(
                "%d dead letters (%s): look at them with mon-compte-server admin outbox list, then retry or drop them",
                number,
                channel,
            )
