"""Mon Compte: the account at a glance."""

from typing import NamedTuple

import flet as ft

from app.agenda.paths import AGENDA
from app.benefits.paths import BENEFITS
from app.contact.paths import CONTACT
from app.core.account import Account, Contact, FileSummary, Me
from app.core.session import Session
from app.declarations.paths import DECLARATIONS
from app.documents.paths import DOCUMENTS
from app.entitlements.paths import ENTITLEMENTS
from app.home.overview import Alert, Home, Overview
from app.home.paths import FILES
from app.payments.months import RecentPayments
from app.payments.paths import DEBTS, PAYMENTS, debt_path, month_path
from app.profile.paths import PROFILE
from app.requests.paths import CHANGES, REQUESTS
from app.resources.paths import QUOTIENT, RESOURCES
from app.settings.closing import Closing
from app.settings.paths import CONTACT_DETAILS, IDENTITY, SETTINGS
from app.steps.franceconnect import FranceConnectOffer
from app.steps.open_acts import OpenAct
from app.steps.paper import PaperRequest
from app.uploads.paths import upload_path
from views.design import tokens
from views.design.button import link, row
from views.design.card import CARDS_GAP, WIDE_CARDS_GAP, align_start, card, cards, column
from views.design.chart import Amount, ChartWords, chart
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.responsive import side_by_side
from views.design.text import amount, body, heading, hint, section, soft
from views.home.text import HomeText
from views.shell.benefit_names import benefit as benefit_name
from views.shell.context import use_program
from views.shell.doors import closed
from views.shell.error_text import DoorText
from views.shell.formats import capital, euros, month
from views.shell.layout import go, screen
from views.shell.reach_text import ReachText
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.closing_notice import closing_notice
from views.steps.franceconnect_button import entered_by_franceconnect
from views.steps.own_contact import own_contact
from views.steps.paper import paper_press
from views.steps.paper_text import PaperText

_SKELETON = (96, 420, 220)


class HomePapers(NamedTuple):
    """The papers that one press brings: the newest statement, and the newest attestation."""

    statement: PaperRequest
    certificate: PaperRequest


def home(  # noqa: PLR0917 - the states of all that it shows
    session: Session,
    account: Account,
    state: Home | None,
    payments: RecentPayments | None,
    closing: Closing,
    franceconnect: FranceConnectOffer,
    papers: HomePapers | None,
) -> ft.Control:
    """Return the overview of the chosen file."""
    # A page of HTML is shown by its host alone: nothing of it stays once that is out of reach.
    html = use_program().window is None

    async def read_early() -> None:
        if payments is not None and not account.limited and not html:
            await payments.read_early()

    ft.use_effect(read_early, [account.file])
    name = " ".join(filter(None, (*account.me.first_names[:1], account.me.last_name)))
    title = column(
        soft(f"{HomeText.GREETING} {name}"),
        heading(HomeText.HEADING),
        entered_by_franceconnect(franceconnect, session),
        spacing=0,
    )
    unkept = (
        [notice(Tone.INFORMATION, ShellText.STORAGE, ShellText.STORAGE_MORE, live=True)]
        if session.storage_refused
        else []
    )
    unkept += closing_notice(account, closing)
    if account.limited:
        return screen(HomeText.HEADING, title, *unkept, _limited(account))
    if state is None or account.file is None:
        return screen(HomeText.HEADING, title, *unkept, _without_file(account.me))
    me, file = account.me, account.file
    several = len(account.me.files) > 1
    content = resource_view(
        state,
        lambda overview: ft.memo(_overview)(overview, file, me, papers, several=several),
        _SKELETON,
    )
    return screen(HomeText.HEADING, title, *unkept, content)


def _without_file(me: Me) -> ft.Control:
    """Return what a person who stands in no file can do next."""
    contact = me.contact
    benefit = me.creation.benefit if me.creation is not None else None
    asked = [row(HomeText.asked_for(benefit_name(benefit)), go(REQUESTS))] if benefit else []
    unverified = [] if contact.mail_verified or contact.phone_verified else [_unverified()]
    return column(
        *unverified,
        notice(Tone.INFORMATION, DoorText.NO_FILE, DoorText.NO_FILE_MORE),
        card(
            section(HomeText.NEXT),
            body(HomeText.NEXT_BENEFITS),
            rows(*asked, row(HomeText.BENEFITS, go(BENEFITS))),
            soft(HomeText.NEXT_FAMILY),
        ),
        _reached(),
        card(section(HomeText.INFORMS), own_contact(contact), _settings_link()),
    )


