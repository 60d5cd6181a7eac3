"""The people who keep the house: there are no courses, so there is one task."""

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.network.world import make_world
from wirwissen.foundation.accounts.models import Membership

pytestmark = pytest.mark.django_db


def test_nobody_is_offered_a_task_of_the_course_house() -> None:
    world = make_world()
    keeper = client_of(world.keeper)

    pages = [
        keeper.get(reverse("accounts:invite")).content.decode(),
        keeper.get(reverse("accounts:member", args=[world.keeper.pk])).content.decode(),
    ]
    for page in pages:
        assert "Hausverwaltung" in page
        assert [word for word in ("Kursleitung", "Freigabe", "Zertifikat") if word in page] == []

    given = keeper.post(reverse("accounts:give_role", args=[world.keeper.pk]), {"role": "lead"})
    assert "Diese Aufgabe gibt es hier nicht." in given.content.decode()
    assert not Membership.objects.filter(role="lead").exists()
