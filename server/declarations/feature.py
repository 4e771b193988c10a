"""What the feature registers with the server: declarations."""

from server.declarations.export import export_declarations
from server.declarations.router import router
from server.declarations.search import SEARCHABLE
from server.feature import Feature, FileExportPart

FEATURE = Feature(
    routers=(router,),
    file_export=(FileExportPart("declarations", export_declarations),),
    searchable=SEARCHABLE,
)
