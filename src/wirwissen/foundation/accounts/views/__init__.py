"""Screens of accounts: signing in, passwords, one's own account, the team, the house."""
