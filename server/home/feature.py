"""What the feature registers with the server: Mon Compte."""

from server.feature import Feature, FileExportPart
from server.home.export import export_alerts
from server.home.router import router

FEATURE = Feature(
    routers=(router,),
    file_export=(FileExportPart("alerts", export_alerts),),
)
