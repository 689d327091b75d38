"""How tests are shared out among processes: by files, the longest first."""

from typing import Any

from xdist.scheduler import LoadScopeScheduling

# By the processor time that they take, so that no process is idle while another ends one of
# them. A file that is not named here comes after them, in the random order of the run.
LONGEST = (
    "tests/permissions/test_mutants.py",
    "tests/permissions/test_forged_requests.py",
    "tests/test_translation.py",
    "tests/permissions/test_matrix.py",
    "mutualaid/safeguarding/tests/test_hidden_from_subjects.py",
    "tests/permissions/test_read_audit.py",
    "mutualaid/organisations/tests/test_keeping_apart.py",
    "tests/permissions/test_bad_input.py",
    "tests/permissions/test_planted_words.py",
    "mutualaid/backups/tests/test_processes.py",
    "tests/weather/test_kills.py",
    "mutualaid/cli/tests/test_demo.py",
)


class ByFile(LoadScopeScheduling):
    """One process takes all tests of a file, so that what they share is made once.

    The mark `xdist_group` would say as much, but groups nothing since pytest 9.2, which keeps
    the names of tests where xdist does not write them.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]

    def _assign_work_unit(self, node: Any) -> None:
        longest = next((file for file in LONGEST if file in self.workqueue), None)
        if longest:
            self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)
