"""The desk's own pages inside /desk/; each is wrapped by the admin's door (portal/admin.py)."""

from django.urls import path

from reviews.desk import calls, case, counter, cv, katakana, notes, phone, propose, queue, receipt, reveal, team, together, walk_in

urlpatterns = [
    path("queue/oldest/", queue.open_oldest, name="desk_oldest"),
    path("queue/<slug:kind>/", queue.queue, name="desk_queue"),
    path("queue/application/endorse/", together.endorse, name="desk_endorse"),
    path("queue/<slug:kind>/give/", team.give, name="desk_give"),
    path("queue/<slug:kind>/next/", queue.open_next, name="desk_next"),
    path("queue/<slug:kind>/<uuid:public_id>/open/", queue.open_case, name="desk_open"),
    path("queue/<slug:kind>/<uuid:public_id>/put-back/", queue.put_back, name="desk_put_back"),
    path("propose/<uuid:public_id>/", propose.propose, name="desk_propose"),
    path("case/offer/<uuid:public_id>/document/", case.offer_document, name="desk_offer_document"),
    path("case/evidence/<uuid:public_id>/compare/", case.compare, name="desk_compare"),
    path("case/evidence/<uuid:public_id>/page/<int:number>/", case.document_page, name="desk_document_page"),
    path("case/<slug:kind>/<uuid:public_id>/", case.case, name="desk_case"),
    path("case/<slug:kind>/<uuid:public_id>/hand-on/", team.hand_on, name="desk_hand_on"),
    path("case/<slug:kind>/<uuid:public_id>/note/", notes.note, name="desk_note"),
    path("case/<slug:kind>/<uuid:public_id>/<slug:step>/", case.decide, name="desk_decide"),
    path("decision/<uuid:public_id>/undo/", case.undo, name="desk_undo"),
    path("team/", team.team, name="desk_team"),
    path("counter/", counter.counter, name="desk_counter"),
    path("counter/new/", walk_in.walk_in, name="desk_walk_in"),
    path("counter/<uuid:public_id>/", counter.person, name="desk_person"),
    path("counter/<uuid:public_id>/call/", calls.call, name="desk_call"),
    path("counter/<uuid:public_id>/apply/", counter.apply, name="desk_apply"),
    path("counter/<uuid:public_id>/phone/", phone.phone, name="desk_phone"),
    path("counter/<uuid:public_id>/identity/", reveal.reveal, name="desk_identity"),
    path("counter/<uuid:public_id>/receipt/", receipt.receipt, name="desk_receipt"),
    path("counter/<uuid:public_id>/<slug:reference>/<slug:name>/", counter.step, name="desk_behalf"),
    path("counter/<uuid:public_id>/cv/", cv.cv, name="desk_cv"),
    path("katakana/", katakana.katakana, name="desk_katakana"),
    path("katakana/<uuid:public_id>/fix/", katakana.fix, name="desk_katakana_fix"),
]
