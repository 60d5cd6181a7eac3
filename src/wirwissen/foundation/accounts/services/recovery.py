"""A new passphrase with the printed words: once, and every session ends."""

from django.db import transaction

from wirwissen.foundation.accounts.backend import secret_fits
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.names import plain_words
from wirwissen.foundation.accounts.services.passwords import replace_password
from wirwissen.foundation.accounts.services.users import user_by_handle
from wirwissen.foundation.core.ids import new_id


@transaction.atomic
def set_password_by_words(handle: str, *, words: str, password: str) -> bool:
    """Set a new password; `False` if the words do not fit. One query and one hash either way.

    The words have done their work then. A second step that is switched on stays on, and a change
    of address under way ends: whoever asked for it may have been somebody else.
    """
    found = user_by_handle(handle)
    if not secret_fits(found.words_hash if found else "", plain_words(words)):
        return False
    assert found is not None
    user = User.objects.select_for_update().get(pk=found.pk)
    if user.words_hash != found.words_hash or not user.is_active:
        return False  # used up a moment ago
    user.words_hash, user.session_mark = "", new_id()
    user.save(update_fields=["words_hash", "session_mark"])
    replace_password(user, password)
    return True
