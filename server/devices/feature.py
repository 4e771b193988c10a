"""What the feature registers with the server: devices."""

from server.devices.export import export_keys
from server.devices.router import router
from server.feature import ExportPart, Feature

FEATURE = Feature(
    routers=(router,),
    export=(ExportPart("access.unlocked_devices", export_keys),),
)
