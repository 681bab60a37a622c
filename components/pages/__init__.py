"""The pages of the navigation; each takes the desk and puts panels in order."""
