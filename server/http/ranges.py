"""Parts of a file (RFC 9110, 14): a download that was cut goes on where it ended."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.http.kinds import ProblemKind

from server.http.problems import Problem

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def file_response(
    content: bytes,
    *,
    digest: str,
    media_type: str,
    name: str,
    asked: Mapping[str, str],
    refusal: ProblemKind,
) -> Response:
    """Return a file to save, or the part of it that the request asks for.

    Args:
        content: the whole file.
        digest: its digest, by which a client knows that a part belongs to what it has.
        media_type: of the file.
        name: its name, in ASCII.
        asked: the headers of the request.
        refusal: of a part that the file does not have.

    Raises:
        Problem: the refusal.
    """
    tag = f'"{digest}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    found = _RANGE.fullmatch(asked.get("range", ""))
    # Several parts, what cannot be read and what is of another version are answered with the whole (RFC 9110, 14.2).
    if found is None or found.groups() == ("", "") or asked.get("if-range", tag) != tag:
        return Response(content, media_type=media_type, headers=headers)
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last) if last else len(content), len(content) - 1)
    else:
        start, end = max(0, len(content) - int(last)), len(content) - 1
    if start > end:
        raise Problem(refusal, headers={"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
    part = content[start : end + 1]
    return Response(part, status_code=HTTPStatus.PARTIAL_CONTENT, media_type=media_type, headers=headers)
