"""The pages of the group: who may see them, and in which states they are shown."""

from collections.abc import Mapping

from tests.network.world import World
from tests.registry import EVERYBODY, Access, PageState
from wirwissen.network.groups.models import Group, PublicMeeting


def no_dates(world: World) -> Mapping[str, object]:
    PublicMeeting.objects.all().delete()
    return {}


def nobody_yet(world: World) -> Mapping[str, object]:
    Group.objects.all().delete()
    return {}


ACCESS = [Access("groups:group", EVERYBODY)]
STATES = [
    PageState("groups:group", "filled", "anonymous"),
    PageState("groups:group", "no dates", "anonymous", no_dates),
    PageState("groups:group", "no group yet", "anonymous", nobody_yet),
]
