"""Files as phones and scanners make them, and as people who mean harm do."""

from __future__ import annotations

import io
import random
import struct
from typing import Any, Literal
from zlib import compress, crc32

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject


def picture(kind: Literal["JPEG", "PNG"], mode: str = "RGB", side: int = 24, **saved: Any) -> bytes:
    """A photo of nothing, that does not compress."""
    channels = len(Image.new(mode, (1, 1)).getbands())
    noise = random.Random(0).randbytes(side * side * channels)  # noqa: S311 - a picture
    content = io.BytesIO()
    Image.frombytes(mode, (side, side), noise).save(content, kind, **saved)
    return content.getvalue()


def pdf(pages: int = 1, padding: int = 0) -> bytes:
    """A document of empty pages; `padding` bytes make it heavier."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        stream = DecodedStreamObject()
        stream.set_data(b"q Q " + b"%" + b"0" * padding)
        page[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def locked_pdf() -> bytes:
    """A document that opens with a password."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def heic(
    brand: bytes = b"heic", compatible: tuple[bytes, ...] = (b"mif1", b"heic"), side: int = 4032
) -> bytes:
    """The boxes of a photo of an iPhone, with no picture in them."""
    sizes = [box(b"ispe", struct.pack(">III", 0, width, width)) for width in (512, side)]
    properties = box(b"iprp", box(b"ipco", *sizes))
    return (
        box(b"ftyp", brand, b"\0\0\0\0", *compatible)
        + box(b"meta", b"\0\0\0\0", box(b"hdlr", b"\0" * 8 + b"pict" + b"\0" * 13), properties)
        + box(b"mdat", b"\x42" * 900)
    )


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def png_of(width: int, height: int) -> bytes:
    """A PNG that says that size of itself, and has one line."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
