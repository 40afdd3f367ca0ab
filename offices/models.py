"""Who: prosecutors' offices and the people who work in them."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to an office. Every read that a page makes starts with `visible_to`."""

    def visible_to(self, user: User) -> Self:
        return self.filter(office=user.office_id)


class Office(models.Model):
    """A county prosecutor's office. Everything else belongs to exactly one."""

    name = models.CharField(max_length=200)
    county = models.CharField(
        max_length=100, help_text="As the state's file writes it, for example SAN JOAQUIN."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # The heading of court papers.
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)
    district_attorney = models.CharField(max_length=200, blank=True)
    attorney = models.CharField("attorney who signs", max_length=200, blank=True)
    bar_number = models.CharField("State Bar number", max_length=20, blank=True)
    court_branch = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    REVIEWER = "reviewer"
    CLERK = "clerk"
    AUDITOR = "auditor", "Auditor (read only)"


class UserManager(BaseUserManager.from_queryset(OwnedQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OwnedQuerySet:
        """With the office, which every page names."""
        return super().get_queryset().select_related("office")

    def create_user(self, email: str, password: str, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Belongs to one office and has one role in it."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people")
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(
        default=False, help_text="The password was given by an administrator and is good for one sign-in."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
