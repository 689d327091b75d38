"""Run a command and print, last on stderr, its seconds and its peak memory in kilobytes."""

import resource
import subprocess
import sys
import time

started = time.monotonic()
status = subprocess.run(sys.argv[1:], check=False).returncode
seconds = time.monotonic() - started
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"{seconds:.2f} {peak}", file=sys.stderr)
sys.exit(status)
