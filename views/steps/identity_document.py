"""Votre titre d'identité: its number, or a scan."""

import flet as ft

from app.core.command import Command
from app.enrolment.wizard import EnrolmentWizard
from app.steps.identity_document import DocumentKind, Identity, Scan
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import align_start, card, column
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, section, soft
from views.enrolment.text import EnrolmentText
from views.shell.errors import explain
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.text import FieldText
from views.shell.wizard_view import WizardSpec, step
from views.steps.text import IdentityText

NUMBER_MAX = 40
_EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "heic", "heif"]
KINDS: tuple[DocumentKind, ...] = ("cni", "passport", "residence_permit", "none")


@ft.component
def identity(spec: WizardSpec[EnrolmentWizard], creation: EnrolmentWizard) -> ft.Control:
    """Return the step."""
    return _step(spec, creation, creation.identity, creation.identity.submit, creation.pass_identity)


@ft.component
def _step(
    spec: WizardSpec[EnrolmentWizard],
    creation: EnrolmentWizard,
    state: Identity,
    submit: Command,
    pass_on: Command,
) -> ft.Control:
    number = use_field_ref()
    words = ""
    if state.verdict is not None:
        words = IdentityText.REFUSED.get(state.verdict, IdentityText.REFUSED["not_found"])
    elif state.problem is not None:
        words = FieldText.document(state.problem)
    faults = [FieldFault(IdentityText.NUMBER, words, number)]
    use_fault_focus(state.attempts, faults)

    async def send() -> None:
        await state.run()
        if submit.completed and creation.step != "identity":
            spec.go_on(creation)

    async def go_on() -> None:
        await pass_on.run()
        if pass_on.completed:
            spec.go_on(creation)

    async def choose(value: str) -> None:
        state.choose(next(kind for kind in KINDS if kind == value))

    kinds = column(
        body(IdentityText.KIND, bold=True),
        choice(IdentityText.KIND, {kind: IdentityText.KINDS[kind] for kind in KINDS}, state.kind, choose),
        spacing=tokens.SPACE_4,
    )
    # Who has none is asked for nothing more: a copy can be sent, or not.
    passes = state.kind == "none"
    asked: list[ft.Control]
    if not passes:
        asked = [
            field(
                IdentityText.NUMBER,
                value=lambda: state.number,
                on_change=state.type_number,
                on_submit=send,
                hint_text=IdentityText.HINTS[state.kind],
                error=words,
                max_length=NUMBER_MAX,
                ref=number,
            )
        ]
    else:
        asked = [scan_card(state, state.upload, state.remove, IdentityText.SCAN_LATER)]
    busy = EnrolmentText.WORKING if (pass_on if passes else submit).slow else None
    return step(
        spec,
        "identity",
        kinds,
        asked,
        primary(EnrolmentText.CONTINUE, go_on if passes else send, busy=busy),
        lead=IdentityText.LEAD,
        notices=fault_summary(faults, None if state.verdict else submit.error or pass_on.error),
        back=spec.back(creation, "identity"),
    )


@ft.component
def scan_card(state: Identity, upload: Command, remove: Command, after: str) -> ft.Control:
    """Return where a copy is sent from, with what is said of `after` it."""
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])

    async def pick() -> None:
        files = await picker.pick_files(
            file_type=ft.FilePickerFileType.CUSTOM, allowed_extensions=_EXTENSIONS, with_data=True
        )
        for file in files[:1]:
            if file.bytes is not None:
                await state.send_file(file.name, file.bytes)

    lines: list[ft.Control] = [section(IdentityText.SCAN), soft(IdentityText.SCAN_LEAD)]
    scan = state.scan
    if state.too_large:
        lines.append(notice(Tone.ERROR, IdentityText.TOO_LARGE, live=True))
    if (error := upload.error or remove.error) is not None:
        message = explain(error)
        lines.append(notice(Tone.ERROR, message.title, message.text, live=True))
    if scan is not None and scan.state == "complete":
        lines.append(notice(Tone.SUCCESS, IdentityText.sent(scan.file_name), live=True))
        lines.append(align_start(link(IdentityText.REMOVE, state.remove_scan)))
    elif scan is not None:
        lines += _under_way(state, scan, upload, pick)
    if scan is None or scan.state == "complete":
        lines.append(align_start(secondary(IdentityText.CHOOSE, pick)))
    lines.append(soft(after))
    return card(*lines, spacing=tokens.SPACE_12)


def _under_way(state: Identity, scan: Scan, upload: Command, pick: Press) -> list[ft.Control]:
    """Return how far a file has gone, and what can be done about it."""
    share = round(100 * scan.received / max(1, scan.size))
    words = IdentityText.sending(scan.file_name, share)
    lines: list[ft.Control] = [
        body(words),
        ft.ProgressBar(value=share / 100, color=tokens.PRIMARY, semantics_label=words),
    ]
    if upload.running:
        return [*lines, align_start(link(IdentityText.CANCEL, state.cancel_upload))]
    if state.interrupted:
        # The program was stopped while it was sent: it holds the file no more.
        lines.append(notice(Tone.WARNING, IdentityText.INTERRUPTED, IdentityText.INTERRUPTED_MORE))
        lines.append(align_start(secondary(IdentityText.CHOOSE_AGAIN, pick)))
    else:
        lines.append(align_start(secondary(IdentityText.RETRY, state.retry_upload)))
    return [*lines, align_start(link(IdentityText.REMOVE, state.remove_scan))]
