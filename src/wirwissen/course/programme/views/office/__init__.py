"""Pages of the office: the hub, programmes with their versions, offers, the directory."""
