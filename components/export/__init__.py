"""Takes a situation out of the program: as a data package that another one of its kind reads back."""

from components.export.package import save_package

__all__ = ["save_package"]
