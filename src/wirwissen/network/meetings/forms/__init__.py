"""What members and orga type about meetings."""
