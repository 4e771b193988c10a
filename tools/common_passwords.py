"""Write server/rules/common_passwords.txt from zxcvbn's list (MIT, Daniel Wolf and Dropbox), most common first.

Run `python -m tools.common_passwords` after an update of zxcvbn. The server keeps this list rather than the package,
which takes 12 MB of memory and half a second to load for what 80 kB hold.
"""

import re
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

_FILE = Path(__file__).parent.parent / "server" / "rules" / "common_passwords.txt"
_KEPT = 10_000
_SHORTEST_WORD = 4
_SHORTEST_PASSWORD = 10


def entries() -> list[str]:
    """Return the passwords that are long enough to be ours, and the words that stand in passwords between digits."""
    found: dict[str, None] = {}
    for password in FREQUENCY_LISTS["passwords"]:
        if not re.fullmatch("[a-z0-9]+", password):
            continue
        word = password.strip("0123456789")
        if len(password) >= _SHORTEST_PASSWORD:
            found[password] = None
        if len(word) >= _SHORTEST_WORD:
            found[word] = None
    return list(found)[:_KEPT]


if __name__ == "__main__":
    _FILE.write_text("\n".join(entries()) + "\n", encoding="ascii")
