"""What the feature registers with the server: papers and the check of their codes."""

from server.db import Store
from server.db.sweeper import Expiry
from server.documents.export import export_documents, table_of_documents
from server.documents.making import Making
from server.documents.router import public_router, router
from server.documents.rules import NOTHING_TO_CERTIFY, RANGE_REFUSED, VERIFIABLE
from server.documents.search import SEARCHABLE
from server.documents.service import Documents
from server.documents.tables import IssuedPaper
from server.feature import Feature, FileExportPart

FEATURE = Feature(
    routers=(router, public_router),
    problems=(NOTHING_TO_CERTIFY, RANGE_REFUSED),
    expiries=(Expiry(IssuedPaper.code_hash, lambda now: IssuedPaper.issued_at < now - VERIFIABLE),),
    jobs=(
        lambda services: services[Documents].erase_old(services[Store]),
        lambda services: services[Making].take_again(),
    ),
    file_export=(FileExportPart("documents", export_documents, table_of_documents),),
    searchable=SEARCHABLE,
)
