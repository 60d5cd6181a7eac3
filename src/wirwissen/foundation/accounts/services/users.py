"""People for whom an account is made."""

from wirwissen.foundation.accounts.models import User


def person_without_mail() -> User:
    """An account nobody can sign in to: the office goes every step for this person."""
    return User.objects.create_user()


def user_for(email: str) -> User:
    """The account of this address; a new one without password if there is none."""
    address = email.strip().lower()
    return User.objects.filter(email=address).first() or User.objects.create_user(address)
