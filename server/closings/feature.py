"""What the feature registers with the server: the closing of accounts."""

from server.closings.dispatches import DISPATCHABLE
from server.closings.export import export_closing
from server.closings.router import router
from server.closings.service import erase_closed
from server.feature import ExportPart, Feature

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(router,),
    jobs=(erase_closed,),
    export=(ExportPart("access.closes_at", export_closing),),
)
