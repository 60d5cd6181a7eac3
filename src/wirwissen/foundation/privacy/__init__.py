"""The privacy register: what is kept about whom, why and how long."""
