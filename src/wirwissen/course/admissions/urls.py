"""Addresses of applications and their selection. Neutral words: they say nothing of a person."""

from wirwissen.course.admissions import application_urls, selection_urls

app_name = "admissions"
urlpatterns = [*application_urls.urlpatterns, *selection_urls.urlpatterns]
