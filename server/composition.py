"""The composition of a server: the values that its services need, and the service behind each protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server import features
from server.agenda.service import Agenda, DateSources
from server.clock import Clock
from server.contact.dates import AppointmentDates
from server.contacts.service import Contacts
from server.crypto.pepper import pepper
from server.crypto.tokens import Pepper
from server.db import Store
from server.declarations.dates import DeclarationDates
from server.declarations.estimates import DeclaredRights
from server.declarations.service import Declarations, KnownIncomes
from server.dispatches.delivery import WebhookDelivery
from server.documents.facts import PaymentFacts, QuotientFacts, RightFacts
from server.enrolment.completion import RequestBeginning
from server.enrolment.service import Enrolments
from server.entitlements.ages import EntitlementAges
from server.entitlements.amounts import EntitlementAmounts
from server.entitlements.dates import EntitlementDates
from server.entitlements.opening import EntitlementOpening
from server.entitlements.papers import EntitlementPapers
from server.feature import Features
from server.franceconnect.providers import Providers
from server.franceconnect.service import Admission, EnrolmentBeginning
from server.home.alerts import lacked_documents
from server.home.dates import AlertDates
from server.home.router import (
    DueDeclarations,
    MissingDocuments,
    PaymentHistory,
    QuotientHistory,
    SentDocuments,
)
from server.identities.documents import DocumentChecker, Register
from server.limits.ledger import Ledger, ledger
from server.messages.fund import FundMessages
from server.messages.service import AttachableFiles, sent_with_messages
from server.migration.service import SpouseAuthorising
from server.notifications.delivery import Delivery
from server.notifications.push_services import PushServices
from server.notifications.reminders import Upcoming
from server.notifications.service import Notifications
from server.outbox import Messenger
from server.outbox.courier import Courier
from server.outbox.delivery import Outbox, Post
from server.outbox.messages import MessageWriting
from server.outbox.telling import Telling
from server.outbox.waiting import WaitingMessages
from server.payments.dates import OpenRights, PaymentDates
from server.payments.papers import PaymentPapers
from server.payments.service import Payments
from server.profile.service import AgedRights
from server.questionnaires.service import FactSources
from server.requests.dates import RequestDates
from server.requests.drafts import Drafts
from server.requests.effects import Rights
from server.requests.papers import RequestPapers
from server.requests.periodic import PeriodicForms
from server.requests.service import FormerContacts, SentFiles
from server.resources.facts import ResourceFacts
from server.resources.service import Resources
from server.rules.simulated import Simulating
from server.scans.service import Scans
from server.services import Services
from server.settings import Settings
from server.sign_in.service import SignIn
from server.simulation.service import Simulations
from server.spouse_authorisation.service import SpouseAuthorisations
from server.uploads.asking import FileDocuments, MessageAttachments, RequestDocuments
from server.uploads.service import Uploads

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.settings.franceconnect import FranceConnect


def compose(settings: Settings) -> Services:
    """Return the services of a server, over a database that is ready.

    Raises:
        StartError: the Redis of the rate limits does not answer.
    """
    services = Services()
    services.put(Settings, settings)
    services.put(Features, features.load(demo=settings.demo))
    store = services.put(
        Store,
        Store(
            settings.database,
            settings.database_connections,
            answer_within_seconds=settings.database_answer_seconds,
        ),
    )
    services.on_close(store.close)
    clock = services.put(Clock, Clock())
    key = services.put(Pepper, pepper(store, settings.pepper_keys))
    services.put(Ledger, ledger(settings.redis, lambda: clock.now().timestamp()))
    services.provide(
        Messenger, lambda each: Outbox() if settings.demo else Post(each[WaitingMessages], each[Courier])
    )
    services.put(DocumentChecker, _checker(settings, store))
    services.put(Providers, Providers(settings.franceconnect, _demo_provider(key) if settings.demo else None))
    services.provide(Admission, lambda each: each[SignIn])
    services.provide(EnrolmentBeginning, lambda each: each[Enrolments])
    services.provide(PaymentHistory, lambda each: each[Payments])
    services.provide(PaymentFacts, lambda each: each[PaymentPapers])
    services.provide(RightFacts, lambda each: each[EntitlementPapers])
    services.provide(QuotientFacts, lambda each: each[Resources])
    services.provide(QuotientHistory, lambda each: each[Resources])
    services.provide(KnownIncomes, lambda _: ResourceFacts())
    services.provide(DeclaredRights, lambda _: EntitlementAmounts())
    services.provide(DueDeclarations, lambda each: each[Declarations])
    services.provide(PeriodicForms, lambda each: each[Declarations])
    services.provide(RequestBeginning, lambda each: each[Drafts])
    services.provide(MissingDocuments, lambda each: each[RequestPapers])
    services.provide(AttachableFiles, lambda each: each[Uploads])
    services.provide(MessageWriting, lambda each: each[FundMessages])
    services.put(PushServices, PushServices(settings.push_origins))
    services.provide(Upcoming, lambda each: each[Agenda])
    services.provide(Telling, lambda each: each[Notifications])
    services.provide(MessageAttachments, lambda _: sent_with_messages)
    services.provide(FormerContacts, lambda each: each[Contacts])
    services.provide(SentFiles, lambda each: each[Uploads])
    services.put(FactSources, FactSources((ResourceFacts(),)))
    services.provide(SentDocuments, lambda each: each[Uploads])
    services.provide(FileDocuments, lambda _: lacked_documents)
    services.provide(RequestDocuments, lambda each: each[RequestPapers])
    services.provide(Simulating, lambda each: each[Simulations])
    services.provide(SpouseAuthorising, lambda each: each[SpouseAuthorisations])
    services.provide(OpenRights, lambda _: EntitlementAmounts())
    services.provide(Rights, lambda _: EntitlementOpening())
    services.provide(AgedRights, lambda _: EntitlementAges())
    services.provide(
        DateSources,
        lambda each: DateSources(
            (
                each[PaymentDates],
                EntitlementDates(),
                each[DeclarationDates],
                each[RequestDates],
                each[AlertDates],
                AppointmentDates(),
            )
        ),
    )
    # Build it now: a scanner's address that cannot be read is an error at the start, not at the first scan.
    services.put(Scans, Scans.from_services(services))
    # And this one, which may draw a key: whoever needs it later is writing already.
    services.put(Delivery, Delivery.from_services(services))
    # And this one, which hears of what is committed from then on.
    services.put(WebhookDelivery, WebhookDelivery.from_services(services))
    return services


def _demo_provider(key: Pepper) -> Callable[[str], FranceConnect]:
    def settings(origin: str) -> FranceConnect:
        from server.demo.openid import relying_party

        return relying_party(key, origin)

    return settings


def _checker(settings: Settings, store: Store) -> DocumentChecker:
    if not settings.demo:
        return Register(store)
    from server.demo.documents import DemoRegister

    return DemoRegister(store)
