"""What the feature registers with the server: Contacter ma Caf."""

from server.contact import decisions_router
from server.contact.dispatches import DISPATCHABLE
from server.contact.export import export_appointments, table_of_appointments
from server.contact.router import offices_router, router
from server.contact.rules import KEPT, SLOT_TAKEN, TOO_MANY_APPOINTMENTS
from server.contact.search import SEARCHABLE
from server.contact.service import remind_all
from server.contact.tables import Slot
from server.db.sweeper import Expiry
from server.feature import ExportPart, Feature

FEATURE = Feature(
    dispatchable=DISPATCHABLE,
    routers=(offices_router, router, decisions_router.router),
    problems=(SLOT_TAKEN, TOO_MANY_APPOINTMENTS),
    jobs=(remind_all,),
    expiries=(Expiry(Slot.id, lambda now: Slot.starts_at < now - KEPT),),
    export=(ExportPart("person.appointments", export_appointments, table_of_appointments),),
    searchable=SEARCHABLE,
    own_paths=("/v1/me/office", "/v1/me/appointments", "/v1/offices/{office}/slots"),
)
