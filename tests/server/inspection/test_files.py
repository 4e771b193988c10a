"""The judgement of files."""

from __future__ import annotations

import io
import struct
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import compress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from server.inspection import Judged, Refusal, Unchecked, judge, keep_only
from tests.support.files import box, chunk, heic, pdf, picture, png_of, written

if TYPE_CHECKING:
    from collections.abc import Callable

PDF, PNG, JPEG, HEIC = pdf(), picture("PNG"), picture("JPEG"), heic()
SEGMENT = struct.pack(">H", 20)


def judged_of(content: bytes) -> Judged | Refusal | Unchecked:
    """Return the judgement of a file of that content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sent"
        file.write_bytes(content)
        return judge(file, None)


@pytest.mark.parametrize(
    ("content", "media_type", "kept"),
    [
        pytest.param(b"\r\n" + PDF, "application/pdf", PDF, id="line end before"),
        pytest.param(b"\xef\xbb\xbf" + PDF, "application/pdf", PDF, id="mark before"),
        pytest.param(b"C:\\Scans\\a.pdf\n" + b" " * 900 + PDF, "application/pdf", PDF, id="path before"),
        pytest.param(PDF + b"\0" * 300, "application/pdf", PDF, id="zeros behind"),
        pytest.param(pdf(pages=32), "application/pdf", pdf(pages=32), id="passport"),
        pytest.param(PNG + b"MZ" * 30, "image/png", PNG, id="program behind"),
        pytest.param(JPEG + b"\0\0\0\x18ftypmp42" + b"0" * 99, "image/jpeg", JPEG, id="film of a live photo"),
        pytest.param(
            JPEG[:2] + b"\xff\xfe" + SEGMENT + b"<?php system(1); ?" + JPEG[2:],
            "image/jpeg",
            JPEG,
            id="comment",
        ),
        pytest.param(
            JPEG[:2] + b"\xff\xed" + SEGMENT + b"Photoshop 3.0\x008BIM" + JPEG[2:],
            "image/jpeg",
            JPEG,
            id="APP13",
        ),
        pytest.param(
            JPEG[:2] + b"\xff\xe1" + SEGMENT + b"http://ns.adobe.co" + JPEG[2:], "image/jpeg", JPEG, id="XMP"
        ),
        pytest.param(
            JPEG[:2] + b"\xff\xe2" + SEGMENT + b"MPF\0" + b"0" * 14 + JPEG[2:] + JPEG,
            "image/jpeg",
            JPEG,
            id="two in one",
        ),
        pytest.param(picture("JPEG", progressive=True), "image/jpeg", None, id="progressive"),
        pytest.param(picture("JPEG", "CMYK"), "image/jpeg", None, id="four colours"),
        pytest.param(picture("JPEG", "L"), "image/jpeg", None, id="grey"),
        pytest.param(picture("JPEG", restart_marker_blocks=1), "image/jpeg", None, id="restarts"),
        pytest.param(picture("JPEG", exif=Image.Exif().tobytes()), "image/jpeg", None, id="Exif"),
        pytest.param(picture("PNG", "RGBA"), "image/png", None, id="transparent"),
        pytest.param(picture("PNG", "L"), "image/png", None, id="grey PNG"),
        *(
            pytest.param(heic(brand, (b"mif1", brand)), "image/heic", None, id=brand.decode())
            for brand in (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
        ),
        pytest.param(heic(b"mif1", (b"mif1", b"heic", b"miaf")), "image/heic", None, id="mif1 of heic"),
        pytest.param(HEIC + box(b"mpvd", b"film"), "image/heic", None, id="film in a box"),
        pytest.param(HEIC + b"\0\0\0\0\0\0SEFT", "image/heic", HEIC, id="trailer of a camera"),
    ],
)
def test_what_opens_is_taken(tmp_path: Path, content: bytes, media_type: str, kept: bytes | None) -> None:
    """Usual files are accepted, and only the picture or document in them is kept."""
    file = tmp_path / "sent"
    file.write_bytes(content)
    judged = judge(file, None)
    assert isinstance(judged, Judged)
    assert judged.media_type == media_type
    keep_only(file, judged.kept)
    assert file.read_bytes() == (content if kept is None else kept)


def of_many_scans() -> bytes:
    start = JPEG.index(b"\xff\xda")
    return JPEG[:-2] + JPEG[start:-2] * 200 + JPEG[-2:]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"MZ\x90" + b"\0" * 900, Refusal.KIND, id="program"),
        pytest.param(b"<html><body>%PD", Refusal.KIND, id="page"),
        pytest.param(b"PK\x03\x04", Refusal.KIND, id="archive"),
        pytest.param(b"\0" * 1100 + PDF, Refusal.KIND, id="PDF too far"),
        pytest.param(heic(b"avif", (b"avif", b"mif1", b"miaf")), Refusal.KIND, id="AVIF"),
        pytest.param(heic(b"isom", (b"mp42",)), Refusal.KIND, id="film"),
        pytest.param(b"", Refusal.KIND, id="nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\nMZ\x90" + b"\0" * 99, Refusal.DAMAGED, id="PNG and program"),
        pytest.param(b"\xff\xd8\xff\xe0<?php system($_GET[1]);", Refusal.DAMAGED, id="JPEG and PHP"),
        pytest.param(b"%PDF-1.4 <script>alert(1)</script>", Refusal.DAMAGED, id="PDF and page"),
        pytest.param(PNG[:-5], Refusal.DAMAGED, id="cut PNG"),
        pytest.param(PNG[:60] + b"?" + PNG[61:], Refusal.DAMAGED, id="PNG of wrong sums"),
        pytest.param(PNG[:8] + chunk(b"IEND", b""), Refusal.DAMAGED, id="PNG of nothing"),
        pytest.param(JPEG[:-2], Refusal.DAMAGED, id="cut JPEG"),
        pytest.param(JPEG[:200], Refusal.DAMAGED, id="JPEG cut in its tables"),
        pytest.param(HEIC[:-10], Refusal.DAMAGED, id="cut HEIC"),
        pytest.param(HEIC[:24], Refusal.DAMAGED, id="HEIC of nothing"),
        pytest.param(PDF[: len(PDF) // 2], Refusal.DAMAGED, id="cut PDF"),
        pytest.param(png_of(50_000, 50_000), Refusal.TOO_COMPLEX, id="pixels of a PNG"),
        pytest.param(png_of(0, 5), Refusal.DAMAGED, id="no width"),
        pytest.param(heic(side=50_000), Refusal.TOO_COMPLEX, id="pixels of a HEIC"),
        pytest.param(of_many_scans(), Refusal.TOO_COMPLEX, id="JPEG of many scans"),
        pytest.param(pdf(pages=3000), Refusal.TOO_COMPLEX, id="pages"),
    ],
)
def test_what_does_not_open_or_would_open_too_far_is_refused(content: bytes, refusal: Refusal) -> None:
    """A half file, two in one, and a picture that would fill the memory are refused."""
    assert judged_of(content) is refusal


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(JPEG[:-2] + b"\xff" * 10_000_000, id="filling bytes"),
        pytest.param(JPEG[:2] + b"\xff" * 10_000_000, id="filling bytes before"),
        pytest.param(JPEG[:2] + b"\xff\xe5\0\x02" * 2_500_000, id="segments"),
        pytest.param(PNG[:33] + chunk(b"tEXt", b"") * 800_000, id="chunks"),
        pytest.param(HEIC[:24] + box(b"free") * 1_200_000, id="boxes"),
        pytest.param(
            HEIC[:24] + box(b"meta", b"\0" * 4 + struct.pack(">I4s", 0, b"iprp") * 1_200_000), id="nested"
        ),
    ],
)
def test_a_file_that_keeps_its_reader_busy_is_refused_at_once(content: bytes) -> None:
    """A file made to keep its reader busy is refused at once."""
    assert judged_of(content) in {Refusal.TOO_COMPLEX, Refusal.DAMAGED}


def test_a_jpeg_of_too_many_pixels_is_refused() -> None:
    """A JPEG of too many pixels is refused by its header."""
    frame = JPEG.index(b"\xff\xc0")
    huge = JPEG[: frame + 5] + struct.pack(">HH", 65_000, 65_000) + JPEG[frame + 9 :]
    assert judged_of(huge) is Refusal.TOO_COMPLEX


def action(kind: str, **more: Any) -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject(kind)} | {NameObject(f"/{k}"): v for k, v in more.items()}
    )


def with_script(writer: PdfWriter) -> None:
    script = writer._add_object(action("/JavaScript", JS=TextStringObject("app.alert(1)")))
    named = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): named})


def with_opening_script(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = action("/JavaScript", JS=TextStringObject("app.alert(1)"))


def with_program(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = action("/Launch", F=TextStringObject("cmd.exe"))


def with_file(writer: PdfWriter) -> None:
    writer.add_attachment("facture.xml", b"<x/>")


def with_form_of_xml(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/XFA"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def with_sending(writer: PdfWriter) -> None:
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): action("/SubmitForm", F=TextStringObject("http://x"))}
    )


@pytest.mark.parametrize(
    "act", [with_script, with_opening_script, with_program, with_file, with_form_of_xml, with_sending]
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_pdf_that_acts_is_refused(act: Callable[[PdfWriter], None], *, packed: bool) -> None:
    """A PDF with active content, anywhere in it and packed or not, is refused."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    act(writer)
    content = written(writer)
    assert judged_of(packed_objects(content) if packed else content) is Refusal.UNSAFE


