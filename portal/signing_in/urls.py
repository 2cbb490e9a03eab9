"""Under /admin/: those under login/ are open to strangers, those under account/ to whoever is signed in."""

from django.urls import path

from . import account, doors, passkeys, passwords

urlpatterns = [
    path("login/", doors.sign_in),
    path("login/second-step/", doors.second_step, name="second_step"),
    path("login/second-step/passkey/begin/", passkeys.begin_second_step, name="begin_second_step"),
    path("login/second-step/passkey/", passkeys.second_step, name="passkey_second_step"),
    path("login/forgotten/", doors.forgotten, name="admin_password_reset"),
    path("login/choose/<str:secret>/", doors.choose_password, name="choose_password"),
    path("password_change/", passwords.change),
    path("account/", account.account, name="account"),
    path("account/app/", account.app, name="add_app"),
    path("account/passkey/begin/", passkeys.begin_adding, name="begin_adding_passkey"),
    path("account/passkey/", passkeys.add, name="add_passkey"),
    path("account/codes/", account.new_codes, name="new_codes"),
    path("account/codes/anew/", account.codes_anew, name="codes_anew"),
    path("account/steps/<int:pk>/remove/", account.remove, name="remove_step"),
    path("account/devices/<int:pk>/sign-out/", account.sign_out_device, name="sign_out_device"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
]
