"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): reports of things to mend, for programs of anybody."""
