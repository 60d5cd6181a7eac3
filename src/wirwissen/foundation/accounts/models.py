"""Users, organisations and the roles that join them."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.address_change import AddressChange as AddressChange
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.ids import new_id
from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import OnErase, PersonalData

ROLE_LABELS = {
    Role.OFFICE: _("Büro"),
    Role.LEAD: _("Kursleitung"),
    Role.RELEASER: _("Freigabe"),
    Role.UMBRELLA: _("Dachverband"),
}


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is optional and kept in lower case."""

    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """A user; without password it is unusable, without address the office acts for them."""
        user = self.model(email=(email or "").strip().lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person's account. No name here; without e-mail the office acts, or a made-up name does."""

    id = models.CharField(primary_key=True, max_length=14, default=new_id, editable=False)
    email = models.EmailField(_("E-Mail"), unique=True, null=True, blank=True)
    # Made up by us and meaning nothing: for who signs in without giving an address.
    account_name = models.CharField(
        _("Kontoname"), max_length=32, unique=True, null=True, blank=True
    )
    words_hash = models.CharField(_("Wörter, gehasht"), max_length=128, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_quiet = models.BooleanField(_("still: keine automatische Post"), default=False)
    joined_at = models.DateTimeField(_("entstanden"), default=now)
    # Part of what a session is checked against: a new mark ends every session of this person.
    session_mark = models.CharField(_("Sitzungszeichen"), max_length=14, default=new_id)
    # Django would write down when somebody was here last. Nobody needs to know.
    last_login = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    privacy = PersonalData(
        purpose=_("Ihr Zugang"),
        subject="id",
        personal=frozenset({"email", "account_name"}),
        plain=frozenset(
            {
                "id",
                "password",
                "words_hash",
                "is_active",
                "is_quiet",
                "joined_at",
                "session_mark",
            }
        ),
    )

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")

    def __str__(self) -> str:
        return f"Konto {self.pk}"

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Django checks every session against this; both fallback and current secret come here."""
        salt, marked = "wirwissen.accounts.session", f"{self.password}:{self.session_mark}"
        return salted_hmac(salt, marked, secret=secret, algorithm="sha256").hexdigest()


class Organisation(HouseModel):
    """A site that runs courses (or, next door, a supporting organisation)."""

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(_("Kurzname in der Adresse"), unique=True)
    address = models.TextField(_("Anschrift"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    phone_hours = models.CharField(_("Sprechzeiten"), max_length=120, blank=True)
    imprint = models.TextField(_("Impressum"), blank=True)
    about = models.TextField(_("Über das Haus"), blank=True)

    privacy = PersonalData(
        purpose=_("Anbieter der Kurse"),
        plain=frozenset(
            {
                "id",
                "name",
                "slug",
                "address",
                "phone",
                "phone_hours",
                "imprint",
                "about",
            }
        ),
    )

    class Meta:
        verbose_name = _("Haus")
        verbose_name_plural = _("Häuser")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(HouseModel):
    """One role of one person in one organisation; the name is the one colleagues see."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(
        _("Aufgabe"), max_length=12, choices=[(r.value, label) for r, label in ROLE_LABELS.items()]
    )
    name = models.CharField(_("Name"), max_length=200)
    since = models.DateField(_("seit"))

    privacy = PersonalData(
        purpose=_("Aufgaben im Haus"),
        subject="user",
        personal=frozenset({"user", "name"}),
        plain=frozenset({"id", "organisation", "role", "since"}),
    )

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "role"], name="role_once_per_person_and_house"
            )
        ]

    def __str__(self) -> str:
        return f"Aufgabe {self.pk}"

    @property
    def role_held(self) -> Role:
        return Role(self.role)


class RoleChange(HouseModel):
    """The audit of roles: who gave or took which, and when. Rows are never changed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_changes")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(_("Aufgabe"), max_length=12)
    given = models.BooleanField(_("gegeben (sonst: genommen)"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("geändert am"))

    privacy = PersonalData(
        purpose=_("Nachweis, wer welche Aufgabe hatte"),
        keep=timedelta(days=3 * 365),
        keep_from="changed_at",
        subject="user",
        on_erase=OnErase.KEEP,
        personal=frozenset({"user", "by"}),
        plain=frozenset({"id", "organisation", "role", "given", "changed_at"}),
    )

    class Meta:
        verbose_name = _("Änderung einer Aufgabe")
        verbose_name_plural = _("Änderungen von Aufgaben")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"Änderung {self.pk}"


class Invitation(HouseModel):
    """An invitation of staff: the link goes by mail, the code another way (T9)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-Mail"))
    name = models.CharField(_("Name"), max_length=200)
    role = models.CharField(
        _("Aufgabe"), max_length=12, choices=[(r.value, label) for r, label in ROLE_LABELS.items()]
    )
    code_hash = models.CharField(_("Code, gehasht"), max_length=64)
    wrong_codes = models.PositiveSmallIntegerField(_("falsche Codes"), default=0)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("gilt bis"))
    accepted_at = models.DateTimeField(_("angenommen"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Neue Kolleg*innen einladen"),
        keep=timedelta(days=30),
        keep_from="expires_at",
        subject="email",
        personal=frozenset({"email", "name", "invited_by"}),
        plain=frozenset(
            {
                "id",
                "organisation",
                "role",
                "code_hash",
                "wrong_codes",
                "expires_at",
                "accepted_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")

    def __str__(self) -> str:
        return f"Einladung {self.pk}"

    @property
    def wanted_role(self) -> Role:
        return Role(self.role)


class RecoveryCode(HouseModel):
    """A code the office hands to somebody who lost their password, together with a mail code (T9).

    Alone it opens nothing: it works only in a session that the person's mailbox opened.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="recovery_code")
    code_hash = models.CharField(_("Code, gehasht"), max_length=64)
    wrong_codes = models.PositiveSmallIntegerField(_("falsche Codes"), default=0)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("gilt bis"))

    privacy = PersonalData(
        purpose=_("Ein neues Kennwort ermöglichen"),
        keep=timedelta(),
        keep_from="expires_at",
        subject="user",
        personal=frozenset({"user", "made_by"}),
        plain=frozenset({"id", "code_hash", "wrong_codes", "expires_at"}),
    )

    class Meta:
        verbose_name = _("Code für ein neues Kennwort")
        verbose_name_plural = _("Codes für ein neues Kennwort")

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


class KeptPost(HouseModel):
    """What somebody sent while their session had ended: sealed, for an hour, for them alone."""

    path = models.CharField(_("Adresse"), max_length=500)
    fields_sealed = models.BinaryField(_("Felder, verschlüsselt"))
    owner_mark = models.CharField(_("Kennzeichen der Person"), max_length=64)
    form_key = models.CharField(_("Formularschlüssel"), max_length=64)
    created_at = models.DateTimeField(_("entstanden"))

    privacy = PersonalData(
        purpose=_("Getipptes nach dem Anmelden wiederherstellen"),
        keep=timedelta(hours=1),
        keep_from="created_at",
        sealed=frozenset({"fields_sealed"}),
        plain=frozenset({"id", "path", "owner_mark", "form_key", "created_at"}),
    )

    class Meta:
        verbose_name = _("Aufgehobene Eingabe")
        verbose_name_plural = _("Aufgehobene Eingaben")

    def __str__(self) -> str:
        return f"kept post {self.pk}"
