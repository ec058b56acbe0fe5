"""Feed, poster, share card and press text, below /<language>/jobs/; the machine's lists stand at the root."""

from django.urls import path

from jobs.views import faces

app_name = "faces"
urlpatterns = [
    path("feed.atom", faces.feed, name="feed"),
    path("<uuid:public_id>/poster.pdf", faces.poster, name="poster"),
    path("<uuid:public_id>/card.png", faces.share_card, name="share_card"),
    path("<uuid:public_id>/seen/", faces.seen, name="seen"),
    path("<uuid:public_id>/press/", faces.press, name="press"),
]
