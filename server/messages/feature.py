"""What the feature registers with the server: messages."""

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature, FileExportPart
from server.messages import decisions_router
from server.messages.dispatches import DISPATCHABLE
from server.messages.export import export_of_file, export_own, table_of_file, table_of_own
from server.messages.records import IMPORTABLE
from server.messages.router import router
from server.messages.rules import KEPT
from server.messages.search import SEARCHABLE
from server.messages.tables import Thread

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(router, decisions_router.router),
    export=(ExportPart("person.messages", export_own, table_of_own),),
    file_export=(FileExportPart("messages", export_of_file, table_of_file),),
    searchable=SEARCHABLE,
    importable=IMPORTABLE,
    own_paths=("/v1/me/messages",),
    expiries=(Expiry(Thread.id, lambda now: Thread.at < now - KEPT),),
)
