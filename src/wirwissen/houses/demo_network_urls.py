"""The network house's addresses and the demo's own pages."""

from django.urls import include, path

from wirwissen.houses.network_urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from wirwissen.houses.network_urls import urlpatterns as house_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("", include("wirwissen.foundation.demo.urls")), *house_urls]
