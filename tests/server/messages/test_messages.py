"""Messages over HTTP: listed, read, answered, put away, by whom they are meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from server.demo.households import demo_id
from tests.server.conftest import ACCOUNTS
from tests.server.requests_steps import MOVED, SEPARATED, file_of, moved_by_fund, sent, uploaded
from tests.server.statements import made_by_requests

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

PATH = "/v1/me/messages"


def listed(api: Api, session: dict[str, Any], **params: Any) -> dict[str, Any]:
    answer = api.get(PATH, session, **params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def subjects(api: Api, session: dict[str, Any], **params: Any) -> list[str]:
    return [each["subject"] for each in listed(api, session, **params)["items"]]


def thread_of(api: Api, session: dict[str, Any], subject: str) -> dict[str, Any]:
    """Return the newest thread of that subject, whole."""
    found = next(each for each in listed(api, session)["items"] if each["subject"] == subject)
    whole: dict[str, Any] = api.get(f"{PATH}/{found['thread_id']}", session).json()
    return whole


def post(api: Api, session: dict[str, Any], path: str, body: Any = None, key: str = "") -> httpx.Response:
    headers = api.bearer(session) | {"Idempotency-Key": key or str(uuid4())}
    return api.http.post(f"{PATH}{path}", json=body or {}, headers=headers)


def written(api: Api, session: dict[str, Any], text: str = "Une question.", **more: Any) -> dict[str, Any]:
    answer = post(api, session, "", {"subject_code": "housing", "text": text, **more})
    assert answer.status_code == 201, answer.text
    thread: dict[str, Any] = answer.json()
    return thread


def test_the_list_of_the_demonstration(api: Api) -> None:
    """What the fund wrote stands there, unread first, with the number of what is unread."""
    found = listed(api, api.sign_in("responsable-couple"))
    order = [(each["unread"], each["at"]) for each in found["items"]]
    assert order == sorted(order, reverse=True)
    assert found["unread"] == sum(each["unread"] for each in found["items"]) > 0


def test_read_on_one_device_is_read_on_all(api: Api) -> None:
    """To look ahead reads nothing; to say that it was read counts everywhere."""
    phone, desktop = api.sign_in("responsable-couple"), api.sign_in("responsable-couple")
    before = listed(api, phone)["unread"]
    thread = thread_of(api, phone, "Il nous manque un document")
    assert listed(api, desktop)["unread"] == before
    assert post(api, phone, f"/{thread['thread_id']}/read").json()["unread"] is False
    assert api.get(f"{PATH}/unread", desktop).json() == {"unread": before - 1}
    assert thread_of(api, desktop, "Il nous manque un document")["unread"] is False


def test_archived_threads_have_their_box_and_come_back_with_an_answer(api: Api) -> None:
    """What is put away is listed there alone; when the fund writes again it is among the others, unread."""
    session = api.sign_in("responsable-couple")
    thread_id = thread_of(api, session, "Réponse à votre question")["thread_id"]
    assert post(api, session, f"/{thread_id}/archive").json()["archived"] is True
    assert "Réponse à votre question" not in subjects(api, session)
    assert subjects(api, session, box="archived") == ["Réponse à votre question"]
    post(api, session, f"/{thread_id}/unarchive")
    assert subjects(api, session, box="archived") == []
    post(api, session, f"/{thread_id}/archive")
    assert api.http.post(f"/demo/messages/{thread_id}", json={}).status_code == 204
    assert subjects(api, session)[0] == "Réponse à votre question"
    assert thread_of(api, session, "Réponse à votre question")["unread"] is True


def test_a_message_begins_a_thread_which_the_fund_answers(api: Api) -> None:
    """The thread is the receipt, and says until when to expect an answer; the mail that tells of it repeats nothing."""
    session = api.sign_in("responsable-seul")
    thread = written(api, session, "Mon loyer a changé.", file_id=file_of(api, session))
    assert (thread["subject"], thread["unread"], thread["shared"]) == ("Mon logement", False, False)
    assert thread["answer_by"] is not None
    api.http.post(f"/demo/messages/{thread['thread_id']}", json={"text": "Merci, c’est noté.", "paper": True})
    answered = thread_of(api, session, "Mon logement")
    assert [(each["sender"], each["mine"]) for each in answered["messages"]] == [
        ("person", True),
        ("fund", False),
    ]
    assert (answered["answer_by"], answered["unread"], answered["preview"]) == (
        None,
        True,
        "Merci, c'est noté.",
    )
    mail = api.http.get("/demo/messages").json()[0]
    assert mail["subject"] == "Votre Caf vous a répondu"
    assert "noté" not in mail["body"]
    letter = answered["messages"][1]
    pdf = api.get(f"{PATH}/{thread['thread_id']}/papers/{letter['message_id']}", session)
    assert pdf.content.startswith(b"%PDF")
    assert (
        api.get(f"{PATH}/{thread['thread_id']}/papers/{letter['message_id']}", session).content == pdf.content
    )


def test_an_answer_is_sent_once(api: Api) -> None:
    """The same key, pressed twice or asked for again, writes one message."""
    session, key = api.sign_in("responsable-couple"), str(uuid4())
    thread_id = thread_of(api, session, "Réponse à votre question")["thread_id"]
    first = post(api, session, f"/{thread_id}/replies", {"text": "Merci."}, key)
    again = post(api, session, f"/{thread_id}/replies", {"text": "Merci."}, key)
    assert first.status_code == 201
    assert again.json() == first.json()
    assert len(first.json()["messages"]) == 3


def test_what_the_fund_takes_no_answer_to(api: Api) -> None:
    """Nobody answers a payment: the client says so before, and the server after."""
    session = api.sign_in("responsable-couple")
    thread_id = thread_of(api, session, "Votre paiement de novembre")["thread_id"]
    refused = post(api, session, f"/{thread_id}/replies", {"text": "Merci."})
    assert api.problem(refused) == (409, "changed_meanwhile")


def test_text_that_cannot_be_sent(api: Api) -> None:
    """Nothing, too much, and what hides in a text are refused with the field."""
    session = api.sign_in("responsable-couple")
    thread_id = thread_of(api, session, "Réponse à votre question")["thread_id"]
    for text in ("", " \n ", "a" * 3001):
        refused = post(api, session, f"/{thread_id}/replies", {"text": text})
        assert api.problem(refused) == (422, "validation_failed"), text[:10]
    missing = post(api, session, "", {"subject_code": "girafe", "text": "Bonjour"})
    assert api.problem(missing) == (422, "validation_failed")


def test_a_file_goes_with_a_message(api: Api) -> None:
    """It is fetched by who reads the thread alone, and cannot be taken away any more; somebody else's is refused."""
    session, other = api.sign_in("responsable-seul"), api.sign_in("responsable-couple")
    upload_id = uploaded(api, session, None, "message")
    assert api.problem(
        post(api, other, "", {"subject_code": "other", "text": "Voici.", "upload_ids": [upload_id]})
    ) == (422, "validation_failed")
    thread = written(api, session, upload_ids=[upload_id])
    (attached,) = thread["messages"][0]["attachments"]
    assert attached["kept"] is True
    path = f"{PATH}/{thread['thread_id']}/attachments/{attached['attachment_id']}"
    assert len(api.get(path, session).content) == attached["size"]
    assert api.problem(api.get(path, other)) == (404, "not_found")
    removed = api.http.delete(f"/v1/me/uploads/{upload_id}", headers=api.bearer(session))
    assert api.problem(removed) == (409, "changed_meanwhile")


