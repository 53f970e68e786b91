"""Who signs in, and slowing down whoever guesses."""

from django.contrib.auth import authenticate

from config.accounts.addresses import address_of
from config.accounts.models import SignInFailure, User

MOST_OF_EMAIL_AND_ADDRESS = 5
MOST_OF_ADDRESS = 20
MOST_OF_EMAIL = 50


class TooManyFailures(Exception):
    """Too many attempts went wrong within a quarter of an hour; nobody looked at this one."""


def find_person(request, *, email: str, password: str) -> User | None:
    """Return the active person with this email and password, or None.

    The attempt is counted before the password is looked at, so that guesses sent all at once
    count as well; a success takes back what went wrong at this email from this address. Of one
    email, failures from elsewhere count only in large numbers: otherwise anyone could lock a
    colleague out.
    Raises TooManyFailures.
    """
    email, address = email.lower(), address_of(request)
    SignInFailure.objects.old().delete()
    attempt = SignInFailure.objects.create(email=email, address=address)
    if _are_too_many(SignInFailure.objects.recent().counts(email, address)):
        attempt.delete()
        raise TooManyFailures
    user = authenticate(request, username=email, password=password)
    if user is not None:
        SignInFailure.objects.filter(email=email, address=address).delete()
    return user


def _are_too_many(counts):
    return (
        counts["of_both"] > MOST_OF_EMAIL_AND_ADDRESS
        or counts["of_address"] > MOST_OF_ADDRESS
        or counts["of_email"] > MOST_OF_EMAIL
    )
