"""Disclosure control: decides what is withheld; nothing leaves the house but ``disseminated``."""
