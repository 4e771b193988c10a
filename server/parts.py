"""The parts of a running server, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from server.challenges.budgets import Budgets
from server.challenges.service import Challenges
from server.clock import Clock
from server.closings.service import Closings
from server.contacts.service import Contacts
from server.credentials.service import Credentials
from server.crypto.passwords import Passwords, verification_pool
from server.db import Store
from server.db.engine import ANSWER_WITHIN_S
from server.db.schema import pepper
from server.devices.service import Devices
from server.enrolment.completion import Completions
from server.enrolment.service import Enrolments
from server.exports.service import Exports
from server.franceconnect.authorizations import Authorizations
from server.franceconnect.providers import Providers
from server.franceconnect.service import AccountLinking
from server.health.service import Readiness
from server.identities.documents import Register
from server.identities.holders import Holders
from server.inspection.clamd import Clamd
from server.limits.guessing import Guessing
from server.limits.ledger import ledger
from server.limits.rates import Rates
from server.messages.delivery import Outbox, Post
from server.messages.notifier import Notifier
from server.migration.service import Migrations
from server.old_passwords.service import OldPasswords
from server.password_reset.service import PasswordResets
from server.reauthentication.service import Reauthentication
from server.scans.service import Scans
from server.sessions.rules import Lifetime
from server.sessions.service import Sessions
from server.settings import data_folder
from server.sign_in.service import SignIn
from server.spouse_authorisation.service import SpouseAuthorisations

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from server.crypto.tokens import Pepper
    from server.franceconnect.settings import FranceConnect
    from server.identities.documents import DocumentChecker
    from server.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routers work with."""

    settings: Settings
    store: Store
    clock: Clock
    guessing: Guessing
    passwords: Passwords
    sessions: Sessions
    challenges: Challenges
    sign_in: SignIn
    rates: Rates
    scans: Scans
    documents: DocumentChecker
    holders: Holders
    enrolments: Enrolments
    completions: Completions
    password_resets: PasswordResets
    providers: Providers
    authorizations: Authorizations
    account_linking: AccountLinking
    spouse_authorisations: SpouseAuthorisations
    migrations: Migrations
    reauthentication: Reauthentication
    contacts: Contacts
    credentials: Credentials
    devices: Devices
    closings: Closings
    exports: Exports
    verifications: ThreadPoolExecutor
    readiness: Readiness

    @classmethod
    def of(cls, settings: Settings) -> Parts:
        """Put the parts together over a store that is ready.

        Raises:
            StartError: the Redis of the rate limits does not answer.
        """
        store = Store(settings.database, settings.database_connections, answer_within_seconds=ANSWER_WITHIN_S)
        clock = Clock()
        key = pepper(store)
        counts = ledger(settings.redis, lambda: clock.now().timestamp())
        guessing = Guessing(counts, key)
        passwords = Passwords(light=settings.light_passwords)
        rates = Rates(counts, key)
        sessions = Sessions(store, clock, Lifetime(timedelta(seconds=settings.session_idle_seconds)))
        messenger = Outbox() if settings.demo else Post(settings.smtp, settings.sms)
        budgets = Budgets(clock, key, rates)
        challenges = Challenges(clock, key, messenger, budgets)
        scanner = Clamd.at(settings.clamd) if settings.clamd else None
        scans = Scans(_scans_folder(settings, store, key), scanner)
        notifier = Notifier(clock, messenger)
        old_passwords = OldPasswords(clock, key, notifier)
        spouse_authorisations = SpouseAuthorisations(clock, notifier)
        documents = _checker(settings, store)
        holders = Holders(
            store=store, clock=clock, pepper=key, documents=documents, sessions=sessions, notifier=notifier
        )
        password_resets = PasswordResets(
            clock=clock,
            pepper=key,
            challenges=challenges,
            budgets=budgets,
            rates=rates,
            old_passwords=old_passwords,
            sessions=sessions,
            notifier=notifier,
        )
        enrolments = Enrolments(clock, key, challenges, scans)
        sign_in = SignIn(
            store=store,
            clock=clock,
            pepper=key,
            guessing=guessing,
            passwords=passwords,
            sessions=sessions,
            challenges=challenges,
            old_passwords=old_passwords,
            notifier=notifier,
        )
        return cls(
            settings=settings,
            store=store,
            clock=clock,
            guessing=guessing,
            passwords=passwords,
            rates=rates,
            sessions=sessions,
            challenges=challenges,
            sign_in=sign_in,
            scans=scans,
            documents=documents,
            holders=holders,
            enrolments=enrolments,
            completions=Completions(
                clock=clock,
                pepper=key,
                enrolments=enrolments,
                scans=scans,
                notifier=notifier,
                rates=rates,
                password_resets=password_resets,
                holders=holders,
            ),
            password_resets=password_resets,
            providers=Providers(settings.franceconnect, _demo_provider(key) if settings.demo else None),
            authorizations=Authorizations(clock),
            account_linking=AccountLinking(
                clock=clock,
                pepper=key,
                sign_in=sign_in,
                challenges=challenges,
                enrolments=enrolments,
                notifier=notifier,
                holders=holders,
            ),
            spouse_authorisations=spouse_authorisations,
            migrations=Migrations(
                clock=clock,
                pepper=key,
                challenges=challenges,
                sessions=sessions,
                old_passwords=old_passwords,
                spouse_authorisations=spouse_authorisations,
                notifier=notifier,
            ),
            reauthentication=Reauthentication(store, clock, guessing, passwords),
            contacts=Contacts(
                clock=clock,
                pepper=key,
                challenges=challenges,
                sessions=sessions,
                rates=rates,
                notifier=notifier,
                holders=holders,
                countries=settings.sms_countries,
            ),
            credentials=Credentials(pepper=key, sessions=sessions, notifier=notifier),
            devices=Devices(clock, sessions),
            closings=Closings(clock, sessions, notifier),
            exports=Exports(store, clock, rates),
            verifications=verification_pool(),
            readiness=Readiness(store, counts),
        )

    def close(self) -> None:
        """Let go of threads and connections."""
        self.verifications.shutdown(wait=False, cancel_futures=True)
        self.exports.close()
        self.store.close()


def _scans_folder(settings: Settings, store: Store, key: Pepper) -> Path:
    """A folder of this database alone: what no row of it names is erased there."""
    beside = store.file.parent if store.file else data_folder()
    return (settings.scans or beside / "scans") / key.hash("scans").hex()[:16]


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
