"""One application at a time: every change begins with its row locked."""

from django.utils.translation import gettext as _

from wirwissen.course.admissions.models import Application, ApplicationState
from wirwissen.course.admissions.rules.application import may_change
from wirwissen.foundation.core.errors import Refused


def locked(application: Application) -> Application:
    """The application as it stands now, locked until the transaction ends. One query.

    PostgreSQL locks this row; SQLite has one writer at a time.
    """
    rows = Application.objects.select_for_update(of=("self",))
    rows = rows.select_related("offer", "person", "envelope", "needs_envelope")
    return rows.get(pk=application.pk)


def need_draft(application: Application) -> None:
    """Raises `Refused` once the application has been sent, withdrawn or answered."""
    if not may_change(draft=application.state == ApplicationState.DRAFT):
        raise Refused(
            _(
                "Diese Bewerbung ist schon abgeschickt. Was Sie gerade geschrieben haben, ist "
                "nicht gespeichert. Auf der Seite Ihrer Bewerbung steht, wie Sie noch etwas ändern."
            )
        )
