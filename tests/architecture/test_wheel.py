from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]


class TestWheel:
    def test_leaves_out_tests_and_nothing_else_that_is_ours(self):
        builder = WheelBuilder(str(ROOT))
        held = {file.relative_path for file in builder.recurse_included_files()}
        ours = {
            str(path.relative_to(ROOT)) for path in (ROOT / "mutualaid").rglob("*.py")
        }

        assert {path for path in ours - held if "/tests/" not in path} == set()
        assert {path for path in held if "/tests/" in path} == set()
