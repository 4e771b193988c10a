"""How long a test waits for what it is sure of: long, since a machine may do much else, and who is answered goes on."""

from typing import Final

PATIENCE_S: Final = 60
"""In seconds."""