def test_letters_of_a_file_are_for_its_adults_while_authorised(api: Api) -> None:
    """The responsable reads them; the spouse once authorised, the earlier ones too, and no more once it is withdrawn.

    A child never does.
    """
    thomas, ines = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    lea = api.sign_in("enfant")
    thread = thread_of(api, thomas, "Il nous manque un document")
    path = f"{PATH}/{thread['thread_id']}"
    assert "Il nous manque un document" not in subjects(api, ines)
    assert api.problem(api.get(path, ines)) == (404, "not_found")
    authorise(api, thomas, given=True)
    assert "Il nous manque un document" in subjects(api, ines)
    # Each has read it or not.
    post(api, ines, f"/{thread['thread_id']}/read")
    assert thread_of(api, thomas, "Il nous manque un document")["unread"] is True
    authorise(api, thomas, given=False)
    assert "Il nous manque un document" not in subjects(api, ines)
    assert "Votre autorisation est retirée" in subjects(api, ines)
    assert subjects(api, lea) == ["Bienvenue dans Courriers"]
    assert api.problem(post(api, lea, f"/{thread['thread_id']}/read")) == (404, "not_found")


def authorise(api: Api, session: dict[str, Any], *, given: bool) -> None:
    file_id = demo_id("file", "1046287")
    answer = api.http.put(
        f"/v1/files/{file_id}/authorisation",
        json={"authorised": given, "expected": not given},
        headers=api.bearer(session),
    )
    assert answer.is_success, answer.text


def test_an_answer_in_a_letter_of_the_file_is_read_by_both(api: Api) -> None:
    """What one of them writes there is unread for the other, and not theirs."""
    thomas, ines = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    authorise(api, thomas, given=True)
    thread = thread_of(api, ines, "Il nous manque un document")
    assert thread["shared"] is True
    post(api, thomas, f"/{thread['thread_id']}/read")
    post(api, ines, f"/{thread['thread_id']}/replies", {"text": "Je l’envoie demain."})
    seen = thread_of(api, thomas, "Il nous manque un document")
    assert seen["unread"] is True
    assert [each["mine"] for each in seen["messages"]] == [False, False]
    assert thread_of(api, ines, "Il nous manque un document")["unread"] is False


