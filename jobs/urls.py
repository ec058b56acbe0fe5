"""The employer's pages under /<language>/employer/."""

from django.urls import path

from jobs.views import company, home, letters, steps, vacancies

app_name = "employer"
urlpatterns = [
    path("", home.home, name="home"),
    path("register/", company.register, name="register"),
    path("company/", company.company, name="company"),
    path("company/edit/", company.company_edit, name="company_edit"),
    path("vacancies/", vacancies.vacancies, name="vacancies"),
    path("vacancies/new/", vacancies.vacancy_new, name="vacancy_new"),
    path("vacancies/<uuid:public_id>/", vacancies.vacancy, name="vacancy"),
    path("vacancies/<uuid:public_id>/edit/", vacancies.vacancy_edit, name="vacancy_edit"),
    path("vacancies/<uuid:public_id>/check/", vacancies.vacancy_check, name="vacancy_check"),
    path("vacancies/<uuid:public_id>/preview/", vacancies.vacancy_preview, name="vacancy_preview"),
    path("vacancies/<uuid:public_id>/reopen/", steps.vacancy_reopen, name="vacancy_reopen"),
    path("vacancies/<uuid:public_id>/confirm/<slug:name>/", steps.vacancy_confirm, name="vacancy_confirm"),
    path("vacancies/<uuid:public_id>/steps/<slug:name>/", steps.vacancy_step, name="vacancy_step"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/", letters.letter_new, name="letter_new"),
    path("letters/<uuid:public_id>/", letters.letter, name="letter"),
    path("letters/<uuid:public_id>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<uuid:public_id>/print/", letters.letter_print, name="letter_print"),
    path("letters/<uuid:public_id>/steps/<slug:name>/", steps.letter_step, name="letter_step"),
]
