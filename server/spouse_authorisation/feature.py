"""What the feature registers with the server: spouse authorisations."""

from server.feature import Feature, FileExportPart
from server.spouse_authorisation.dispatches import DISPATCHABLE
from server.spouse_authorisation.export import export_authorisations
from server.spouse_authorisation.router import router

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(router,),
    file_export=(FileExportPart("authorisations", export_authorisations),),
)
