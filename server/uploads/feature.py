"""What the feature registers with the server: documents that people send."""

from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature
from server.uploads import decisions_router
from server.uploads.dispatches import DISPATCHABLE
from server.uploads.export import export_uploads, table_of_uploads
from server.uploads.router import router
from server.uploads.rules import KEPT, UNFINISHED, UploadState
from server.uploads.search import SEARCHABLE
from server.uploads.tables import Upload

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(router, decisions_router.router),
    upload_paths=("/v1/me/uploads/",),
    expiries=(
        Expiry(
            Upload.id,
            lambda now: (
                (Upload.touched_at < now - KEPT)
                | ((Upload.state == UploadState.UPLOADING) & (Upload.touched_at < now - UNFINISHED))
            ),
        ),
    ),
    export=(ExportPart("person.uploads", export_uploads, table_of_uploads),),
    searchable=SEARCHABLE,
)
