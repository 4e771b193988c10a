from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from api_client import CodeRefused, ConnectionFailed, Place, PlaceId, SessionExpired

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.api_client.conftest import Api, Connect

CURRENT = "/v1/enrolments/current"
CHALLENGE = {
    "challenge_id": "c",
    "channel": "sms",
    "masked_destination": "06 •• •• •• 42",
    "expires_in": 600,
    "resend_in": 30,
    "code_length": 6,
    "tries_left": 5,
}
NEW = {
    "enrolment_id": "e",
    "step": "civil_status",
    "benefit": "apl",
    "expires_in": 86400,
    "civil_status": None,
    "identity": None,
    "contact": None,
    "challenge": None,
    "password_chosen": False,
}
SCAN = {
    "scan_id": "s",
    "file_name": "titre.pdf",
    "size": 3,
    "received": 3,
    "state": "complete",
    "media_type": "application/pdf",
}
FULL = NEW | {
    "step": "code",
    "civil_status": {
        "identifier_kind": "nir",
        "masked_nir": "• •• •• •• ••• •84",
        "civility": "madame",
        "birth_name": "N’DIAYE-ŁUKASZ",
        "used_name": None,
        "first_names": ["Zoé", "Anne-Marie"],
        "birth_date": "1985-05-17",
        "birth_place": {"kind": "country", "code": "99341", "label": "Sénégal"},
    },
    "identity": {"kind": "none", "masked_number": None, "verdict": "scan_asked", "scans": [SCAN]},
    "contact": {
        "channel": "sms",
        "destination": "+33612345642",
        "masked_destination": "06 •• •• •• 42",
        "verified": False,
    },
    "challenge": CHALLENGE,
}
LYON = Place(kind="commune", code="69123", label="Lyon", detail="Rhône", former=False)
SECRETS = ("1850578006084", "AB1234567", "0612345642", "Motdepasse1", "424242", "token-", "P12345678K")


def answer(body: Any, status: int = 200) -> Any:
    return lambda _: httpx.Response(status, json=body)


@pytest.fixture
def enrolling(api: Api) -> Api:
    """A server on which an enrolment can be begun."""
    api.on("POST /v1/enrolments", answer({"enrolment_id": "e", "token": "token-1", "enrolment": NEW}, 201))
    return api


async def test_every_step_is_sent_and_read(enrolling: Api, connect: Connect) -> None:
    """Each step goes where the contract says, with what it says, and the draft that comes back is read."""
    api, client = enrolling, await connect(sign_in=False)
    for step in ("PUT identity", "POST identity/continue", "POST contact/verification", "PUT password"):
        method, path = step.split()
        api.on(f"{method} {CURRENT}/{path}", answer(FULL))
    api.on(f"PUT {CURRENT}/civil-status", answer({"enrolment": NEW, "questions": ["nir_sex"]}))
    api.on(f"PUT {CURRENT}/contact", answer({"enrolment": FULL, "challenge": CHALLENGE}))
    api.on(f"POST {CURRENT}/contact/resend", answer(CHALLENGE))
    done = {
        "identifier_kind": "provisional",
        "provisional": "P12345678K",
        "channel": "sms",
        "masked_destination": "06 •• •• •• 42",
        "benefit": "apl",
    }
    api.on(f"POST {CURRENT}/completion", answer(done, 201))

    enrolments = client.enrolments
    assert (await enrolments.start("apl")).step == "civil_status"
    taken = await enrolments.civil_status(
        nir=None,
        civility="madame",
        birth_name="N’DIAYE-ŁUKASZ",
        used_name=None,
        first_names=["Zoé", "Anne-Marie"],
        birth_date="1985-05-17",
        birth_place=LYON,
    )
    assert taken.questions == ("nir_sex",)
    civil_status = (await enrolments.identity("passport", "12AB34567")).civil_status
    assert civil_status is not None
    assert civil_status.birth_place.label == "Sénégal"
    await enrolments.continue_identity()
    assert (await enrolments.contact("sms", "0612345642")).challenge.resend_in == 30
    await enrolments.resend()
    await enrolments.verify("424242")
    await enrolments.password("Motdepasse1")
    completion = await enrolments.complete()
    assert completion.provisional is not None
    assert completion.provisional.get_secret_value() == "P12345678K"

    bodies = [api.body(request) for request in api.asked if request.content]
    assert bodies == [
        {"benefit": "apl"},
        {
            "nir": None,
            "civility": "madame",
            "birth_name": "N’DIAYE-ŁUKASZ",
            "used_name": None,
            "first_names": ["Zoé", "Anne-Marie"],
            "no_first_name": False,
            "no_birth_name": False,
            "birth_date": "1985-05-17",
            "birth_place": {"kind": "commune", "code": "69123"},
            "confirmed": False,
        },
        {"kind": "passport", "number": "12AB34567"},
        {"channel": "sms", "value": "0612345642", "received_code": None},
        {"code": "424242"},
        {"password": "Motdepasse1"},
    ]


