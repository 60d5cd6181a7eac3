"""What both houses stand on."""
