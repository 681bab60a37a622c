"""Proofs in a real browser: the page as a reader meets it, on a server of our own on loopback."""
