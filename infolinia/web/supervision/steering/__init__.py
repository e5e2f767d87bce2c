"""The table that sends new matters to units: read, tried on past matters, switched on."""
