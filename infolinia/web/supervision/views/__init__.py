"""The supervisor's views, one file per screen."""
