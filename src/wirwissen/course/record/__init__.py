"""A person's learning record: the file it travels in, and the check "Was fehlt noch?"."""
