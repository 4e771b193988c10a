"""The table of forms that were published while the server ran; others come with the program."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class PublishedQuestionnaire(Base):
    """One version of a form. It never changes: who began with it goes on with a copy."""

    __tablename__ = "questionnaires"

    questionnaire_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    definition: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime]
