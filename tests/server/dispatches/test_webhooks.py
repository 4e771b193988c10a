"""Webhooks: signed, tried until they are taken, and led nowhere but where they may."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from standardwebhooks.webhooks import WebhookVerificationError

from server import Settings
from server.back_office.rules import ClientScope
from server.clock import Clock
from server.composition import compose
from server.db import Store
from server.dispatches.delivery import WebhookDelivery
from server.dispatches.receivers import Outcome, Receivers
from server.dispatches.rules import REFUSED_TRIES, RETRIES
from server.dispatches.service import Dispatches
from server.dispatches.webhooks import Registered, Webhooks
from tests.server.composed import composed
from tests.server.requests_steps import MOVED, file_of, sent
from tests.server.test_admin import administer
from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port
from tests.support.webhook_receiver import CUTS, HANGS, Receiver, webhook_receiver

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from server.dispatches.tables import Webhook
    from server.services import Services
    from tests.server.conftest import Eventually, NewDatabase
    from tests.server.dispatches.back_office import FundServer

PATH = "/back-office/webhooks"
NETWORKS = ("127.0.0.0/8",)


@pytest.fixture(scope="module")
def settings(database_kind: str, new_database: NewDatabase) -> Settings:
    return Settings(database=new_database(database_kind), webhook_networks=NETWORKS, webhook_answer_seconds=1)


@contextmanager
def telling(settings: Settings) -> Iterator[Services]:
    """Yield services that tell webhooks when they are asked to, and not in the background."""
    with composed(settings) as services:
        services[WebhookDelivery].close()
        yield services


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    with telling(settings) as services:
        yield services
        with services[Store].write() as transaction:
            for webhook in services[Webhooks].all(transaction):
                transaction.delete(webhook)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with webhook_receiver() as receiver:
        yield receiver


def registered(services: Services, url: str, *kinds: str) -> Registered:
    with services[Store].write() as transaction:
        return services[Webhooks].register(transaction, url, kinds, "test", after=None)


def act(services: Services, kind: str = "upload") -> None:
    with services[Store].write() as transaction:
        services[Dispatches].write(transaction, kind, "sent", uuid4(), account_id=None)


def tell(services: Services, after: timedelta = timedelta()) -> None:
    """Tell what is due so much later."""
    services[Clock].offset += after
    services[WebhookDelivery].tell_due()


def state(services: Services, made: Registered) -> Webhook:
    with services[Store].read() as transaction:
        return services[Webhooks].find(transaction, made.webhook.id)


def test_it_is_signed_and_tells_of_nobody(services: Services, receiver: Receiver) -> None:
    """The standard's own library takes it with the secret and no other; it names a dispatch, kind and cursor."""
    made = registered(services, receiver.url)
    act(services)
    tell(services)
    (message,) = receiver.came
    said = message.verified(made.secret)
    assert said["type"] == "dispatch.upload"
    assert set(said["data"]) == {"dispatch_id", "kind", "cursor"}
    with pytest.raises(WebhookVerificationError):
        message.verified("whsec_" + "A" * 43 + "=")
    with services[Store].read() as transaction:
        assert made.secret.encode() not in services[Webhooks].find(transaction, made.webhook.id).secret


def test_a_new_secret_comes_in_while_the_former_still_signs(services: Services, receiver: Receiver) -> None:
    """For a day a receiver may know either; after that the new one alone."""
    made = registered(services, receiver.url)
    with services[Store].write() as transaction:
        renewed = services[Webhooks].rotate(transaction, made.webhook.id)
    act(services)
    tell(services)
    assert receiver.came[0].verified(made.secret) == receiver.came[0].verified(renewed.secret)
    act(services)
    tell(services, timedelta(days=1, minutes=1))
    assert receiver.came[1].verified(renewed.secret)
    with pytest.raises(WebhookVerificationError):
        receiver.came[1].verified(made.secret)


def test_a_receiver_that_is_down_for_a_day_loses_nothing(services: Services) -> None:
    """All that was done while nobody listened is told afterwards, in its order, each once."""
    port = free_port()
    made = registered(services, f"http://127.0.0.1:{port}/")
    for _ in range(24):
        act(services)
        tell(services, timedelta(hours=1))
    assert (state(services, made).failure, state(services, made).told_at) == ("connection", None)
    with webhook_receiver(port) as receiver:
        tell(services, max(RETRIES))
        cursors = [int(json.loads(each.body)["data"]["cursor"]) for each in receiver.came]
        assert cursors == sorted(set(cursors))
        assert len(cursors) == 24
    with services[Store].read() as transaction:
        assert services[Webhooks].dead_letters(transaction, made.webhook.id) == []


