"""What the feature registers with the server: entitlements."""

from server.entitlements.export import export_entitlements
from server.entitlements.records import IMPORTABLE
from server.entitlements.router import router
from server.entitlements.search import SEARCHABLE
from server.feature import Feature, FileExportPart

FEATURE = Feature(
    routers=(router,),
    file_export=(FileExportPart("entitlements", export_entitlements),),
    searchable=SEARCHABLE,
    importable=IMPORTABLE,
)
