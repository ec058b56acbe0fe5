"""The employer's pages under /<language>/employer/."""

from django.urls import path

from jobs.views import changing, company, discarding, home, letters, sheets, steps, vacancies, writing

app_name = "employer"
urlpatterns = [
    path("", home.home, name="home"),
    path("register/", company.register, name="register"),
    path("company/", company.company, name="company"),
    path("company/edit/", company.company_edit, name="company_edit"),
    path("company/terms/", company.terms, name="terms"),
    path("company/workplaces/", company.workplaces, name="workplaces"),
    path("company/workplaces/new/", company.workplace, name="workplace_new"),
    path("company/workplaces/<uuid:public_id>/", company.workplace, name="workplace"),
    path("company/workplaces/<uuid:public_id>/remove/", company.workplace_remove, name="workplace_remove"),
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("vacancies/thrown-away/", discarding.discarded, name="discarded"),
    path("vacancies/new/", writing.vacancy_new, name="vacancy_new"),
    path("vacancies/<uuid:public_id>/", vacancies.vacancy, name="vacancy"),
    path("vacancies/<uuid:public_id>/edit/<slug:page>/", writing.vacancy_edit, name="vacancy_edit"),
    path("vacancies/<uuid:public_id>/copy/", writing.vacancy_copy, name="vacancy_copy"),
    path("vacancies/<uuid:public_id>/discard/", discarding.vacancy_discard, name="vacancy_discard"),
    path("vacancies/<uuid:public_id>/bring-back/", discarding.bring_back, name="bring_back"),
    path("vacancies/<uuid:public_id>/change/", changing.vacancy_change, name="vacancy_change"),
    path("vacancies/<uuid:public_id>/change/back/", changing.change_back, name="change_back"),
    path("vacancies/<uuid:public_id>/still-open/", changing.vacancy_still_open, name="vacancy_still_open"),
    path("vacancies/<uuid:public_id>/check/", vacancies.vacancy_check, name="vacancy_check"),
    path("vacancies/<uuid:public_id>/sheet.pdf", vacancies.vacancy_sheet, name="vacancy_sheet"),
    path("vacancies/<uuid:public_id>/preview/", vacancies.vacancy_preview, name="vacancy_preview"),
    path("vacancies/<uuid:public_id>/reopen/", steps.vacancy_reopen, name="vacancy_reopen"),
    path("vacancies/<uuid:public_id>/confirm/<slug:name>/", steps.vacancy_confirm, name="vacancy_confirm"),
    path("vacancies/<uuid:public_id>/steps/<slug:name>/", steps.vacancy_step, name="vacancy_step"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.letter_new, name="letter_new"),
    path("letters/<uuid:public_id>/", letters.letter, name="letter"),
    path("letters/<uuid:public_id>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<uuid:public_id>/scan/", letters.letter_scan, name="letter_scan"),
    path("letters/<uuid:public_id>/scan/file/", letters.letter_scan_file, name="letter_scan_file"),
    path("letters/<uuid:public_id>/<slug:paper>.pdf", letters.letter_paper, name="letter_paper"),
    path("letters/<uuid:public_id>/steps/<slug:name>/", steps.letter_step, name="letter_step"),
]
