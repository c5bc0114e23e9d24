"""A network as a picture: one record of where everything stands, two painters."""
