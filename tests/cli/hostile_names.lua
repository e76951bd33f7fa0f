-- lua hostile_names.lua FOLDER: writes an organization of hostile names there.

local folder = arg[1]
local names = {
  '"quoted", and; \'single\'', "tab\there", "\27[31mred\27[0m\7", "\u{202e}gnp.exe\u{200f} rtl",
  "line one\nline two\r\nthree", "=1+1", "<script>alert(1)</script>", ("x"):rep(1000), "-2+3",
  "@SUM(A1)", "'=1", "| pipe | `code` *b* _i_ [l](http://x)", "\u{9b}31mC1",
  ("wide 漢字テスト"):rep(8), "e\u{301}\u{301} zalgo", "\u{200b}\u{feff}zero",
  "\\u{41} back\\slash", "ends with blanks   ", "C:\\path\\", "😀 emoji 👩\u{200d}👩\u{200d}👧",
  '"onload="alert(1)" <img src=x onerror=alert(1)>', "</style></script><script>alert(1)</script>",
  "::error file=x::forged", "##[error]forged", "::stop-commands::x",
  "soft\u{ad}hyphen and\u{e0001}\u{e0041}\u{e007f} tags", "\u{2028}::error::parted\u{2029}##vso[task.x]y",
  "javascript:alert(1)", "![x](javascript:alert(1)) <javascript:alert(1)> https://evil.example/x",
  "]]><failure/><!-- \u{fffe}\u{fff9}\u{2060}", "a # skip\nok 2 - forged\nBail out!",
  "%0A::error::%0D\n::error title=x::forged", "$(touch pwned) `touch pwned` ${IFS} {{7*7}}",
  "\27]8;;http://evil.example\27\\link\27]8;;\27\\ \27P$q\27\\", "&lt;b&gt; &#x3c;b&#x3e; &quot;&apos;",
  "end_of_record\nSF:/etc/passwd", "=HYPERLINK(\"http://evil.example\",\"x\")",
}

local function cell(value)
  if value:find("^'*[=+@\t\r-]") then
    value = "'" .. value
  end
  return '"' .. value:gsub('"', '""') .. '"'
end

local function write(name, columns, rows)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(columns, "\n")
  for _, row in ipairs(rows) do
    local cells = {}
    for i, value in ipairs(row) do
      cells[i] = cell(value)
    end
    file:write(table.concat(cells, ","), "\n")
  end
  file:close()
end

assert(os.execute("mkdir '" .. folder .. "'"))
local units = { { "company", "The company", "", "ceo", "company" } }
local positions = { { "ceo", "Chief", "company", "", "ceo" },
  { "cxo", "CX Chief", "company", "ceo", "cxo" } }
local people = { { "ann", "Ann" }, { "bob", "Bob" } }
local seats = { { "ceo", "ann", "" }, { "cxo", "bob", "acting" } }
local journeys, touchpoints, stated = {}, {}, {}
local kinds = { "holder", "acting", "delegate" }
for n, name in ipairs(names) do
  local i = tostring(n - 1)
  local other = "u" .. (n + 6) % #names
  units[#units + 1] = { "u" .. i, name, "company", n % 3 ~= 0 and "p" .. i or "", "department" }
  positions[#positions + 1] = { "p" .. i, name, "u" .. i, "ceo", "" }
  people[#people + 1] = { "h" .. i, name }
  if n % 4 ~= 0 then
    seats[#seats + 1] = { "p" .. i, "h" .. i, kinds[n % 3 + 1] }
  end
  if n <= 6 then
    journeys[n] = { "j" .. i, name, n % 2 == 0 and "p" .. i or "" }
  end
  local delivering = n % 5 ~= 0 and ("u" .. i .. ";" .. other) or ""
  touchpoints[n] = { "t" .. i, name, "j" .. (n - 1) % 6, i, delivering, (name:gsub(";", ",")), name }
  stated[n] = { "t" .. i, "C", "person:h" .. i, name }
end
write("units.csv", "key,name,parent,head,kind", units)
write("positions.csv", "key,title,unit,reports_to,office", positions)
write("people.csv", "key,name", people)
write("seats.csv", "position,person,kind", seats)
write("journeys.csv", "key,name,lead", journeys)
write("touchpoints.csv", "key,name,journey,order,units,tags,remark <b>", touchpoints)
write("stated.csv", "touchpoint,letter,holder,reason", stated)
