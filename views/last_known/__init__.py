"""The figures that this device knew last, for who has no network."""

from app.core.scope import PageScope
from app.last_known.last_known import LastKnown
from views.shell.feature import Feature


async def _look(page: PageScope) -> None:
    await page.state(LastKnown.of).look()


FEATURE = Feature(routes=(), kept=(LastKnown.of,), opens=_look)