def packed_objects(content: bytes) -> bytes:
    """Return a document with its objects in a compressed stream, as in PDF 1.5."""
    reader = PdfReader(io.BytesIO(content))
    numbers = [number for number in sorted(reader.xref[0]) if number]
    bodies = []
    for number in numbers:
        written_out = io.BytesIO()
        item = reader.get_object(number)
        assert item is not None
        if isinstance(item, DecodedStreamObject) or hasattr(item, "get_data"):
            return content  # streams are objects of their own
        item.write_to_stream(written_out)
        bodies.append(written_out.getvalue())
    offsets, at = [], 0
    for number, body in zip(numbers, bodies, strict=True):
        offsets.append(f"{number} {at}")
        at += len(body) + 1
    head = " ".join(offsets).encode() + b" "
    packed = compress(head + b" ".join(bodies))
    root = reader.trailer.raw_get("/Root").idnum
    stream_number, xref_number = max(numbers) + 1, max(numbers) + 2
    out = b"%PDF-1.5\n"
    stream_at = len(out)
    out += (
        f"{stream_number} 0 obj\n<</Type/ObjStm/N {len(numbers)}/First {len(head)}/Filter/FlateDecode"
        f"/Length {len(packed)}>>\nstream\n".encode()
        + packed
        + b"\nendstream\nendobj\n"
    )
    xref_at = len(out)
    rows = {0: (0, 0, 65535), stream_number: (1, stream_at, 0), xref_number: (1, xref_at, 0)}
    rows |= {number: (2, stream_number, index) for index, number in enumerate(numbers)}
    table = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(xref_number + 1))
    out += (
        f"{xref_number} 0 obj\n<</Type/XRef/Size {xref_number + 1}/W[1 4 2]/Root {root} 0 R/Length {len(table)}>>\n"
        "stream\n".encode()
        + table
        + b"\nendstream\nendobj\nstartxref\n"
        + str(xref_at).encode()
        + b"\n%%EOF"
    )
    return out


