"""Values of JSON, as answers compare."""


def is_answer(value: object) -> bool:
    """Return whether somebody answered: null, an empty text, list or object are no answers; false is one."""
    return value is not None and value not in ("", [], {})


def same(one: object, other: object) -> bool:
    """Return whether two answers are one: for JSON, unlike Python, true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def quantity(value: object) -> float | None:
    """Return a number, or how many are listed; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    return len(value) if isinstance(value, list) else None
