"""How the tests are dealt out to the processes: one by one, but for those that share something dear."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    "tests/api/test_contract.py",  # what input is made from, for each operation
    "tests/demo/",  # one filled demo
    "tests/test_scenarios_command.py",  # one run of the command over everything that is wrong
)
"""Files whose tests go to one process, in which the first of them pays for all; xdist begins with these."""


class Scheduling(LoadScopeScheduling):
    """xdist's own for files, with each test as a file of its own."""

    def _split_scope(self, nodeid: str) -> str:
        return next((part for part in TOGETHER if nodeid.startswith(part)), nodeid)
