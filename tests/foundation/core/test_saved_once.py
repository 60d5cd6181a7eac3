"""A form is saved once; what is kept about it opens nothing."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.form_keys import KEY_FIELD, new_key
from wirwissen.foundation.core.middleware import save_once
from wirwissen.foundation.core.models import FormKey

pytestmark = pytest.mark.django_db
PATH = "/termin/g3h31m3s-t0k3n/"


def sent(key: str, path: str = PATH) -> HttpRequest:
    return RequestFactory().post(path, {KEY_FIELD: key})


def saving(_request: HttpRequest) -> HttpResponse:
    Organisation.objects.create(name="Haus", slug=f"haus-{Organisation.objects.count()}")
    return redirect(PATH)


def test_a_second_sending_gets_the_first_answer_and_saves_nothing() -> None:
    key = new_key()

    answers = [save_once(sent(key), saving) for _ in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, PATH)] * 2
    assert Organisation.objects.count() == 1


def test_the_key_of_one_form_says_nothing_about_another() -> None:
    key = new_key()

    save_once(sent(key), saving)
    save_once(sent(key, "/anderswo/"), saving)

    assert Organisation.objects.count() == 2


def test_no_token_of_a_link_is_kept_with_the_key() -> None:
    save_once(sent(new_key()), saving)

    row = FormKey.objects.get()
    assert "t0k3n" not in f"{row.key} {row.location}"


def test_an_answer_that_is_too_long_to_keep_leads_back_to_the_form() -> None:
    key, far = new_key(), "/heute/?" + "x" * 600

    answers = [save_once(sent(key), lambda _request: redirect(far)) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [far, PATH]


def test_a_form_shown_again_frees_its_key() -> None:
    key = new_key()

    save_once(sent(key), lambda _request: HttpResponse("fehlt noch etwas"))
    save_once(sent(key), saving)

    assert Organisation.objects.count() == 1


def test_what_breaks_leaves_neither_rows_nor_a_used_key() -> None:
    def breaking(request: HttpRequest) -> HttpResponse:
        saving(request)
        raise Http404

    with pytest.raises(Http404):
        save_once(sent(new_key()), breaking)

    assert (Organisation.objects.count(), FormKey.objects.count()) == (0, 0)
