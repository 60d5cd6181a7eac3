"""The course house with three views that fail, each in its own way."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from wirwissen.foundation.core.errors import Refused
from wirwissen.houses import course_urls


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("Der Termin ist voll. Buchen Sie einen anderen.")


@login_not_required
def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("only for this test")


@login_not_required
def misunderstand(request: HttpRequest) -> HttpResponse:
    raise BadRequest


handler404, handler500 = course_urls.handler404, course_urls.handler500
handler400, handler403 = course_urls.handler400, course_urls.handler403

urlpatterns = [
    path("refuse/", refuse),
    path("break/", break_down),
    path("odd/", misunderstand),
    path("", include(course_urls)),
]
