"""No line of a log is an attacker's: what is written of a request stays within the line of that request."""

from __future__ import annotations

import io
import logging
import re

import pytest

from hosting.logs import RedactingFormatter

_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")
_FORGED = "2026-11-27 09:00:00,000 INFO server.access: GET /v1/me 200"


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # pytest captures what known loggers write, and its workers cannot send half of a surrogate pair.
    logger = logging.Logger("forgery")  # noqa: LOG001 - known to nobody
    logger.addHandler(handler)
    return logger, written


@pytest.mark.parametrize(
    "end",
    ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\x1b[2K", "\b", "\x9b2K"],
    ids=ascii,
)
def test_a_record_is_one_line(log: tuple[logging.Logger, io.StringIO], end: str) -> None:
    """Whatever ends a line or moves a terminal's cursor is written out, in a message and in its arguments."""
    logger, written = log
    logger.warning("asked for %s", f"/v1/x{end}{_FORGED}")
    logger.warning(f"asked for /v1/x{end}{_FORGED}")  # noqa: G004 - the careless way
    lines = written.getvalue().splitlines()
    assert len(lines) == 2
    assert all(_RECORD.match(line) and line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\ud800", "\x7f"], ids=ascii
)
def test_nothing_hides_or_turns_round_what_follows(
    log: tuple[logging.Logger, io.StringIO], hidden: str
) -> None:
    """Marks of direction, characters that are not seen, and halves that cannot be written are spelled out."""
    logger, written = log
    logger.warning("asked for %s", f"/v1/{hidden}x")
    assert hidden not in written.getvalue()
    written.getvalue().encode()


def test_a_traceback_forges_no_record(log: tuple[logging.Logger, io.StringIO]) -> None:
    """The text of an exception may hold what was sent: its lines are set in, and pass for no record."""
    logger, written = log

    def fail(text: str) -> None:
        raise ValueError(text)

    try:
        fail(f"x\n{_FORGED}\r{_FORGED}")
    except ValueError:
        logger.exception("failed")
    lines = written.getvalue().splitlines()
    assert "Traceback" in written.getvalue()
    assert sum(bool(_RECORD.match(line)) for line in lines) == 1
    assert all(line.isprintable() for line in lines)


def test_french_is_left_as_it_is(log: tuple[logging.Logger, io.StringIO]) -> None:
    """Accents, narrow spaces and dashes of a message are no danger."""
    logger, written = log
    logger.warning("Réglage inconnu : « é – ’ »")
    assert "Réglage inconnu : « é – ’ »" in written.getvalue()


def test_the_name_of_a_page_is_hidden(log: tuple[logging.Logger, io.StringIO]) -> None:
    """Flet takes a dropped page up again for whoever knows its name: the log does not tell it."""
    logger, written = log
    for told in (
        "Start session: %s",
        "Unhandled error reconnecting session %s: x",
        "expired or not found: %s",
    ):
        logger.warning(told, "BsUfuLtbFQfpZIFl")
    assert "BsUfuLtbFQfpZIFl" not in written.getvalue()
