"""How tests read a paper."""

from io import BytesIO

import pypdf


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF, each space a plain one."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def code_on(pdf: bytes) -> str:
    """Return the verification code that stands on a paper."""
    _, _, after = words_of(pdf).partition("Code de vérification : ")
    return after.split()[0]
