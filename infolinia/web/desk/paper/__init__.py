"""The paper form for an outage: its blank, to be printed beforehand, and the screen that enters what was written."""
