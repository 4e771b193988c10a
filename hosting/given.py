"""The settings of an operator, by pydantic-settings: options, then variables, then the file that one of them names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

from hosting import variables

if TYPE_CHECKING:
    from pydantic_settings import PydanticBaseSettingsSource


class Settings(BaseModel):
    """Settings that are read once and do not change; each is told to operators by the text under it."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, hide_input_in_errors=True
    )

    def but(self, **changed: object) -> Self:
        """Return a copy with some settings changed."""
        return self.model_copy(update=changed)


class Given(BaseSettings):
    """A mixin for settings that are read from what the operator gives: `class Given(given.Given, Settings)`."""

    model_config = SettingsConfigDict(
        env_prefix=variables.PREFIX,
        # A group is one word: `franceconnect` with `client_id`.
        env_nested_delimiter="_",
        env_nested_max_split=1,
        enable_decoding=False,
        # Those of the other program are known, and not ours.
        extra="ignore",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings are looked for: what is found first counts."""
        del (
            env_settings,
            dotenv_settings,
            file_secret_settings,
        )  # ours refuse an unknown name, and read secrets' files
        environment = variables.found(os.environ)
        written = (
            variables.found_in(Path(environment[variables.CONFIG])) if variables.CONFIG in environment else {}
        )
        return init_settings, _Texts(settings_cls, environment), _Texts(settings_cls, written)

    @classmethod
    def read(cls) -> Self:
        """Read them.

        Raises:
            variables.Unreadable: a name is unknown, or a value makes no sense.
        """
        try:
            return cls()
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            name = "_".join(map(str, fault["loc"]))
            reason = fault.get("ctx", {}).get("error")
            if isinstance(reason, variables.Unreadable):
                raise variables.Unreadable(str(reason)) from None
            told = "manque" if fault["type"] == "missing" else f": {reason or 'cette valeur ne se lit pas'}"
            raise variables.Unreadable(f"{variables.variable(name)} {told}.") from None


class _Texts(EnvSettingsSource):
    """A source of texts or values by their names without prefix, grouped as variables are."""

    def __init__(self, settings_cls: type[BaseSettings], values: dict[str, str]) -> None:
        super().__init__(settings_cls)
        self.env_vars = {variables.PREFIX.lower() + name: value for name, value in values.items()}
