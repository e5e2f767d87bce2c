"""Which tables of this room hold data of people: only the numbers of their matters in the EZD."""

from infolinia.core.personal import Table

TABLES = (Table("partners.EzdLink", {"matter_id": "matter"}),)
LINKS = ()
WITHOUT_PEOPLE = (
    "partners.Partner",
    "partners.SeenRequest",  # the number of what was made, for a month
    "partners.Webhook",
    "partners.Delivery",  # tells where a matter stands, never who it is about
)
