"""People for whom an account is made, and how they are found again."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.names import (
    new_account_name,
    new_recovery_words,
    plain_name,
    plain_words,
)


def person_without_mail() -> User:
    """An account nobody can sign in to: the office goes every step for this person."""
    return User.objects.create_user()


def user_for(email: str) -> User:
    """The account of this address; a new one without password if there is none."""
    address = email.strip().lower()
    return User.objects.filter(email=address).first() or User.objects.create_user(address)


def user_by_handle(typed: str) -> User | None:
    """Whoever signs in with this address or account name. One query, always."""
    typed = typed.strip()
    if "@" in typed:
        return User.objects.filter(email=typed.lower()).first()
    return User.objects.filter(account_name=plain_name(typed) or "-").first()


@transaction.atomic
def create_account_without_address(passphrase: str) -> tuple[User, str, str]:
    """An account that has a made-up name instead of an address.

    Returns the user, the name and the recovery words: show both once, for printing; of the words
    only a hash is kept. Whether the passphrase is good enough the caller's form has checked.
    """
    user = User.objects.create_user(None, passphrase)
    name = give_account_name(user)
    return user, name, give_recovery_words(user)


def give_account_name(user: User) -> str:
    """The name this person signs in with; a new one if they had none. Call it in a transaction."""
    if not user.account_name:
        user.account_name = _free_name()
        user.save(update_fields=["account_name"])
    return user.account_name


def give_recovery_words(user: User) -> str:
    """New recovery words, to be shown once; older ones end."""
    words = new_recovery_words()
    user.words_hash = make_password(plain_words(words))
    user.save(update_fields=["words_hash"])
    return words


def _free_name() -> str:
    while True:  # 10**11 names: a second round is a rarity
        name = new_account_name()
        if not User.objects.filter(account_name=name).exists():
            return name