@ft.component
def _limited(account: Account) -> ft.Control:
    """Return what is open to a person whose identity is not proved yet, and the rest closed, with the reason."""
    # It may have been proved since the sign-in: the register answers by itself.
    ft.use_effect(account.read_again, [])
    title, text = ReachText.why(account.me.limit)
    contact = account.me.contact
    unverified = [] if contact.mail_verified or contact.phone_verified else [_unverified()]
    settle = align_start(link(ReachText.SETTLE, go(IDENTITY), color=tokens.WARN, size=tokens.TEXT_SIZE))
    names = (HomeText.PAYMENTS, HomeText.QUOTIENT, HomeText.SITUATION)
    doors = (column(body(name, bold=True), closed("identity_unchecked"), spacing=0) for name in names)
    return column(
        notice(Tone.WARNING, title, text, settle, level=2),
        *unverified,
        _enrolment(account.me),
        _reached(),
        card(section(ReachText.OPEN), soft(ReachText.OPEN_MORE), own_contact(contact), _settings_link()),
        card(section(ReachText.CLOSED), soft(ReachText.CLOSED_MORE), *doors),
    )


def _enrolment(me: Me) -> ft.Control:
    """Return what the account was created for."""
    benefit = me.creation.benefit if me.creation is not None else None
    lines: list[ft.Control] = [body(ReachText.NO_REQUEST)]
    if me.creation is not None and me.creation.opened_at is not None:
        lines = [body(ReachText.created(me.creation.opened_at, benefit_name(benefit) if benefit else None))]
    asked = [row(HomeText.asked_for(benefit_name(benefit)), go(REQUESTS))] if benefit else []
    return card(section(ReachText.REQUEST), *lines, rows(*asked, row(HomeText.BENEFITS, go(BENEFITS))))


def _settings_link() -> ft.Control:
    return rows(row(ShellText.SETTINGS, go(SETTINGS)))


@ft.component
def _overview(
    overview: Overview, file: FileSummary, me: Me, papers: HomePapers | None, *, several: bool
) -> ft.Control:
    alerts = [_alert(alert) for alert in overview.alerts]
    family, files = _informs(overview, me.contact), _file(file, me.civility, several=several)
    return cards(
        cards(*alerts, visible=bool(alerts)),
        side_by_side(
            cards(_payments(overview), *_papers(overview, papers)),
            cards(_requests(), _reached(), family, files),
            shares=(5, 4),
            gap=CARDS_GAP,
            wide_gap=WIDE_CARDS_GAP,
        ),
    )


def _alert(alert: Alert) -> ft.Control:
    asked = act(alert)
    tone = Tone.WARNING if alert.severity == "warning" else Tone.INFORMATION
    return _to_settle(alert.code, tone, asked.title, asked.text, asked.path or None)


def _unverified() -> ft.Control:
    """Return the alert for a person without a proved contact, where no file brings it."""
    title, text = HomeText.alert("contact_unverified", document=None, due_on=None, amount=None)
    return _to_settle("contact_unverified", Tone.INFORMATION, title, text, CONTACT_DETAILS)


def act(alert: Alert) -> OpenAct:
    """Return what an alert asks to be done."""
    params, leads = alert.params, _settled_at(alert)
    words = HomeText.alert(alert.code, document=params.document, due_on=params.due_on, amount=params.amount)
    return OpenAct(alert.code, *words, HomeText.settles(alert.code) if leads else "", leads or "")


def _settled_at(alert: Alert) -> str | None:
    """Return the screen that settles an alert; None for a document that has no name."""
    match alert.code:
        case "document_missing":
            return upload_path(alert.params.document) if alert.params.document else None
        case "contact_unverified":
            return CONTACT_DETAILS
        case "declaration_due":
            return DECLARATIONS
        case "overpayment":
            return debt_path(alert.params.debt_id) if alert.params.debt_id else DEBTS


def _to_settle(code: str, tone: Tone, title: str, text: str, leads: str | None) -> ft.Control:
    spec = (
        [align_start(link(HomeText.settles(code), go(leads), color=tone.ink, size=tokens.TEXT_SIZE))]
        if leads is not None
        else []
    )
    return notice(tone, title, text, *spec, level=2)


