"""The addresses of the network house."""

from django.urls import include, path

from wirwissen.houses import today

handler404 = "wirwissen.foundation.pages.views.not_found"
handler500 = "wirwissen.foundation.pages.views.broken"
handler400 = "wirwissen.foundation.pages.views.bad_request"
handler403 = "wirwissen.foundation.pages.views.not_found"

urlpatterns = [
    path("", include("wirwissen.network.groups.urls")),
    path("", include("wirwissen.network.care.urls")),
    path("", include("wirwissen.network.rounds.urls")),
    path("", include("wirwissen.network.papers.urls")),
    path("", include("wirwissen.network.meetings.urls")),
    path("heute/", today.today, name="today"),
    path("", include("wirwissen.foundation.accounts.urls")),
    path("", include("wirwissen.foundation.privacy.urls")),
    path("", include("wirwissen.foundation.pages.urls")),
]
