"""The error summary for the form template (`{% load forms_of_house %}`)."""

from django import forms, template

from wirwissen.foundation.core.forms import ErrorSummary, error_summary

register = template.Library()


@register.filter
def summary(form: forms.BaseForm) -> ErrorSummary:
    """What stands above a form with errors."""
    return error_summary(form)