def test_whatever_a_receiver_does_it_is_told_again(services: Services, receiver: Receiver) -> None:
    """A failure, a line that hangs or is cut and too much at once are tried again, with the id of the message."""
    made = registered(services, receiver.url)
    receiver.answers[:] = [500, HANGS, CUTS, 429, 204]
    act(services)
    failures = []
    for wait in (timedelta(), *RETRIES[:4]):
        tell(services, wait + timedelta(seconds=1))
        failures.append(state(services, made).failure)
    assert failures == ["status_500", "timeout", "connection", "status_429", None]
    assert len(receiver.taken) == 1
    assert len(receiver.came) == 5
    tell(services, timedelta(days=1))
    assert len(receiver.came) == 5


def test_what_is_refused_is_a_dead_letter_and_can_be_played_again(
    services: Services, receiver: Receiver
) -> None:
    """A message that a receiver never takes does not hold up the next; an operator sees it, and has it told again."""
    made = registered(services, receiver.url)
    receiver.answers[:] = [302] * REFUSED_TRIES
    act(services)
    act(services)
    for wait in (timedelta(), *RETRIES[:REFUSED_TRIES]):
        tell(services, wait + timedelta(seconds=1))
    assert {each.path for each in receiver.came} == {"/dossiers"}
    refused, taken = receiver.taken
    assert receiver.came[-1].message_id == taken
    with services[Store].read() as transaction:
        ((letter, dispatch),) = services[Webhooks].dead_letters(transaction, made.webhook.id)
    assert (letter.failure, refused) == ("status_302", f"msg_{dispatch.id.hex}")
    receiver.answers[:] = [500]
    for left in (1, 0):
        with services[Store].write() as transaction:
            services[Webhooks].replay(transaction, made.webhook.id, dispatch.id)
        tell(services)
        assert receiver.came[-1].message_id == refused
        with services[Store].read() as transaction:
            assert len(services[Webhooks].dead_letters(transaction, made.webhook.id)) == left


def test_who_is_away_for_longer_than_the_tries_last_is_seen(services: Services) -> None:
    """After the last try the message is a dead letter, and what comes after it is tried in its turn."""
    made = registered(services, f"http://127.0.0.1:{free_port()}/")
    act(services)
    for wait in (timedelta(), *RETRIES):
        tell(services, wait + timedelta(seconds=1))
    with services[Store].read() as transaction:
        ((letter, _),) = services[Webhooks].dead_letters(transaction, made.webhook.id)
    assert (letter.failure, state(services, made).tries) == ("connection", 0)


def test_who_wants_to_hear_no_more_is_left_alone_until_it_is_taken_up(
    services: Services, receiver: Receiver
) -> None:
    """410 suspends; nothing is lost of what comes meanwhile, and all can be told again from a cursor on."""
    made = registered(services, receiver.url)
    receiver.answers[:] = [410]
    act(services)
    tell(services)
    act(services)
    tell(services, timedelta(days=2))
    assert len(receiver.came) == 1
    for after in (None, made.webhook.position):
        with services[Store].write() as transaction:
            services[Webhooks].resume(transaction, made.webhook.id, after=after)
        tell(services)
    assert [receiver.taken.index(each.message_id) for each in receiver.came] == [0, 0, 1, 0, 1]


def test_only_what_it_asked_for(services: Services, receiver: Receiver) -> None:
    """A webhook of one kind hears of no other, and is not held up by others."""
    registered(services, receiver.url, "message")
    for kind in ("upload", "message", "upload"):
        act(services, kind)
    tell(services)
    assert [json.loads(each.body)["data"]["kind"] for each in receiver.came] == ["message"]


def test_a_machine_whose_clock_is_an_hour_off(
    settings: Settings, services: Services, receiver: Receiver
) -> None:
    """Neither does it try what waits for its time, nor keep it from others, nor sign with its own time."""
    made = registered(services, receiver.url)
    receiver.answers[:] = [503]
    with telling(settings) as fast:
        act(services)
        with time_machine.travel(timedelta(hours=1)):
            tell(fast)
        tell(services)
        assert len(receiver.came) == 1
        with time_machine.travel(timedelta(hours=-1)):
            tell(fast)
            assert len(receiver.came) == 1
            tell(fast, RETRIES[0] + timedelta(seconds=1))
        tell(services, RETRIES[0] + timedelta(seconds=1))
    assert len(receiver.came) == 2
    assert len(receiver.taken) == 1
    for each in receiver.came:
        assert each.verified(made.secret)


