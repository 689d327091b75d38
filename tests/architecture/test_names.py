# Names that say nothing of what a file knows.
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "handlers", "managers", "services"}


class TestFileNames:
    def test_say_what_the_file_knows(self, project_files):
        empty = [
            path
            for path in project_files
            if path.suffix == ".py"
            and EMPTY_NAMES & {path.stem, path.stem + "s", path.parent.name}
        ]

        assert empty == []
