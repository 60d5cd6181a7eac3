from django.apps import AppConfig


class Groups(AppConfig):
    name = "wirwissen.network.groups"
    label = "groups"
    verbose_name = "Gruppen"

    def ready(self) -> None:
        from wirwissen.foundation.core.middleware import error_pages
        from wirwissen.network.groups.access import NeedsAgreement
        from wirwissen.network.groups.views.agreement import needs_agreement_page

        error_pages[NeedsAgreement] = needs_agreement_page