def test_a_pdf_of_every_day_does_nothing() -> None:
    """An opening page, links and bookmarks are accepted."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_outline_item(title="Page 1", page_number=0)
    writer.root_object[NameObject("/OpenAction")] = ArrayObject([page.indirect_reference, NameObject("/Fit")])
    link = action("/URI", URI=TextStringObject("https://www.caf.fr"))
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): link})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    assert isinstance(judged_of(written(writer)), Judged)


def test_a_pdf_is_looked_through_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a PDF imports nothing from the folder where the server was started."""
    (tmp_path / "server.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    assert isinstance(judged_of(written(writer)), Judged)


def test_a_locked_pdf_is_said_to_be() -> None:
    """A PDF with a password is refused as locked; one that only forbids printing is accepted."""
    for password, expected in (("", Judged), ("secret", Refusal)):
        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        writer.encrypt(password, owner_password="owner", algorithm="AES-256")
        judged = judged_of(written(writer))
        assert isinstance(judged, expected)
        assert judged is Refusal.LOCKED or not password


def test_a_pdf_that_unpacks_to_much_more_than_it_is_is_refused() -> None:
    """A stream that unpacks to gigabytes is refused without cost to the server."""
    bomb = compress(b"\0" * 200_000_000)
    head = (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(bomb)).encode()
        + b">>stream\n"
    )
    xref_at = len(head) + len(bomb) + len(b"\nendstream endobj\n")
    rows = [(0, 0, 65535), (1, 9, 0), (2, 5, 0), (0, 0, 0), (0, 0, 0), (1, head.index(b"5 0 obj"), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    tail = (
        b"6 0 obj<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length 42>>stream\n"
        + table
        + b"\nendstream endobj\n"
    )
    content = (
        head + bomb + b"\nendstream endobj\n" + tail + b"startxref\n" + str(xref_at).encode() + b"\n%%EOF"
    )
    assert isinstance(judged_of(content), Refusal)

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    drawn = DecodedStreamObject()
    drawn.set_data(b"0")
    drawn |= {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Width"): NumberObject(60_000),
        NameObject("/Height"): NumberObject(60_000),
    }
    pictures = DictionaryObject({NameObject("/Im0"): writer._add_object(drawn)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    assert judged_of(written(writer)) is Refusal.TOO_COMPLEX


@given(st.sampled_from([PNG, JPEG, HEIC]), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_file_makes_the_judge_fall(content: bytes, data: st.DataObject) -> None:
    """A changed picture is accepted or refused, and never an error."""
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(changed)))
    assert isinstance(judged_of(bytes(changed[:cut])), (Judged, Refusal))
