"""One appointment: when and where, and what can be done with it."""

import flet as ft

from app.contact.appointments import Appointment, AppointmentDetail, AppointmentFile
from app.contact.paths import CONTACT, moving_path
from app.contact.subjects import subject_of
from views.contact.text import AppointmentText, BookingText, ContactText, meeting, on_fund_day
from views.design import tokens
from views.design.button import Press, link
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.dialog import Answer, use_question
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint
from views.shell.form_view import failure_notice, success_notice
from views.shell.formats import capital
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view
from views.steps.calendar_file import calendar_news, calendar_press, use_handing

_SKELETON = (300,)


def appointment(state: AppointmentDetail, file: AppointmentFile) -> ft.Control:
    """Return an appointment."""
    return screen(
        AppointmentText.HEADING,
        column(
            align_start(link(ContactText.BACK, go(CONTACT))),
            heading(AppointmentText.HEADING),
            spacing=tokens.SPACE_8,
        ),
        resource_view(state, lambda found: _whole(state, file, found), _SKELETON),
        layout=Layout.TEXT,
    )


@ft.component
def _whole(state: AppointmentDetail, file: AppointmentFile, found: Appointment) -> ft.Control:
    asked, ask = ft.use_state(False)  # noqa: FBT003 - the initial state
    page, hand = ft.context.page, use_handing(file)

    async def cancel() -> None:
        ask(False)  # noqa: FBT003 - the state
        await state.cancel.run()
        if state.cancelled:
            navigate(page, CONTACT)

    use_question(
        AppointmentText.CANCEL_ASKED,
        AppointmentText.CANCEL_MEANS,
        yes=Answer(AppointmentText.CANCEL_YES, cancel),
        no=Answer(AppointmentText.KEEP, lambda: ask(False)),  # noqa: FBT003 - the state
        asked=asked,
    )
    about = subject_of(found.subject)
    name = f"rendez-vous-caf-{on_fund_day(found.starts_at).isoformat()}.ics"
    return column(
        _news(state, found),
        card(
            details(
                fact(AppointmentText.WHEN, capital(meeting(found.starts_at))),
                fact(AppointmentText.WHERE, BookingText.where(found.way, found.place)),
                fact(AppointmentText.WITH, found.office_name),
                fact(AppointmentText.ABOUT, ContactText.SUBJECTS[about or "other"]),
            ),
            calendar_news(file),
            []
            if found.called_off
            else [calendar_press(hand, AppointmentText.ADD, lambda: file.get(found), name)],
        ),
        card(*_acts(found, lambda: ask(True))),  # noqa: FBT003 - the state
    )


def _news(state: AppointmentDetail, found: Appointment) -> list[ft.Control]:
    if found.called_off:
        return [notice(Tone.WARNING, AppointmentText.CALLED_OFF, AppointmentText.CALLED_OFF_MORE, level=2)]
    if state.cancel.error is not None:
        return failure_notice(state.cancel.error)
    if state.news:
        said = AppointmentText.BOOKED if state.news == "booked" else AppointmentText.MOVED
        return [success_notice(said, AppointmentText.TOLD)]
    return []


def _acts(found: Appointment, ask: Press) -> list[ft.Control]:
    if not found.can_change:
        return [body(AppointmentText.PAST if found.over else AppointmentText.FIXED)]
    return [
        *([] if found.called_off else [hint(AppointmentText.until(found.change_until))]),
        align_start(link(AppointmentText.MOVE, go(moving_path(found.appointment_id)), size=tokens.TEXT_SIZE)),
        align_start(link(AppointmentText.CANCEL, ask, size=tokens.TEXT_SIZE)),
    ]
