"""Checks an uploaded file by its content; the entrance is `check.check_upload`."""
