"""Papers: attendance confirmation, certificate, register, verification."""
