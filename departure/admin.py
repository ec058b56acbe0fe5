"""Look-up of departures at the desk: read only; the verbs stand on the decision page."""

from django.contrib import admin

from departure.models import Departure
from workflow.admin import ReadOnly


@admin.register(Departure)
class DepartureAdmin(ReadOnly):
    list_display = ["application", "protector_number", "flight_number", "flight_on", "arrived_on"]
    list_select_related = ["application"]
    fields = ["application", "protector_number", "flight_number", "flight_on", "arrived_on", "created_at"]
    readonly_fields = fields
    search_fields = ["application__reference", "protector_number"]
    date_hierarchy = "flight_on"

    def get_queryset(self, request):
        return Departure.objects.visible_to(request.user)
