"""Who somebody is: users, organisations, roles, invitations, sign-in."""
