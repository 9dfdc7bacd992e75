"""Keeps the tests away from the keys of whoever runs them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def keys_of_their_own() -> Iterator[None]:
    """A key folder for this run, for the processes that tests start, too."""
    before = {name: os.environ.get(name) for name in ("COULISSE_KEYS", "COULISSE_PASSPHRASE")}
    with tempfile.TemporaryDirectory(prefix="coulisse-keys-") as folder:
        os.environ["COULISSE_KEYS"] = folder
        os.environ.pop("COULISSE_PASSPHRASE", None)
        yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