def _payments(overview: Overview) -> ft.Control:
    heading_line = section(HomeText.PAYMENTS)
    door = overview.doors.payments
    if not door.open:
        shut = [_closed_part(HomeText.ALL_PAYMENTS, door.reason)]
        if not overview.doors.quotient.open:
            shut.append(_closed_part(HomeText.QUOTIENT, overview.doors.quotient.reason))
        return card(heading_line, *shut)
    lines: list[ft.Control] = []
    if overview.last_payment is None:
        lines.append(soft(HomeText.NO_PAYMENT))
    else:
        lines.append(hint(HomeText.last_payment(overview.last_payment.paid_on)))
        lines.append(amount(euros(overview.last_payment.amount)))
    months = [(paid.month, paid.amount) for paid in overview.recent_payments]
    if months:
        amounts = [Amount(capital(month(of)), euros(paid), paid) for of, paid in months]
        lines.append(chart(ChartWords(HomeText.BARS, *HomeText.BARS_VIEWS, HomeText.BARS_COLUMNS), amounts))
        lines.append(hint(HomeText.span(months[0][0], months[-1][0], overview.next_payment_on)))
    elif overview.next_payment_on is not None:
        lines.append(hint(HomeText.next_payment(overview.next_payment_on)))
    leads: list[ft.Control] = []
    if overview.last_payment is not None:
        leads.append(row(HomeText.DETAIL, go(month_path(overview.last_payment.month))))
        leads.append(row(HomeText.ALL_PAYMENTS, go(PAYMENTS)))
    leads += [
        row(HomeText.ENTITLEMENTS, go(ENTITLEMENTS)),
        row(HomeText.RESOURCES, go(RESOURCES)),
        _quotient(overview),
    ]
    return card(heading_line, *lines, rows(*leads), spacing=tokens.SPACE_4)


def _papers(overview: Overview, papers: HomePapers | None) -> list[ft.Control]:
    """Return the newest papers, one press away, and the way to the others; nothing where the door is closed."""
    if papers is None or not overview.doors.certificates.open:
        return []
    last = overview.last_payment
    presses: list[ft.Control] = []
    if last is not None:
        month_paid = f"{last.paid_on:%Y-%m}"
        presses = [
            paper_press(papers.statement, PaperText.statement(month_paid), "statement", month_paid),
            paper_press(papers.certificate, PaperText.CERTIFICATE, "payment_certificate", month_paid),
        ]
    return [card(section(HomeText.PAPERS), rows(*presses, row(HomeText.ALL_PAPERS, go(DOCUMENTS))))]


def _requests() -> ft.Control:
    """Return the way to what can be done: who may not do some of it is told there, with the reason."""
    return card(
        section(HomeText.REQUESTS),
        rows(
            row(HomeText.FOLLOW, go(REQUESTS)),
            row(HomeText.QUARTERLY, go(DECLARATIONS)),
            row(HomeText.DECLARE, go(CHANGES)),
            row(HomeText.ASK, go(BENEFITS)),
        ),
    )


def _reached() -> ft.Control:
    """Return the ways to the fund, and to all that has a day."""
    return card(
        section(HomeText.REACH), rows(row(HomeText.AGENDA, go(AGENDA)), row(HomeText.CONTACT, go(CONTACT)))
    )


def _closed_part(name: str, reason: str | None) -> ft.Control:
    """Return a part of a card that is closed, under its name."""
    return column(body(name, bold=True), closed(reason), spacing=0)


def _quotient(overview: Overview) -> ft.Control:
    if not overview.doors.quotient.open:
        return _closed_part(HomeText.QUOTIENT, overview.doors.quotient.reason)
    quotient = overview.quotient
    known = quotient is not None and quotient.amount is not None
    value = euros(quotient.amount) if quotient and quotient.amount is not None else HomeText.UNAVAILABLE
    lead = row(HomeText.QUOTIENT, go(QUOTIENT), note=value)
    why = quotient.unavailable_reason if quotient is not None else None
    return lead if known else column(lead, hint(HomeText.no_quotient(why)), spacing=0)


def _informs(overview: Overview, contact: Contact) -> ft.Control:
    lines: list[ft.Control] = []
    situation = overview.situation
    if not overview.doors.situation.open:
        # Named: the contact below is the person's own, and open.
        lines.append(_closed_part(HomeText.SITUATION, overview.doors.situation.reason))
    elif situation is not None:
        lines.append(
            body(HomeText.situation(situation.marital, situation.children_count, situation.occupation))
        )
    return card(
        section(HomeText.INFORMS),
        *lines,
        own_contact(contact),
        rows(row(HomeText.PROFILE, go(PROFILE)), row(ShellText.SETTINGS, go(SETTINGS))),
    )


def _file(file: FileSummary, civility: str | None, *, several: bool) -> ft.Control:
    lines: list[ft.Control] = [body(HomeText.role(file.role, authorised=file.authorised, civility=civility))]
    if file.spouse_authorised is not None:
        lines.append(soft(HomeText.spouse(file.spouse_name, authorised=file.spouse_authorised)))
    change = [rows(row(HomeText.CHANGE_FILE, go(FILES)))] if several else []
    return card(section(HomeText.file(file.number)), *lines, *change)
