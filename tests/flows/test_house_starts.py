"""The smallest journey: an empty installation comes up, survives a kill and greets a visitor."""

from __future__ import annotations

from tests.flows.conftest import MakeHouse
from tests.harness.axe import axe, contrast, overflow
from tests.harness.browser import Visitors

FIRST_OFFICE = ("--organisation", "Kursort Nord", "--name", "Robin", "--email", "robin@example.org")


def test_an_empty_house_comes_up_and_answers_after_a_kill(
    new_house: MakeHouse, visitors: Visitors
) -> None:
    course_house = new_house("course", tables=False)
    said = course_house.run("init", *FIRST_OFFICE)
    course_house.start(workers=2)
    page = visitors.new_page(course_house.origin, width=320)

    answer = page.goto("/")

    assert answer is not None
    assert answer.status == 200
    assert (axe(page), contrast(page), overflow(page)) == ([], [], [])
    assert f"link: {course_house.origin}/" in said
    for part in ("serve", "worker"):
        course_house.restart(part)
    assert course_house.answers("/")
    course_house.check()
