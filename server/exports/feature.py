"""What the feature registers with the server: exports."""

from server.db.sweeper import Expiry
from server.exports.router import router
from server.exports.service import EXPORT_LIFE
from server.exports.tables import Export
from server.feature import Feature

FEATURE = Feature(
    routers=(router,),
    expiries=(Expiry(Export.id, lambda now: Export.asked_at < now - EXPORT_LIFE),),
)
