"""Work handed in: what interviewers may read of it, and whose files it has."""

from django.urls import reverse

from assessments.models import TakeHome
from pipeline.materials import Material


def materials_of_take_homes(application, user):
    """The link and the file of each take-home handed in; not what reviewers made of it."""
    taken_in = TakeHome.objects.handed_in().filter(application=application)
    for take_home in taken_in.select_related("file", "stage").order_by("stage__position"):
        if take_home.link:
            yield Material(take_home.stage.name, take_home.link, take_home.link, is_elsewhere=True)
        if take_home.file:
            href = reverse("records:file", args=[take_home.file_id])
            yield Material(take_home.stage.name, href, take_home.file.name)


def may_read_hand_in(stored, user) -> bool:
    """Say whether `stored` was handed in for an application that `user` may see."""
    return TakeHome.objects.visible_to(user).filter(file=stored).exists()