def test_what_a_person_writes_is_theirs_alone(api: Api) -> None:
    """Even about the file: the other spouse, however authorised, does not read it."""
    nobody_else = api.sign_in("responsable-couple")
    authorise(api, nobody_else, given=True)
    ines = api.sign_in("conjoint-sans-procuration")
    thread = written(api, ines, "Je voudrais un rendez-vous seule.", file_id=str(demo_id("file", "1046287")))
    assert api.problem(api.get(f"{PATH}/{thread['thread_id']}", nobody_else)) == (404, "not_found")
    assert "Mon logement" not in subjects(api, nobody_else)


def test_a_separation_is_written_of_to_who_declared_it(api: Api) -> None:
    """Neither its receipt nor its decision reaches the other spouse."""
    thomas, ines = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    request = sent(api, ines, "separation", file_of(api, ines), SEPARATED)
    moved_by_fund(api, request, "accepted")
    assert {"Votre déclaration est reçue", "Votre démarche a une réponse"} <= set(subjects(api, ines))
    assert not any("éparation" in each["preview"] for each in listed(api, thomas)["items"])


def test_a_request_is_followed_in_its_letters(api: Api) -> None:
    """Its receipt, the document that is missing and the decision are each a letter that leads to it."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    moved_by_fund(api, request, "waiting", document="rent_certificate", label="l’attestation de loyer")
    moved_by_fund(api, request, "refused", reason="Le bail manque.")
    newest_last = listed(api, session, box="unread")["items"][::-1]
    found = {each["subject"]: each["leads"] for each in newest_last}
    lead = {"kind": "request", "id": request["request_id"]}
    assert found["Votre déclaration est reçue"] == lead
    assert found["Votre démarche a une réponse"] == lead
    assert found["Il nous manque un document"] == {"kind": "document", "id": "rent_certificate"}
    said = thread_of(api, session, "Votre démarche a une réponse")["messages"][0]["paragraphs"]
    assert "Le bail manque." in said
    assert any("Vous pouvez contester" in each for each in said)


def test_words_are_found_without_their_accents(api: Api) -> None:
    """In subjects and in what was written, by any part of a word; signs of the database mean nothing."""
    session = api.sign_in("responsable-couple")
    assert subjects(api, session, q="ALTERNEE") == ["Réponse à votre question"]
    assert subjects(api, session, q="allocations parents") == ["Réponse à votre question"]
    for nothing in ("girafe", "100 %%", "_______", "' OR 1=1 --", "a" * 200):
        assert subjects(api, session, q=nothing) == [], nothing
    assert api.problem(api.get(PATH, session, q="a" * 2000)) == (422, "validation_failed")


def test_ten_thousand_threads_are_gone_through_page_by_page(api: Api) -> None:
    """Each once, in order, and the number of unread ones stops at a hundred."""
    session = api.sign_in("responsable-seul")
    crowd(api, 10_000)
    first = listed(api, session, limit=100)
    assert first["unread"] == 100
    unread, cursor, seen = 0, first["next_cursor"], [each["thread_id"] for each in first["items"]]
    for _ in range(12):
        page = listed(api, session, limit=100, cursor=cursor)
        seen += [each["thread_id"] for each in page["items"]]
        unread += sum(each["unread"] for each in page["items"])
        cursor = page["next_cursor"]
    assert len(set(seen)) == len(seen) == 1300
    assert 900 <= unread + 100 <= 1010
    for wrong in ("x", "MSAw", "AAAA====", "é"):
        assert api.problem(api.get(PATH, session, cursor=wrong)) == (422, "validation_failed")


def test_ten_thousand_threads_cost_as_many_statements_as_ten(api: Api) -> None:
    """What a list asks of the database does not grow with what is in it."""
    session = api.sign_in("responsable-seul")
    listed(api, session)
    with made_by_requests() as few:
        listed(api, session)
    crowd(api, 2_000)
    with made_by_requests() as many:
        listed(api, session)
    assert len(many) == len(few)
    assert any("thread_copies" in each for each in many)


def crowd(api: Api, number: int) -> None:
    body = {"identifier": ACCOUNTS["responsable-seul"].identifier, "number": number}
    assert api.http.post("/demo/messages", json=body).status_code == 204


def test_a_long_thread_is_read_from_its_end(api: Api) -> None:
    """Its newest fifty messages, and older ones when they are asked for."""
    session = api.sign_in("responsable-seul")
    thread_id = written(api, session)["thread_id"]
    for number in range(60):
        api.http.post(f"/demo/messages/{thread_id}", json={"text": f"Réponse {number}"})
    newest = api.get(f"{PATH}/{thread_id}", session).json()
    assert [newest["messages"][0]["paragraphs"], newest["messages"][-1]["paragraphs"]] == [
        ["Réponse 10"],
        ["Réponse 59"],
    ]
    older = api.get(f"{PATH}/{thread_id}", session, before=newest["before"]).json()
    assert len(older["messages"]) == 11
    assert older["before"] is None
