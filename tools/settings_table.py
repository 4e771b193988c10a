"""Write the table of settings into docs/operating.md: what the programs read, and what each says of its settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from pydantic_core import PydanticUndefined

from hosting import given, variables
from launch.variables import Program
from server.rules.contacts import FRANCE_AND_OVERSEAS
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

PAGE: Final = Path(__file__).parents[1] / "docs" / "operating.md"
_BEGIN: Final = "<!-- settings: make settings-page -->\n"
_END: Final = "<!-- end of settings -->\n"
_HEAD: Final = "| variable | read by | default | for |\n|---|---|---|---|\n"


def settings_of(model: type[given.Settings]) -> dict[str, FieldInfo]:
    """Return the settings of a model by their names as variables, those of a group behind its name."""
    return dict(_named(model, ""))


def table() -> str:
    """Return the table of all settings, in Markdown."""
    server, program = settings_of(Settings), settings_of(Program)
    rows = []
    for name in sorted(server | program):
        readers = {
            reader: of[name] for reader, of in (("server", server), ("program", program)) if name in of
        }
        reader = next(iter(readers)) if len(readers) == 1 else "both"
        field = next(iter(readers.values()))
        default = " / ".join(dict.fromkeys(map(_default, readers.values())))
        secret = " (secret)" if name in variables.SECRET else ""
        told = " ".join((field.description or "").split())
        rows.append(f"| `{variables.variable(name)}`{secret} | {reader} | {default} | {told} |\n")
    rows.append(
        f"| `{variables.variable(variables.CONFIG)}` | both | | File of settings, in TOML (above): what a variable "
        "says prevails |\n"
    )
    return _HEAD + "".join(rows)


def renewed(page: str) -> str:
    """Return the page with the table of today."""
    before, rest = page.split(_BEGIN)
    return before + _BEGIN + table() + _END + rest.split(_END)[1]


def _named(model: type[given.Settings], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        if field.exclude:
            continue
        group = next((each for each in get_args(field.annotation) if _is_group(each)), None)
        if group is None:
            yield prefix + name, field
        else:
            yield from _named(group, f"{prefix}{name}_")


def _is_group(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, given.Settings)


def _default(field: FieldInfo) -> str:
    value = field.default
    if value in {None, PydanticUndefined, (), FRANCE_AND_OVERSEAS}:
        return ""
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{','.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
