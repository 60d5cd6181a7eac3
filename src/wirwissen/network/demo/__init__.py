"""The demo of the network house: one invented group."""
