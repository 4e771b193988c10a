"""Count the imports inside each row of the house: `python -m tools.arrows [FOLDER]`.

An arrow is a module that imports another of the same row, wherever in the module it does. Of folders it says how many
arrows lead from one to another, and which import each other.
"""

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROWS = ("app", "views", "server")


def arrows(root: Path, row: str) -> set[tuple[str, str]]:
    """Return each pair of modules of `row`, under `root`, of which the first imports the second."""
    paths = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (root / row).rglob("*.py")
        if "migrations" not in path.parts
    }
    return {
        (module, imported)
        for module, path in paths.items()
        for imported in _imports(path)
        if imported in paths and imported not in {module, row}
    }


def folders(found: set[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how many of the arrows lead from one folder of a row to another; a module of no folder is its own."""
    ends = ((_folder(start), _folder(end)) for start, end in found)
    return Counter((start, end) for start, end in ends if start != end)


def mutual(between: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of folders that import each other."""
    return sorted((start, end) for start, end in between if start < end and (end, start) in between)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            # `from package import module` is an arrow to the module.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _folder(module: str) -> str:
    return ".".join(module.split(".")[:2])


def main() -> int:
    """Print the counts of each row."""
    parser = argparse.ArgumentParser(description="Count the imports inside each row of the house.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1], help="a checkout")
    root: Path = parser.parse_args().folder
    for row in ROWS:
        found = arrows(root, row)
        between = folders(found)
        pairs = mutual(between)
        sys.stdout.write(
            f"{row}: {len(found)} arrows between modules, {sum(between.values())} of them from one folder to another,"
            f" along {len(between)} ways; {len(pairs)} pairs of folders import each other\n"
        )
        sys.stdout.writelines(f"  {start} <-> {end}\n" for start, end in pairs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
