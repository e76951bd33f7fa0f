-- Runs the commands that a document shows and compares what they print with what the document
-- says they print.
--
--     lua5.4 examples.lua RACI DOCUMENT…
--
-- In a ```console block a line `$ command` is run, in one temporary folder for the whole document;
-- the lines up to the next one are its output. A line that is just `…` stands for any lines.

local raci = arg[1]
local folder = assert(io.popen("mktemp -d")):read("l")
local failures = 0

local function shell(command)
    local bin = raci:match("^(.*)/[^/]*$")
    local line = ("cd '%s' && PATH='%s':$PATH COLUMNS=80 NO_COLOR=1 sh -c '%s' 2>&1"):format(
        folder, bin, (command:gsub("'", "'\\''")))
    local pipe = assert(io.popen(line))
    local output = pipe:read("a")
    pipe:close()
    return output
end

-- Whether lines[i…] fits wanted[k…], where `…` takes any number of lines.
local function fits(lines, wanted)
    local i, k, star, mark = 1, 1, nil, nil
    while i <= #lines do
        if wanted[k] == "…" then
            star, mark = k, i
            k = k + 1
        elseif wanted[k] == lines[i] then
            i, k = i + 1, k + 1
        elseif star then
            mark = mark + 1
            i, k = mark, star + 1
        else
            return false
        end
    end
    while wanted[k] == "…" do
        k = k + 1
    end
    return k > #wanted
end

local function split(text)
    local lines = {}
    for line in text:gmatch("([^\n]*)\n") do
        lines[#lines + 1] = line
    end
    while lines[#lines] == "" do
        lines[#lines] = nil
    end
    return lines
end

local function compare(document, number, command, wanted)
    while wanted[#wanted] == "" do
        wanted[#wanted] = nil
    end
    local lines = split(shell(command))
    if not fits(lines, wanted) then
        failures = failures + 1
        io.stderr:write(("%s:%d: $ %s\n--- it prints\n%s\n"):format(document, number, command,
            table.concat(lines, "\n")))
    end
end

local count = 0
for i = 2, #arg do
    local inside, command, wanted, at = false, nil, {}, 0
    local number = 0
    for line in assert(io.open(arg[i])):lines() do
        number = number + 1
        if inside and (line:match("^%$ ") or line == "```") then
            if command then
                count = count + 1
                compare(arg[i], at, command, wanted)
            end
            command, wanted, at = line:match("^%$ (.*)"), {}, number
            inside = line ~= "```"
        elseif inside then
            wanted[#wanted + 1] = line
        elseif line == "```console" then
            inside, command = true, nil
        end
    end
end
os.execute(("rm -rf '%s'"):format(folder))
print(("%d examples, %d differ"):format(count, failures))
os.exit(failures == 0 and count > 0)
