"""schemathesis reads the API's description and asks a running server all that follows from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = Path(__file__).parent / "schemathesis.toml"


@pytest.mark.parametrize("seed", [int(os.environ.get("EVENHAND_FUZZ_SEED", "7"))])
def test_schemathesis_finds_nothing(api_server, seed, tmp_path):
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
                   "PYTHONPATH": str(CONFIG.parent)}  # fmt: skip
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIG), "run",
        f"{api_server.url}/v1/openapi.json", "--header",
        f"Authorization: Bearer {api_server.keys['main']}", "--seed", str(seed),
    ]  # fmt: skip
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True,
                           timeout=300)  # fmt: skip
    assert found.returncode == 0, found.stdout[-6000:] + found.stderr[-2000:]
