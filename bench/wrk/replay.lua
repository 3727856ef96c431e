-- Replays the requests of a file that bench/sign-requests.ts wrote, in order and each once for as long as they last:
--   wrk -t2 -c32 -d10s -s bench/wrk/replay.lua http://127.0.0.1:8080 -- requests.tsv 2
-- The last argument is the number of threads (-t): thread k of n takes lines k, k+n, k+2n … so that no two send the same
-- signature. It must be said, for wrk sets up and starts its threads one by one, and the first cannot count the others.
-- There is no response(): wrk then does not enter Lua for answers. It counts those of status 400 and above by itself.

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local requests = {}
local position = 0

local function parse(line)
  local fields = {}
  for field in (line .. "\t"):gmatch("([^\t]*)\t") do table.insert(fields, field) end
  local headers = {}
  for i = 4, #fields - 1, 2 do headers[fields[i]] = fields[i + 1] end
  return wrk.format(fields[1], fields[2], headers, fields[3])
end

function init(args)
  local file, of = args[1], tonumber(args[2])
  if not file or not of then error("usage: wrk -tTHREADS … -s replay.lua URL -- FILE THREADS") end
  if number >= of then error("wrk runs more threads than the " .. of .. " that replay.lua was told of") end
  local index = 0
  for line in io.lines(file) do
    if index % of == number then table.insert(requests, parse(line)) end
    index = index + 1
  end
  if #requests == 0 then error("no requests for thread " .. number .. " in " .. file) end
  rounds = 0
end

function request()
  position = position + 1
  if position > #requests then
    position = 1
    rounds = rounds + 1
  end
  return requests[position]
end

function done(summary, latency)
  local again = 0
  for _, thread in ipairs(threads) do again = again + thread:get("rounds") end
  io.write(string.format("replay: %d requests, %d refused, begun again %d times\n",
    summary.requests, summary.errors.status, again))
  io.write(string.format('replay-json: {"rate":%.1f,"p50":%.3f,"p99":%.3f,"refused":%d,"repeated":%d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout, again))
end
