"""What the feature registers with the server: declarations."""

from server.declarations.export import export_declarations
from server.declarations.router import router
from server.declarations.rules import ESTIMATE_STARTING, ESTIMATE_UNAVAILABLE
from server.feature import Feature, FileExportPart

FEATURE = Feature(
    routers=(router,),
    problems=(ESTIMATE_UNAVAILABLE, ESTIMATE_STARTING),
    file_export=(FileExportPart("declarations", export_declarations),),
)
