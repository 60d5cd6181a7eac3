"""What people type to sign in, to set a password, and to look after an organisation."""
