"""The words of the task list: what each part is called, and how far it is."""

from django.utils.translation import gettext_lazy as _

from wirwissen.course.admissions.rules.application import Progress, Section

TITLES = {
    Section.CONTACT: _("Ihre Kontaktdaten"),
    Section.MOTIVATION: _("Motivationsschreiben"),
    Section.CV: _("Lebenslauf"),
    Section.ANCHORS: _("Was Sie trägt"),
    Section.FUNDING: _("Finanzierung"),
    Section.NEEDS: _("Was Sie im Kurs brauchen"),
    Section.PAPERS: _("Weitere Unterlagen"),
    Section.CONSENT: _("Einwilligung"),
}
HINTS = {
    Section.CONTACT: _("Name und Anschrift"),
    Section.MOTIVATION: _("Als Text oder als Datei"),
    Section.CV: _("Gern mit Ereignissen, die Ihnen wichtig sind"),
    Section.ANCHORS: _("Menschen, Orte und Gewohnheiten, die Ihnen Halt geben"),
    Section.FUNDING: _("Selbst, Jobcenter, Arbeitgeber oder Stiftung"),
    Section.NEEDS: _("Das liest das Büro, nicht die Auswahl"),
    Section.PAPERS: _("Freiwillig. Keine Arztbriefe, keine Diagnosen."),
    Section.CONSENT: _("Wofür wir Ihre Angaben benutzen dürfen"),
}
GO_ON = {
    Section.CONTACT: _("Weiter mit den Kontaktdaten"),
    Section.MOTIVATION: _("Weiter mit dem Motivationsschreiben"),
    Section.CV: _("Weiter mit dem Lebenslauf"),
    Section.ANCHORS: _("Weiter mit „Was Sie trägt“"),
    Section.FUNDING: _("Weiter mit der Finanzierung"),
    Section.CONSENT: _("Weiter mit der Einwilligung"),
}
SHORT = {
    Section.CONTACT: _(
        "Damit wir Sie erreichen. Die Auswahl sieht Ihren Namen. Ihre Anschrift sieht nur das Büro."
    ),
    Section.MOTIVATION: _(
        "Schreiben Sie hier oder laden Sie eine Datei hoch. Beides zusammen geht auch. Sie können "
        "jederzeit aufhören und später weiterschreiben."
    ),
    Section.CV: _(
        "Stichworte mit Jahreszahlen reichen. Schreiben Sie hier oder laden Sie eine Datei hoch. "
        "Lücken müssen Sie nicht erklären."
    ),
    Section.ANCHORS: _(
        "Ein Kurs bewegt viel. Erzählen Sie, was Ihnen im Alltag Halt gibt. Ein paar Sätze reichen."
    ),
    Section.FUNDING: _(
        "Wählen Sie aus, wer den Kurs voraussichtlich bezahlt. Es legt Sie nicht fest. Für die "
        "Auswahl zählt es nicht."
    ),
    Section.NEEDS: _(
        "Das ist freiwillig und liegt getrennt von Ihrer Bewerbung. Nur das Büro liest es. Auf die "
        "Auswahl hat es keinen Einfluss."
    ),
    Section.PAPERS: _(
        "Zeugnisse oder Bescheinigungen, wenn Sie möchten. Arztbriefe und Diagnosen brauchen wir "
        "nicht. Kommt doch so ein Papier, geht es ungelesen zurück."
    ),
    Section.CONSENT: _(
        "Hier steht, wofür wir Ihre Angaben benutzen. Sie können jederzeit zurückziehen. Dann "
        "löschen wir alles."
    ),
}
PROGRESS = {
    Progress.DONE: (_("fertig"), "good"),
    Progress.STARTED: (_("angefangen"), "hue"),
    Progress.NOT_STARTED: (_("noch nicht angefangen"), ""),
    Progress.VOLUNTARY: (_("freiwillig"), ""),
}
DONE_WORDS = (
    _("Noch kein Teil ist fertig."),
    _("Ein Teil von sechs ist fertig."),
    _("Zwei von sechs Teilen sind fertig."),
    _("Drei von sechs Teilen sind fertig."),
    _("Vier von sechs Teilen sind fertig."),
    _("Fünf von sechs Teilen sind fertig."),
    _("Alle sechs Teile sind fertig."),
)
