"""What the rules about the code look at: the files."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file of the project, those about to be committed included."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True)
    names = told.stdout.decode().strip("\0").split("\0")
    return [ROOT / name for name in names if (ROOT / name).is_file()]
