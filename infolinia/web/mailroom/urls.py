"""Addresses of the post room's screens."""

from django.urls import path

from infolinia.web.mailroom import electronic, files, runs, views

app_name = "mailroom"
urlpatterns = [
    path("poczta-papierowa", views.home, name="home"),
    path("poczta-papierowa/wydruk", runs.make_run, name="make_run"),
    path("poczta-papierowa/wydruki/<int:run_id>", runs.run, name="run"),
    path("poczta-papierowa/wydruki/<int:run_id>/listy.pdf", files.run_pdf, name="run_pdf"),
    path("poczta-papierowa/wydruki/<int:run_id>/ksiazka.pdf", files.book_pdf, name="book_pdf"),
    path("poczta-papierowa/wydruki/<int:run_id>/ksiazka.csv", files.book_csv, name="book_csv"),
    path("poczta-papierowa/wydruki/<int:run_id>/nadano", runs.post_run, name="post_run"),
    path("poczta-papierowa/wydruki/<int:run_id>/jeszcze-raz", runs.print_again, name="print_again"),
    path("poczta-papierowa/e-doreczenia", electronic.page, name="electronic"),
    path("poczta-papierowa/e-doreczenia/<uuid:message_id>/<int:evidence_id>.xml", electronic.evidence, name="evidence"),
    path("poczta-papierowa/przesylki/<int:paper_id>", views.paper, name="paper"),
    path("poczta-papierowa/przesylki/<int:paper_id>/list.pdf", files.paper_pdf, name="paper_pdf"),
]
