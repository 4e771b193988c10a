"""What the host of the browser version decides."""

from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How browsers are served.

    Attributes:
        host: address to listen on.
        port: TCP port; 0 for any that is free.
        cache: folder where compressed files are kept between two starts.
        resume_seconds: how long a session waits for a browser that dropped; a reload takes it up again.
    """

    host: str = "127.0.0.1"
    port: int = 8550
    cache: Path = field(default_factory=lambda: user_cache_path("mon-compte", appauthor=False) / "web")
    resume_seconds: int = 90
