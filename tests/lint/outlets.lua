--- One place decides how text leaves: which files write bytes of a format, print, or have the
--- signs by which one acts. Whoever has a text to tell hands it to one of these (engine/README.md).

package.path = "tests/lint/?.lua"
local source = require("source")
local words = source.words

-- Which files of a folder may call what.
local calls = {
  { folder = "engine/report/", words = words "ri_sink_add ri_sink_bytes ri_sink_format",
    files = words [[json.c html.c page.c table.c document.c outline.c booklet.c printing.c junit.c
      cases_junit.c annotate_junit.c annotate_github.c cases_tap.c cases_lcov.c lint_tests.c
      report_meta.c report_models.c]],
    why = "a document is made of the parts that its format has" },
  { folder = "engine/cli/", words = words "write_out write_err raci_buffer_write",
    files = words [[output.c failure.c progress.c watch.c ask_at_terminal.c candidates.c cmd_completion.c
      cmd_help.c manual.c]],
    why = "texts go through failure.h, or a document" },
  { folder = "engine/cli/", words = words "write", files = words "output.c files.c watch.c",
    why = "the program's output goes through output.h" },
  { folder = "engine/", files = {}, why = "the program's output goes through output.h",
    words = words "printf fprintf vprintf vfprintf dprintf puts putchar putc fputc perror" },
  { folder = "engine/", words = words "fputs fwrite",
    files = words "import_files.c staged_rows.c sample_import.c",
    why = "only files of its own are written so" },
}
-- Names that stand for output, called or not.
local streams = words "stdout stderr STDOUT_FILENO STDERR_FILENO"
local of_streams = words "output.c terminal.c ask_at_terminal.c watch.c"
-- What stands in a literal, and which files may have it.
local signs = {
  { pattern = "\\033", files = words "page.c" },
  { pattern = "\\x1b", files = words "watch.c progress.c" },
  { pattern = "</?%l[%w-]*[ >\\\"]", folder = "engine/report/",
    files = words "junit.c cases_junit.c annotate_junit.c html.c web.c" },
}

local function check(path)
  local text, name = source.read(path), path:match("[^/]+$")
  for n, line in source.lines(source.bare(text)) do
    for before, word, after in line:gmatch("()%f[%w_]([%a_][%w_]*)()") do
      local called = line:find("^%(", after) and not line:sub(1, before - 1):find("[%.>]$")
        and not line:find("^static ") and not line:find("^int write_")
      for _, rule in ipairs(calls) do
        if called and rule.words[word] and path:find(rule.folder, 1, true) and not rule.files[name] then
          source.problem(path, n, word .. ": " .. rule.why)
        end
      end
      if streams[word] and not of_streams[name] then
        source.problem(path, n, word .. ": only what writes to it, or asks what it is, names it")
      end
    end
  end
  for n, line in source.lines(source.bare(text, true)) do
    for literal in line:gmatch('"[^"]*"') do
      for _, sign in ipairs(signs) do
        local here = path:find(sign.folder or "engine/", 1, true) and not sign.files[name]
        if here and literal:find(sign.pattern) then
          source.problem(path, n, "the program's own signs in " .. literal)
        end
      end
    end
  end
end

local files = source.files({ "engine" }, "%.c$")
for _, path in ipairs(files) do
  check(path)
end
source.done(#files .. " files")
