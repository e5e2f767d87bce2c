"""The units' views, one file per screen."""
