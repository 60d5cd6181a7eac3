from django.apps import AppConfig


class Groups(AppConfig):
    name = "wirwissen.network.groups"
    label = "groups"
    verbose_name = "Gruppen"

    def ready(self) -> None:
        from wirwissen.foundation.core.middleware import error_pages
        from wirwissen.foundation.privacy.hooks import before_erase
        from wirwissen.network.groups.access import NeedsAgreement
        from wirwissen.network.groups.hooks import duty_ended
        from wirwissen.network.groups.services.members import part_with_all
        from wirwissen.network.groups.services.slots import drop_slots_of
        from wirwissen.network.groups.views.agreement import needs_agreement_page

        error_pages[NeedsAgreement] = needs_agreement_page
        duty_ended.append(drop_slots_of)
        before_erase.append(part_with_all)