async def test_an_enrolment_has_a_token_of_its_own(enrolling: Api, connect: Connect) -> None:
    """The enrolment's token never stands for the session's, nor the session's for it."""
    client = await connect()
    enrolling.on(f"GET {CURRENT}", answer(NEW))
    enrolling.on("GET /v1/sessions/current", lambda _: httpx.Response(200, json=enrolling.session()))
    await client.enrolments.start()
    await client.enrolments.current()
    await client.sessions.current()
    begun, *bearing = enrolling.asked
    assert "Authorization" not in begun.headers
    assert [enrolling.bearer(request) for request in bearing] == ["token-1", "access-1"]


async def test_an_enrolment_is_taken_up_by_its_token(enrolling: Api, connect: Connect) -> None:
    """The window was closed: the token kept by the device opens the draft again."""
    before, after = await connect(sign_in=False), await connect(sign_in=False)
    enrolling.on(f"GET {CURRENT}", answer(FULL))
    await before.enrolments.start()
    assert before.enrolments.token is not None
    after.enrolments.take_up(before.enrolments.token.get_secret_value())
    assert (await after.enrolments.current()).step == "code"


async def test_a_dead_enrolment_is_dropped(enrolling: Api, connect: Connect) -> None:
    """After 24 hours the draft is gone: that is said, and the dead token is shown no more."""
    client = await connect(sign_in=False)
    enrolling.on(f"GET {CURRENT}", lambda _: enrolling.problem(401, "session_expired"))
    await client.enrolments.start()
    for _ in range(2):
        with pytest.raises(SessionExpired):
            await client.enrolments.current()
    assert client.enrolments.token is None
    assert len(enrolling.asked) == 2


