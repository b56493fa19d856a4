"""The sample agency: an invented department's policy and training, for demos and tests."""

from importlib import resources
from pathlib import Path


def sample_folder() -> Path:
    """Return the folder of the sample agency's documents, ready to be added as it is.

    The package is always installed unpacked, so the folder is a real one on disk.
    """
    return Path(str(resources.files(__name__) / "library"))
