"""What the feature registers with the server: payments."""

from server.feature import Feature, FileExportPart
from server.payments import debts_router
from server.payments.export import export_account, export_debts, export_events, export_payments
from server.payments.news import tell_news
from server.payments.records import IMPORTABLE
from server.payments.router import router
from server.payments.search import SEARCHABLE

FEATURE = Feature(
    routers=(router, debts_router.router),
    file_export=(
        FileExportPart("account_masked", export_account),
        FileExportPart("payments", export_payments),
        FileExportPart("debts", export_debts),
        FileExportPart("payment_events", export_events),
    ),
    jobs=(tell_news,),
    searchable=SEARCHABLE,
    importable=IMPORTABLE,
)
