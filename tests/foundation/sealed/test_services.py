"""Class S: what is sealed opens at its own place alone, and never again without its key."""

import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.files import keep_file, read_file
from wirwissen.foundation.sealed.services import (
    create_envelope,
    destroy,
    open_for_house,
    seal,
    seal_for_house,
    unseal,
)
from wirwissen.foundation.sealed.store import KeyGone

pytestmark = pytest.mark.django_db
TEXT = b"Was mir geholfen hat"


def test_what_is_sealed_opens_again() -> None:
    envelope = create_envelope()

    assert unseal(envelope, seal(envelope, TEXT, place="a:1"), place="a:1") == TEXT


def test_the_same_text_never_looks_the_same_twice() -> None:
    envelope = create_envelope()

    sealed = {seal(envelope, TEXT, place="a:1") for _ in range(100)}

    assert len({each[: store.NONCE] for each in sealed}) == 100


def test_a_ciphertext_moved_changed_or_cut_does_not_open() -> None:
    mine, other = create_envelope(), create_envelope()
    sealed = seal(mine, TEXT, place="a:1")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for envelope, content, place in (
        (mine, sealed, "a:2"),
        (other, sealed, "a:1"),
        (mine, changed, "a:1"),
        (mine, sealed[:-5], "a:1"),
        (mine, sealed[5:], "a:1"),
    ):
        with pytest.raises(InvalidTag):
            unseal(envelope, content, place=place)


def test_a_data_key_moved_to_another_envelope_does_not_open() -> None:
    mine, other = create_envelope(), create_envelope()
    with store._open() as keys:
        [row] = keys.execute("SELECT wrapped FROM data_key WHERE id = ?", (mine.pk,)).fetchall()
        keys.execute("UPDATE data_key SET wrapped = ? WHERE id = ?", (row[0], other.pk))

    with pytest.raises(InvalidTag):
        store.data_key(other.pk)


def test_the_house_opens_its_own_at_its_place_only() -> None:
    sealed = seal_for_house(TEXT, place="mail:1")

    assert open_for_house(sealed, place="mail:1") == TEXT
    with pytest.raises(InvalidTag):
        open_for_house(sealed, place="mail:2")


def test_without_its_key_an_old_copy_stays_shut(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    envelope = create_envelope()
    copy, name = seal(envelope, TEXT, place="a:1"), keep_file(envelope, TEXT)
    wrapped = Path(settings.KEY_STORE).read_bytes()

    with django_capture_on_commit_callbacks(execute=True):
        destroy(envelope)

    with pytest.raises(KeyGone):
        unseal(envelope, copy, place="a:1")
    with pytest.raises(KeyGone):
        read_file(envelope, name)
    assert envelope.pk.encode() in wrapped
    assert envelope.pk.encode() not in Path(settings.KEY_STORE).read_bytes()  # overwritten, too


def test_an_erasure_that_rolls_back_destroys_nothing() -> None:
    envelope = create_envelope()

    with pytest.raises(RuntimeError), transaction.atomic():
        destroy(envelope)
        raise RuntimeError

    assert store.data_key(envelope.pk)


def test_keys_are_readable_by_the_house_alone() -> None:
    create_envelope()

    for path in (settings.KEY_FILE, settings.KEY_STORE):
        assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert Path(settings.KEY_STORE).parent not in Path(settings.MEDIA_ROOT).parents


def test_an_instance_key_is_never_overwritten() -> None:
    with pytest.raises(FileExistsError):
        store.write_instance_key(settings.KEY_FILE)


@pytest.mark.parametrize("name", ["../secret", "a/b", "", ".", "a\x00b"])
def test_a_name_never_leaves_the_folder(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(create_envelope(), name)
