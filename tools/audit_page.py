"""Write the criteria of the audit into docs/accessibility-audit.md: `python -m tools.audit_page`."""

from pathlib import Path

from views.public.audit import Audit, audit

PAGE = Path(__file__).parents[1] / "docs" / "accessibility-audit.md"
BEGIN, END = "<!-- criteria: written by tools.audit_page -->", "<!-- end of the criteria -->"


def criteria(made: Audit) -> str:
    """Return what the page says of each criterion."""
    lines = [
        f"RGAA {made.version}, {made.date}, {made.auditor}: {made.rate} % of the criteria that apply conform.",
        "",
        "| criterion | verdict | judged by | |",
        "|---|---|---|---|",
    ]
    for theme in made.themes:
        lines.append(f"| **{theme.name}** | | | |")
        lines += [
            f"| {each.number} | {each.verdict} | {each.judged} | {each.note} |" for each in theme.criteria
        ]
    return "\n".join(lines)


def written(page: str, made: Audit) -> str:
    """Return the page with the criteria of that audit."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{criteria(made)}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), audit()), encoding="utf-8")
