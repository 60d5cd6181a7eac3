"""The addresses of the course house. Neutral words: an address says nothing about a person."""

from django.urls import include, path

from wirwissen.houses import today

handler404 = "wirwissen.foundation.pages.views.not_found"
handler500 = "wirwissen.foundation.pages.views.broken"
handler400 = "wirwissen.foundation.pages.views.bad_request"
handler403 = "wirwissen.foundation.pages.views.not_found"

urlpatterns = [
    path("", include("wirwissen.course.programme.urls")),
    path("", include("wirwissen.course.events.urls")),
    path("", include("wirwissen.course.admissions.urls")),
    path("", include("wirwissen.course.cohorts.urls")),
    path("", include("wirwissen.course.internships.urls")),
    path("", include("wirwissen.course.portfolio.urls")),
    path("", include("wirwissen.course.credentials.urls")),
    path("heute/", today.today, name="today"),
    path("", include("wirwissen.foundation.accounts.urls")),
    path("", include("wirwissen.foundation.privacy.urls")),
    path("", include("wirwissen.foundation.pages.urls")),
]
