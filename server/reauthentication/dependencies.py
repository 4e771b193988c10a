"""Dependencies of operations on passwords: reauthentication with the current one, and hashes of new ones."""

from typing import Annotated, Self

from fastapi import Depends, Request
from pydantic import BaseModel, Field, SecretStr

from server.crypto.passwords import Passwords, Verifications
from server.http.dependencies import address_of, service, services_of
from server.http.problems import invalid
from server.reauthentication.service import Reauthentication
from server.rules.passwords import password_errors
from server.services import Services
from server.sessions.dependencies import Person

VerificationsOf = Annotated[Verifications, Depends(service(Verifications))]
PasswordsOf = Annotated[Passwords, Depends(service(Passwords))]


class PasswordAgain(BaseModel):
    """The current password; it may be left out for a few minutes after a sign-in with it."""

    password: SecretStr | None = Field(None, max_length=200)


class PasswordSaid(BaseModel):
    """The chosen password."""

    password: SecretStr = Field(max_length=200)


class Reauthenticate:
    """The reauthentication of the person of one request."""

    def __init__(self, request: Request, person: Person) -> None:
        services = services_of(request)
        self._reauthentication = services[Reauthentication]
        self._verifications = services[Verifications]
        self._person = person
        self._address = address_of(request)

    async def __call__(self, password: SecretStr | None, *, always: bool = False) -> str:
        """Check the password, and return the hash of the current one.

        Args:
            password: as typed.
            always: whether a fresh sign-in is not enough.

        Raises:
            Problem: `password_required`, `password_refused`, `rate_limited`.
        """
        return await self._verifications.run(
            self._reauthentication.check, self._person, password, self._address, always=always
        )


async def get_reauthenticate(request: Request, person: Person) -> Reauthenticate:
    """Return the reauthentication of the person of the request."""
    return Reauthenticate(request, person)


ReauthenticateOf = Annotated[Reauthenticate, Depends(get_reauthenticate)]


class NewPasswords:
    """The service that checks and hashes chosen passwords."""

    def __init__(self, verifications: Verifications, passwords: Passwords) -> None:
        self._verifications = verifications
        self._passwords = passwords

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Verifications], services[Passwords])

    async def hash_of(self, password: SecretStr, field: str = "password") -> str:
        """Return the hash of a chosen password.

        Args:
            password: as typed.
            field: the field of the request that holds it.

        Raises:
            Problem: `validation_failed`, with the code of each rule that it breaks.
        """
        chosen = password.get_secret_value()
        if broken := password_errors(chosen):
            raise invalid(*((field, code) for code in broken))
        return await self._verifications.run(self._passwords.hash_of, chosen)


NewPasswordsOf = Annotated[NewPasswords, Depends(service(NewPasswords))]