async def test_abandoning_lasts_until_the_server_knows(enrolling: Api, connect: Connect) -> None:
    """Scans are to be erased: where the server could not be told, it can be told later."""
    client = await connect(sign_in=False)
    await client.enrolments.start()

    def cut(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("cut")

    enrolling.on(f"DELETE {CURRENT}", cut)
    with pytest.raises(ConnectionFailed):
        await client.enrolments.abandon()
    enrolling.on(f"DELETE {CURRENT}", lambda _: httpx.Response(204))
    await client.enrolments.abandon()
    assert client.enrolments.token is None


async def test_an_enrolment_goes_on_from_another_device(api: Api, connect: Connect) -> None:
    """The contact and a code are enough: the token that comes back is the one used from then on."""
    client = await connect(sign_in=False)
    api.on("POST /v1/enrolments/resumptions", answer({"resumption_id": "r", "challenge": CHALLENGE}, 202))
    api.on("POST /v1/enrolments/resumptions/r/verification", lambda _: api.problem(422, "code_refused"))
    api.on(f"GET {CURRENT}", answer(FULL))
    resumption = await client.resumptions.start("sms", "0612345642")
    with pytest.raises(CodeRefused):
        await client.resumptions.verify(resumption.resumption_id, "000000")
    assert client.enrolments.token is None
    api.on("POST /v1/enrolments/resumptions/r/verification", answer({"token": "token-2", "enrolment": FULL}))
    assert (await client.resumptions.verify(resumption.resumption_id, "424242")).step == "code"
    await client.enrolments.current()
    assert api.bearer(api.asked[-1]) == "token-2"


async def test_a_password_is_reset(api: Api, connect: Connect) -> None:
    """From the identifier to a session of this client, under a token that ends with the reset."""
    client = await connect(sign_in=False)
    channels = [{"channel": "mail", "masked_destination": "c•••@e•••.fr"}]
    started = {"reset_id": "r", "token": "token-1", "channels": channels, "old_account": False}
    api.on("POST /v1/password-resets", answer(started, 201))
    current = "/v1/password-resets/current"
    api.on(f"POST {current}/code", answer(CHALLENGE))
    api.on(f"POST {current}/resend", answer(CHALLENGE))
    api.on(f"POST {current}/verification", answer({"step": "password"}))
    api.on(f"POST {current}/old-password", answer({}, 202))
    api.on(f"PUT {current}/password", answer(api.session(), 201))
    reset = await client.password_resets.start("1850578006084")
    await client.password_resets.send_old_password("mail")
    await client.password_resets.send_code(reset.channels[0].channel)
    await client.password_resets.resend()
    await client.password_resets.verify("424242")
    await client.password_resets.choose_password("Motdepasse1")
    assert client.signed_in
    assert {api.bearer(request) for request in api.asked[1:]} == {"token-1"}
    with pytest.raises(SessionExpired):
        await client.password_resets.resend()


async def test_places_are_asked_for_as_typed(api: Api, connect: Connect) -> None:
    """What is typed reaches the server whatever characters it holds; a found place can be sent as it is."""
    client = await connect(sign_in=False)
    api.on("GET /v1/places", answer({"items": [LYON.model_dump()]}))
    assert await client.places.search("l'haÿ & co", limit=3) == (LYON,)
    assert dict(api.asked[0].url.params) == {"q": "l'haÿ & co", "limit": "3"}
    assert isinstance(LYON, PlaceId)


async def test_the_catalogue_is_read(api: Api, connect: Connect) -> None:
    """Themes come in the server's order; a benefit can be asked for alone."""
    client = await connect(sign_in=False)
    apl = {
        "benefit": "apl",
        "theme": "logement",
        "audience": ["tenant"],
        "needed": ["lease"],
        "questionnaire": None,
    }
    api.on("GET /v1/catalogue", answer({"themes": [{"theme": "logement", "benefits": [apl]}]}))
    api.on("GET /v1/catalogue/apl", answer(apl))
    (theme,) = await client.catalogue.list()
    assert theme.benefits == (await client.catalogue.get("apl"),)


async def test_no_secret_of_an_enrolment_is_shown(enrolling: Api, connect: Connect) -> None:
    """NIR, document, contact, password, code, token and identifiant provisoire stay out of reprs and errors."""
    client = await connect(sign_in=False)
    await client.enrolments.start()
    shown = [repr(client.enrolments.token), repr(vars(client.enrolments))]
    echoed = lambda request: httpx.Response(200, content=request.content)  # noqa: E731 - a callable server
    asking: dict[str, Callable[[], Awaitable[object]]] = {
        f"PUT {CURRENT}/civil-status": lambda: client.enrolments.civil_status(
            nir="1850578006084",
            civility="madame",
            birth_name="A",
            used_name=None,
            first_names=["B"],
            birth_date="1985-05-17",
            birth_place=LYON,
        ),
        f"PUT {CURRENT}/identity": lambda: client.enrolments.identity("cni", "AB1234567"),
        f"PUT {CURRENT}/contact": lambda: client.enrolments.contact("sms", "0612345642"),
        f"PUT {CURRENT}/password": lambda: client.enrolments.password("Motdepasse1"),
        f"POST {CURRENT}/contact/verification": lambda: client.enrolments.verify("424242"),
        "POST /v1/password-resets": lambda: client.password_resets.start("1850578006084"),
    }
    for what, ask in asking.items():
        enrolling.on(what, echoed)
        with pytest.raises(Exception, match=r": missing at ") as raised:
            await ask()
        shown += [*traceback.format_exception(raised.value), repr(raised.value)]
    assert [secret for secret in SECRETS if secret in "\n".join(shown)] == []
