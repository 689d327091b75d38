-- Ask for the listed paths in turn; say the rate, the percentiles and how many were not 200.
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do
  paths[#paths + 1] = line
end
local at = 0

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read
    + summary.errors.write + summary.errors.timeout
  print(string.format("\nper_second=%.2f", summary.requests / (summary.duration / 1e6)))
  print(string.format("p50=%.1f", latency:percentile(50)))
  print(string.format("p95=%.1f", latency:percentile(95)))
  print(string.format("bad=%d", bad))
end
