"""Plain HTTP, as every server of the tests speaks it."""

import ssl
from typing import Final

PLAIN: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""What clients are to verify with: it trusts nobody, since reading the world's root certificates for a conversation
that is not encrypted takes longer than most conversations."""
