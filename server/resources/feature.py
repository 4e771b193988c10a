"""What the feature registers with the server: resources, their corrections, the quotient familial."""

from server.feature import Feature, FileExportPart
from server.resources.dispatches import DISPATCHABLE
from server.resources.export import (
    export_corrections,
    export_quotient,
    export_quotients,
    export_resources,
)
from server.resources.router import router

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(router,),
    file_export=(
        FileExportPart("quotient", export_quotient),
        FileExportPart("quotients", export_quotients),
        FileExportPart("resources", export_resources),
        FileExportPart("resource_corrections", export_corrections),
    ),
)
