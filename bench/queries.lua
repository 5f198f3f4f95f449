-- Asks the search, one query after another: codes, messages, questions, typos.
-- With BENCH_UNIQUE each question is new, so that no answer is remembered.
local queries = {
  "34513", "0x80070005", "-2147024891", "SalLowDiskSpace", "(ID: 100050)",
  "Invalid vault credentials provided. The file is either corrupted or does not have the latest credentials",
  "The activation did not complete successfully. The current operation failed due to an internal service error [0x1FC07].",
  "scheduled backups do not start but manual ones work", "invaild vault credentails", "scratch folder on a network share",
  "recovery volume does not mount", "size limit Windows 7", "proxy asks for a password", "antivirus locks the cache folder",
  "0AB0 0974 08/04 13:16:29.206 WARNING Failed: Hr: = [0x80070002] BackupRead failed on file(D:\\Shares\\a.pdf)",
}
local path = os.getenv("BENCH_PATH") or "/api/v1/search?q="
local unique = os.getenv("BENCH_UNIQUE")
-- Each run begins elsewhere: pages that an earlier run asked for are kept.
local paths, i, n = {}, 0, os.time() % 1000 * 1000
for _, q in ipairs(queries) do
  paths[#paths + 1] = path .. q:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end)
end
request = function()
  i = i % #paths + 1
  n = n + 1
  return wrk.format("GET", unique and paths[i] .. "%20" .. n or paths[i])
end
