"""Monthly meetings: when people can, the year plan, the dates, the evening itself."""
