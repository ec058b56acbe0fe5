"""Sign-up, sign-in and the own account. Only those pages of allauth that are used have an address."""

from allauth.account.views import logout
from allauth.mfa.base.views import authenticate, index
from allauth.mfa.base.views import reauthenticate as second_factor_again
from allauth.mfa.recovery_codes.views import download_recovery_codes, generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions.views import list_usersessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts.views import account, closures, invited, signin, signup
from accounts.views.passkeys import careful, counted

urlpatterns = [
    path("", account.home, name="account_home"),
    path("go/", signin.after_login, name="after_login"),
    path("login/", signin.login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("code/", signin.code, name="account_code"),
    path("code/again/", signin.code_again, name="account_code_again"),
    path("who/", signin.who, name="account_who"),
    path("signup/", signup.signup, name="account_signup"),
    path("signup/name/", signup.signup_name, name="account_signup_name"),
    path("signup/employer/", signup.employer_signup, name="employer_signup"),
    path("reauthenticate/", signin.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password, name="account_change_password"),
    path("ways/", account.ways, name="account_ways"),
    path("contact/<slug:kind>/", account.contact, name="account_contact"),
    path("invitation/<str:token>/", invited.accept, name="account_invitation"),
    path("colleagues/", invited.colleagues, name="account_colleagues"),
    path("colleagues/<uuid:public_id>/end/", invited.end_membership, name="account_colleague_end"),
    path("colleagues/<uuid:public_id>/owner/", invited.add_owner, name="account_colleague_owner"),
    path("closures/", closures.company, name="account_closures"),
    path("closures/<uuid:public_id>/back/", closures.back, name="account_closure_back"),
    path("sessions/", list_usersessions, name="usersessions_list"),
    path("2fa/", index, name="mfa_index"),
    path("2fa/authenticate/", careful(authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor_again, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", careful(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/reauthenticate/", careful(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/login/", login_not_required(counted(careful(passkeys.login_webauthn))), name="mfa_login_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
