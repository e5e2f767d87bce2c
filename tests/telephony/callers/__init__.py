"""Telephones that tests call with: real signalling and real sound from addresses of this machine."""
