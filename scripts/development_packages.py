"""Print the development packages of pyproject.toml, one argument each, for installers without dependency groups."""

import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
print(" ".join(f"{package.replace(' ', '')}" for package in project["dependency-groups"]["dev"]))
