"""Measures with published definitions, and the figures that screens and reports show."""
