"""Brings outside things in unchanged: one module per format."""

from components.intake.package import Package, read_ground, read_package

__all__ = ["Package", "read_ground", "read_package"]
