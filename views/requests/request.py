"""One request: where it stands, when it will be answered, what is missing, and what can be done with it."""

import flet as ft

from app.requests.paths import REQUESTS, appeal_path, fill_path
from app.requests.request import FollowedRequest, Request, TimelineEvent
from app.steps.notification_offer import NotificationOffer
from app.uploads.paths import upload_path
from views.design import tokens
from views.design.badge import badge
from views.design.button import link, primary, row, saves_file
from views.design.card import align_start, card, column
from views.design.dialog import Answer, use_question
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.responsive import beside
from views.design.text import body, heading, hint, section
from views.design.timeline import Moment, timeline
from views.requests.requests import TONES
from views.requests.text import RequestsText, RequestText
from views.shell.form_view import failure_notice, success_notice
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.notification_offer import notification_offer

_SKELETON = (420,)


def request(state: FollowedRequest, offer: NotificationOffer) -> ft.Control:
    """Return a request."""
    return _request(state, offer)


@ft.component
def _request(state: FollowedRequest, offer: NotificationOffer) -> ft.Control:
    name = state.value.title if state.value is not None else RequestsText.HEADING
    return screen(
        name,
        column(align_start(link(RequestText.BACK, go(REQUESTS))), heading(name), spacing=tokens.SPACE_8),
        resource_view(state, lambda found: _whole(state, found), _SKELETON),
        # Who waits for an answer may want to hear of it.
        notification_offer(offer),
        layout=Layout.TEXT,
    )


@ft.component
def _whole(state: FollowedRequest, found: Request) -> ft.Control:
    asked, ask = ft.use_state("")
    page = ft.context.page

    async def withdraw() -> None:
        ask("")
        await state.withdraw.run()

    async def delete() -> None:
        ask("")
        await state.delete.run()
        if state.deleted:
            navigate(page, REQUESTS)

    def keep() -> None:
        ask("")

    use_question(
        RequestText.WITHDRAW_ASKED,
        RequestText.WITHDRAW_MEANS,
        yes=Answer(RequestText.WITHDRAW_YES, withdraw),
        no=Answer(RequestText.KEEP, keep),
        asked=asked == "withdraw",
    )
    use_question(
        RequestText.DELETE_ASKED,
        RequestText.DELETE_MEANS,
        yes=Answer(RequestText.DELETE_YES, delete),
        no=Answer(RequestText.KEEP, keep),
        asked=asked == "delete",
    )
    withdraws = RequestText.WITHDRAW_CHANGE if found.kind == "change" else RequestText.WITHDRAW
    acts: list[ft.Control] = []
    if "withdraw" in found.can:
        acts.append(align_start(link(withdraws, lambda: ask("withdraw"), size=tokens.TEXT_SIZE)))
    if "delete" in found.can:
        acts.append(align_start(link(RequestText.DELETE, lambda: ask("delete"), size=tokens.TEXT_SIZE)))
    return column(
        _news(state),
        card(
            beside(
                section(RequestText.TIMELINE),
                badge(TONES[found.state], RequestsText.STATES[found.state]),
            ),
            hint(RequestsText.of(found.kind, found.state, found.sent_at, found.opened_on, found.reference)),
            *_standing(found),
            *acts,
            spacing=tokens.SPACE_12,
        ),
        _decision(found),
        [card(_receipt(state, found))] if found.receipt else [],
    )


def _news(state: FollowedRequest) -> list[ft.Control]:
    if state.withdraw.completed:
        return [success_notice(RequestText.WITHDRAWN)]
    return failure_notice(state.withdraw.error or state.delete.error)


def _standing(found: Request) -> list[ft.Control]:
    if found.state == "draft":
        return [body(RequestText.DRAFT), primary(RequestText.GO_ON, go(fill_path(found.request_id)))]
    missing = {each.document for each in found.missing}
    moments = [_moment(each, missing) for each in found.timeline]
    ahead = RequestText.expected(found.state, found.due_on)
    counts = (
        [notice(Tone.INFORMATION, RequestText.counts_from(found.counts_from))]
        if found.counts_from is not None and found.state == "sent"
        else []
    )
    if ahead:
        moments.append(Moment(ahead, ahead=True))
    return [timeline(*moments, label=RequestText.TIMELINE), *counts]


def _moment(event: TimelineEvent, missing: set[str]) -> Moment:
    """Return an event; where it asks for a document that is missing still, the way to send it."""
    title = RequestText.event(event.kind, event.label)
    awaited = event.kind in {"document_asked", "document_refused"}
    note = RequestText.until(event.until) if awaited and event.until else RequestText.at(event.at)
    said: list[ft.Control] = [body(event.text)] if event.text else []
    if awaited and event.document is not None and event.document in missing:
        missing.discard(event.document)
        said.append(primary(RequestText.SEND, go(upload_path(event.document))))
    return Moment(title, note, tuple(said))


def _decision(found: Request) -> list[ft.Control]:
    decision = found.decision
    if decision is None or "appeal" not in found.can or decision.appeal_until is None:
        return []
    return [
        card(
            body(RequestText.appeal_until(decision.appeal_until)),
            primary(RequestText.APPEAL, go(appeal_path(found.request_id))),
        )
    ]


@ft.component
def _receipt(state: FollowedRequest, found: Request) -> ft.Control:
    """Return what fetches the receipt and hands it to the person."""
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web
    name = f"accuse-demarche-{found.reference.replace(' ', '')}.pdf"

    async def press() -> None:
        content = await state.receipt()
        if content is None:
            return
        try:
            path = await picker.save_file(file_name=name, src_bytes=content)
        except (RuntimeError, TimeoutError, OSError):
            state.tell_saved(kept=False)
            return
        # A browser saves the file itself and gives no path; elsewhere no path means that the person gave up.
        if web or path is not None:
            state.tell_saved(kept=True)

    news = failure_notice(state.fetch.error)
    if state.saved is False:
        news = [notice(Tone.ERROR, RequestText.UNSAVED, RequestText.UNSAVED_MORE, live=True)]
    elif state.saved:
        news = [notice(Tone.SUCCESS, RequestText.SAVED, live=True)]
    label = ShellText.WORKING if state.fetch.slow else RequestText.RECEIPT
    return column(saves_file(rows(row(label, press)), name), news)