def test_several_machines_tell_each_once_and_in_order(
    settings: Settings, services: Services, receiver: Receiver
) -> None:
    """Four that tell at once neither repeat nor overtake one another."""
    registered(services, receiver.url)
    for _ in range(20):
        act(services)
    machines = [compose(settings) for _ in range(4)]
    threads = [
        threading.Thread(target=machine[WebhookDelivery].tell_due) for machine in machines for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    for machine in machines:
        machine.close()
    tell(services)
    cursors = [int(json.loads(each.body)["data"]["cursor"]) for each in receiver.came]
    assert cursors == sorted(set(cursors))
    assert len(cursors) == 20


HOSTILE = [
    "http://example.org/x",
    "http://127.0.0.1/x",
    "http://localhost/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://10.1.2.3/x",
    "https://[::1]/x",
    "https://[::ffff:169.254.169.254]/x",
    "https://name:word@example.org/x",
    "https://example.org/x#y",
    "https://example.org/a b",
    "https://example.org/\r\nHost: evil",
    "https://[::1",
    "ftp://example.org/",
    "",
]


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: url[:40] or "empty")
def test_where_no_webhook_may_lead(url: str) -> None:
    """Without a network of one's own in the settings, nothing but https to public addresses."""
    receivers = Receivers((), 1)
    assert not receivers.may_be_one(url)
    assert receivers.tell(url, {}, b"").outcome is Outcome.REFUSED
    assert receivers.may_be_one("https://gestion.example.org:8443/dossiers?x=1")


def test_a_name_that_leads_into_a_network_that_is_not_allowed() -> None:
    """The address is judged that is connected to, whatever it is called."""
    assert Receivers((), 1).tell("https://localhost/x", {}, b"").failure == "not_allowed"
    assert Receivers(("10.20.0.0/16",), 1).may_be_one("https://10.20.3.4/x")
    assert not Receivers(("10.20.0.0/16",), 1).may_be_one("http://10.20.3.4/x")


def test_the_life_of_a_webhook(fund: FundServer, receiver: Receiver, eventually: Eventually) -> None:
    """Made by a program, told as soon as somebody sends something, given another secret, removed."""
    api, program = fund.api, fund.program(ClientScope.WEBHOOKS, ClientScope.DISPATCHES)
    made = program.ask("POST", PATH, json={"url": receiver.url, "kinds": ["request"]})
    assert made.status_code == 201, made.text
    webhook: dict[str, Any] = made.json()
    session = api.sign_in("responsable-couple")
    sent(api, session, "moving", file_of(api, session), MOVED)
    eventually(lambda: len(receiver.came) == 1)
    said = receiver.came[0].verified(webhook["secret"])
    assert said["data"]["dispatch_id"] == program.newest("request")["dispatch_id"]
    path = f"{PATH}/{webhook['webhook_id']}"
    eventually(lambda: program.ask("GET", path).json()["told_at"] is not None)
    (listed,) = program.ask("GET", PATH).json()["items"]
    assert (listed["cursor"], "secret" in listed) == (said["data"]["cursor"], False)
    assert program.ask("POST", f"{path}/secret").json()["secret"] != webhook["secret"]
    assert program.ask("GET", f"{path}/dead-letters").json() == {"items": []}
    unknown = program.ask("POST", f"{path}/dead-letters/{uuid4()}/replay")
    assert api.problem(unknown) == (404, "not_found")
    before = str(int(said["data"]["cursor"]) - 1)
    again = program.ask("POST", f"{path}/resume", json={"after": before})
    assert again.status_code == 200, again.text
    eventually(lambda: len(receiver.came) == 2)
    assert program.ask("DELETE", path).status_code == 204
    assert api.problem(program.ask("GET", path)) == (404, "not_found")


def test_who_may_register_one_and_what_is_said_of_mistakes(fund: FundServer) -> None:
    """A program that reads registers nothing; an address or a kind that is none is said so."""
    api = fund.api
    body = {"url": "https://gestion.example.org/"}
    reader = fund.program(ClientScope.DISPATCHES)
    assert api.problem(reader.ask("POST", PATH, json=body)) == (403, "scope_missing")
    program = fund.program(ClientScope.WEBHOOKS)
    led = program.ask("POST", PATH, json={"url": "http://gestion.example.org/"})
    assert api.problem(led) == (422, "webhook_refused")
    kinds = program.ask("POST", PATH, json=body | {"kinds": ["upload", "gossip"]})
    assert kinds.json()["errors"] == [{"field": "kinds.1", "code": "unknown"}]


def test_an_operator_has_them_without_a_token(fund: FundServer) -> None:
    """The commands make and list a webhook; what cannot be done is said in one line, in French."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return administer(fund.settings.database, "webhooks", *arguments)

    made = json.loads(run("create", "https://gestion.example.org/", "--kind", "request").stdout)
    assert made["secret"].startswith("whsec_")
    listed = json.loads(run("list").stdout)
    assert (listed["webhook_id"], listed["kinds"]) == (made["webhook_id"], ["request"])
    refused = run("create", "http://gestion.example.org/")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "MON_COMPTE_WEBHOOK_NETWORKS" in refused.stderr
