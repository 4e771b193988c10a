"""What the feature registers with the server: searches, and when an index that nobody uses is forgotten."""

from datetime import timedelta
from typing import Final

from server.db.sweeper import Expiry
from server.feature import Feature
from server.search.router import router
from server.search.tables import SearchSource

_KEPT: Final = timedelta(days=30)

FEATURE = Feature(
    routers=(router,),
    own_paths=("/v1/me/search",),
    expiries=(Expiry(SearchSource.id, lambda now: SearchSource.used_at < now - _KEPT),),
)
