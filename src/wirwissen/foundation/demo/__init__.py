"""The demo's own pages: who one can be, and every mail that was sent. Never in a real house."""
