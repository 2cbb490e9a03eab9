from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from guidelines import actions
from guidelines.models import Withdrawal
from guidelines.models.outcome import Outcome
from guidelines.models.withdrawal import leads_somewhere

from .access import page, with_edition
from .reviewing import Words

OUTCOMES = [
    (Outcome.ERROR, "Released in error: its text is no longer shown; its addresses say why"),
    (Outcome.REPLACED, "Replaced by another address: its text is no longer shown; its addresses lead there"),
    (Outcome.OLD, "No longer advised: its text stays, with a banner that says why"),
]


class WithdrawalForm(forms.Form):
    outcome = forms.ChoiceField(label="What happened", choices=OUTCOMES, widget=forms.RadioSelect)
    address = forms.CharField(
        label="Address that takes its place",
        required=False,
        max_length=500,
        validators=[leads_somewhere],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Only when it is replaced: https://www.example.org/guideline/, or /guidelines/… on this site.",
    )
    reason = Words(label="What readers are told", max_length=1000, help_text="One or two sentences. Readers see them.")

    def clean(self):
        said = super().clean()
        is_replaced = said.get("outcome") == Outcome.REPLACED
        if is_replaced and not said.get("address") and "address" not in self.errors:
            self.add_error("address", "Write the address that takes its place.")
        if not is_replaced:
            said["address"] = ""
            self.errors.pop("address", None)
        return said


class TakeBackForm(forms.Form):
    reason = Words(label="Why", max_length=1000, help_text="For the audit trail; readers do not see it.")


@require_http_methods(["GET", "HEAD", "POST"])
@with_edition("withdraw_edition")
def view(request, edition):
    """Withdraws a public edition, or takes its withdrawal back."""
    withdrawal = Withdrawal.objects.filter(edition=edition).first()
    form = (TakeBackForm if withdrawal else WithdrawalForm)(request.POST or None)
    if not edition.is_public:
        messages.error(request, str(actions.NotPublic(edition)))
        return redirect("admin:guidelines_edition_change", edition.pk)
    if form.is_valid() and _done(request, edition, withdrawal, form.cleaned_data):
        return redirect("admin:guidelines_edition_change", edition.pk)
    title = (
        f"Take back the withdrawal of edition {edition.number}" if withdrawal else f"Withdraw edition {edition.number}"
    )
    return render(request, "desk/withdraw.html", page(request, title, edition, form=form, withdrawal=withdrawal))


def _done(request, edition, withdrawal, said):
    act = actions.take_back_withdrawal if withdrawal else actions.withdraw
    try:
        act(edition=edition, by=request.user, **said)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{edition} {'stands again' if withdrawal else 'is withdrawn'}.")
    return True
