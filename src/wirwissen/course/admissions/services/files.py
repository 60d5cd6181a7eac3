"""Papers of an application: check, keep, set aside unread, return, delete."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.admissions.models import (
    Application,
    ApplicationFile,
    ApplicationState,
    FileReturn,
    FileState,
)
from wirwissen.course.admissions.queries.application import bytes_of_person
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services.locking import locked, need_draft
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.files import drop_file, keep_file
from wirwissen.foundation.sealed.services import seal_text
from wirwissen.foundation.uploads.check import (
    Accepted,
    Limits,
    Reason,
    check_upload,
    may_still_upload,
)

LABEL_LENGTH = 100  # characters of a file name that we show again


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One file that was sent: cleaned, or the sentence that says why not and what to do."""

    label: str
    accepted: Accepted | None
    sentence: str = ""


@dataclass(frozen=True, kw_only=True)
class NotTaken:
    """A file that was refused, as the page names it."""

    label: str
    sentence: str


def check_papers(sent: Iterable[UploadedFile[bytes]]) -> list[Checked]:
    """Check files one after the other, by content. Slow (0.2 s a file, 40 s for a hostile one):
    call it before a transaction begins, or it would hold the one writer SQLite has."""
    return [_check(each) for each in sent]


def _check(sent: UploadedFile[bytes]) -> Checked:
    label = (sent.name or _("Datei ohne Namen"))[:LABEL_LENGTH]
    content = sent.read()
    if len(content) != (sent.size or 0):  # the upload handler kept only the name
        return Checked(label=label, accepted=None, sentence=_too_much(sent.size or 0))
    outcome = check_upload(content)
    if isinstance(outcome, Accepted):
        return Checked(label=label, accepted=outcome)
    return Checked(label=label, accepted=None, sentence=_(outcome.reason.sentence))


def _too_much(size: int) -> str:
    if size > Limits().max_bytes:
        return _(Reason.TOO_LARGE.sentence)
    return _(
        "Das waren zu viele große Dateien auf einmal. Laden Sie diese noch einmal allein hoch."
    )


@transaction.atomic
def keep_papers(
    application: Application, section: Section, checked: Sequence[Checked], *, now: datetime
) -> list[NotTaken]:
    """Seal and keep the good files; returns the others with their sentences.

    Raises `Refused` once the application was sent.
    """
    application = locked(application)
    need_draft(application)
    not_taken = []
    used = bytes_of_person(application.person_id)
    for each in checked:
        if each.accepted is None:
            not_taken.append(NotTaken(label=each.label, sentence=each.sentence))
        elif not may_still_upload(used, len(each.accepted.content)):
            sentence = _(Reason.NO_ROOM_LEFT.sentence)
            not_taken.append(NotTaken(label=each.label, sentence=sentence))
        else:
            used += len(each.accepted.content)
            _keep(application, section, each.label, each.accepted, now)
    return not_taken


def _keep(
    application: Application, section: Section, label: str, accepted: Accepted, now: datetime
) -> None:
    assert application.envelope is not None
    paper = ApplicationFile(
        application=application,
        section=section,
        stored_name=keep_file(application.envelope, accepted.content),
        media_type=accepted.media_type,
        size=len(accepted.content),
        pages=accepted.pages,
        uploaded_at=now,
    )
    paper.label_sealed = seal_text(application.envelope, label, row=paper, field="label_sealed")
    paper.save(force_insert=True)


@transaction.atomic
def delete_paper(paper: ApplicationFile, *, now: datetime) -> None:
    """The owner (or the office for them) deletes a paper: the file goes at once.

    A part that has nothing left is no longer finished. Raises `Refused` once the application was
    sent, unless the paper was set aside: that one may go at any time.
    """
    application = locked(paper.application)
    if paper.state == FileState.KEPT:
        need_draft(application)
    else:
        _log_return(application, now=now)
    drop_file(paper.stored_name)
    section = Section(paper.section)
    paper.delete()
    _undo_done_without_content(application, section)


def _undo_done_without_content(application: Application, section: Section) -> None:
    texts = {
        Section.MOTIVATION: application.motivation_sealed,
        Section.CV: application.cv_sealed,
    }
    has_text = bool(texts.get(section, b""))
    has_paper = application.files.filter(section=section, state=FileState.KEPT).exists()
    if application.state == ApplicationState.DRAFT and not (has_text or has_paper):
        application.done = [name for name in application.done if name != section]
        application.save(update_fields=["done"])


@transaction.atomic
def set_aside(paper: ApplicationFile, *, by: User, now: datetime) -> None:
    """Set a paper aside unread: nobody of the house can open it any more; its owner is told.

    Twice does no harm. Source: product/course-house.md, 3.
    """
    paper = ApplicationFile.objects.select_for_update().get(pk=paper.pk)
    if paper.state == FileState.QUARANTINED:
        return
    paper.state = FileState.QUARANTINED
    paper.save(update_fields=["state"])
    FileReturn.objects.create(application=paper.application, by=by, quarantined_at=now)
    person = paper.application.person
    if person.email and not person.is_quiet:
        queue_mail("admissions/mail/something_new.txt", to=person.email, now=now)


@transaction.atomic
def return_paper(paper: ApplicationFile, *, now: datetime) -> None:
    """Give a paper back and delete it; the log keeps that it happened, not what it was.

    Raises `Refused` for a paper that was not set aside first.
    """
    if paper.state != FileState.QUARANTINED:
        raise Refused(_("Legen Sie die Unterlage zuerst beiseite. Dann können Sie sie löschen."))
    _log_return(paper.application, now=now)
    drop_file(paper.stored_name)
    paper.delete()


def _log_return(application: Application, *, now: datetime) -> None:
    # The log does not say which paper it was; the oldest open line is as good as any other.
    line = application.file_returns.filter(deleted_at=None).order_by("quarantined_at").first()
    if line is not None:
        line.deleted_at = now
        line.save(update_fields=["deleted_at"])
