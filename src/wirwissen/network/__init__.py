"""Netzhaus: groups of professionals in care who have lived through crises."""
