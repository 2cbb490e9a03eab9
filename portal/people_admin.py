"""People at the editors' desk: who may sign in, and what they may do, in plain words."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html_join

from portal import audit, groups, posted
from portal.signing_in import devices, links

User = get_user_model()


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, group):
        return f"{group.name}: {groups.WORDS[group.name]}" if group.name in groups.WORDS else group.name


def what_they_may_do():
    return GroupsField(
        Group.objects.order_by("pk"),
        label="What they may do",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Somebody in no group may sign in, but sees nothing.",
    )


class PersonForm(UserChangeForm):
    password = None  # what is stored of it tells nobody anything
    groups = what_they_may_do()
    is_active = forms.BooleanField(
        label="May sign in", required=False, help_text="Untick it when somebody leaves; what they did stays theirs."
    )
    is_superuser = forms.BooleanField(
        label="May do everything", required=False, help_text="Without any group; for the person who runs the portal."
    )


class NewPersonForm(forms.ModelForm):
    """Without a password: the person chooses it at the link in their invitation."""

    email = forms.EmailField(max_length=254, help_text="The invitation goes there, with a link that works for 7 days.")
    groups = what_they_may_do()

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonAdmin(UserAdmin):
    form, add_form, add_form_template = PersonForm, NewPersonForm, "admin/change_form.html"
    change_form_template = "admin/auth/person.html"
    list_display = ["username", "name", "email", "may", "is_active", "has_password", "last_login"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["is_active", "groups", "is_superuser"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        ("What they may do", {"fields": ["groups"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "People"} | (extra_context or {}))

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"title": "Add a person"} | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        person = posted.number(object_id)
        said = {"title": "A person", "invited_until": links.waiting([person]).get(person)}
        said["devices"] = devices.of(person).count()
        return super().change_view(request, object_id, form_url, said | (extra_context or {}))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        return [] if request.user.is_superuser else ["is_superuser"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return False  # what they did refers to them: untick “Active” instead

    def get_actions(self, request):
        return {}

    def save_model(self, request, obj, form, change):
        before = User.objects.get(pk=obj.pk) if change else obj
        form.before, form.old_address = standing_of(before) if change else {}, before.email
        obj.is_staff = True  # there is nothing else to sign in to
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        person = User.objects.get(pk=form.instance.pk)
        after = standing_of(person)
        if not change:
            audit.record(by=request.user, did="added the person", of=person, after=after)
            self._invite(request, person)
            return
        if form.before != after:
            did = "changed the permissions of"
            audit.record(by=request.user, did=did, of=person, before=form.before, after=after)
        if not person.is_active:
            devices.end_all(person)  # for good: whoever is let in again signs in again
        if form.old_address != person.email:
            ended = links.follow_address(person=person, before=form.old_address, by=request.user)
            if ended:
                messages.warning(request, "The link sent to the old address no longer works. Invite this person again.")

    def user_change_password(self, request, id, form_url=""):
        person = self.get_object(request, id)
        if person and not may_touch(request.user, person):
            raise PermissionDenied
        if person == request.user:
            return redirect("admin:password_change")  # which asks for the old one
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            links.end(person)
            audit.record(by=request.user, did="set the password of", of=person)
        return response

    def get_urls(self):
        own = [
            path("<int:pk>/invite/", self.admin_site.admin_view(self.invite), name="invite"),
            path(
                "<int:pk>/withdraw-invitation/", self.admin_site.admin_view(self.withdraw), name="withdraw_invitation"
            ),
        ]
        own.append(path("<int:pk>/sign-out/", self.admin_site.admin_view(self.sign_out), name="sign_out_person"))
        return own + super().get_urls()

    def invite(self, request, pk):
        person = self._touched(request, pk)
        self._invite(request, person)
        return redirect("admin:auth_user_change", pk)

    def withdraw(self, request, pk):
        person = self._touched(request, pk)
        withdrawn = links.withdraw_invitation(person=person, by=request.user)
        said = "The invitation is withdrawn: its link no longer works." if withdrawn else "There was no invitation."
        messages.info(request, said)
        return redirect("admin:auth_user_change", pk)

    def sign_out(self, request, pk):
        person = self._touched(request, pk)
        devices.sign_out_everywhere(person=person, by=request.user)
        messages.success(request, f"{person} is signed out everywhere.")
        return redirect("admin:auth_user_change", pk)

    def _touched(self, request, pk):
        """The person of a POST by somebody who may change them."""
        person = self.get_object(request, str(pk))
        if request.method != "POST" or person is None or not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def _invite(self, request, person):
        try:
            links.invite(person=person, by=request.user)
        except links.NoAddress as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"An invitation is on its way to {person.email}. It works for 7 days.")

    @admin.display(description="chose a password", boolean=True)
    def has_password(self, person):
        return person.has_usable_password()

    @admin.display(description="name")
    def name(self, person):
        return person.get_full_name()

    @admin.display(description="may do")
    def may(self, person):
        named = [(group.name,) for group in person.groups.all()]
        return format_html_join(", ", "{}", ([("Everything",)] if person.is_superuser else []) + named) or "nothing yet"


def may_touch(user, person):
    """Whether this administrator may change that person: nobody raises themselves over somebody who may do all."""
    return person is None or user.is_superuser or not person.is_superuser


def standing_of(person):
    """What decides what somebody may do, as the audit trail keeps it."""
    return {
        "user name": person.username,
        "may sign in": person.is_active,
        "may do everything": person.is_superuser,
        "groups": sorted(person.groups.values_list("name", flat=True)),
    }


admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(User, PersonAdmin)
