"""Reads the bytes of foreign formats; runs only inside the confined process of `components.intake.confined`."""
