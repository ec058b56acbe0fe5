"""The register's pages inside /desk/; each is wrapped by the admin's door (settings.DESK_PAGES)."""

from django.urls import path

from register.desk import claims, loads

urlpatterns = [
    path("register/imports/", loads.loads, name="register_imports"),
    path("register/imports/<uuid:public_id>/", loads.load, name="register_import"),
    path("register/imports/<uuid:public_id>/begin/", loads.begin, name="register_import_begin"),
    path("register/imports/<uuid:public_id>/cancel/", loads.cancel, name="register_import_cancel"),
    path("register/imports/<uuid:public_id>/report/", loads.report, name="register_import_report"),
    path("register/claims/", claims.claims, name="register_claims"),
    path("register/claims/<uuid:public_id>/", claims.claim, name="register_claim"),
    path("register/claims/<uuid:public_id>/<slug:step>/", claims.decide, name="register_claim_decide"),
]
