"""Records of a fund, for tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NIR = "2920335238114"


def household(key: str = "F-1", number: str = "7000001", **changed: Any) -> dict[str, Any]:
    return {
        "kind": "household",
        "key": key,
        "number": number,
        "marital": "single",
        "occupation": "employed",
        "children_count": 0,
        "account_end": "1234",
        **changed,
    }


def member(key: str = "P-1", **changed: Any) -> dict[str, Any]:
    """Return Maëlle Le Goff, who creates an account in other tests."""
    return {
        "kind": "member",
        "key": key,
        "household": "F-1",
        "role": "responsable",
        "birth_name": "LE GOFF",
        "first_names": ["MAELLE", "ANNE"],
        "birth_date": "1992-03-17",
        "birth_place": "35238",
        "nir": NIR,
        **changed,
    }


def payment(key: str = "V-1", **changed: Any) -> dict[str, Any]:
    return {
        "kind": "payment",
        "key": key,
        "household": "F-1",
        "paid_on": "2026-10-05",
        "amount": 15100,
        "lines": [{"benefit": "af", "month": "2026-09", "amount": 15100}],
        **changed,
    }


def entitlement(key: str = "D-1", **changed: Any) -> dict[str, Any]:
    return {
        "kind": "entitlement",
        "key": key,
        "household": "F-1",
        "benefit": "af",
        "amount": 15100,
        "since": "2024-01-01",
        **changed,
    }


def deletion(of: str, key: str) -> dict[str, Any]:
    return {"kind": "delete", "of": of, "key": key}


def written(folder: Path, *records: dict[str, Any], name: str = "records.jsonl") -> Path:
    """Write records to a file, and return its path."""
    path = folder / name
    path.write_text("".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records))
    return path
