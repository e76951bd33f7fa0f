-- Small changes of C source, each of one token, or nearly: what somebody may write by mistake, and
-- a compiler may well take.
--
-- A change is { first, last, to, kind }: bytes of the text, and what stands there instead. Only
-- what is within functions is changed; what comments and strings say never is.

local source = require "source"

local mutations = {}

-- What may stand for an operator.
local OTHERS = {
  ["=="] = { "!=" }, ["!="] = { "==" },
  ["<"] = { "<=", ">=" }, [">"] = { ">=", "<=" }, ["<="] = { "<", ">" }, [">="] = { ">", "<" },
  ["&&"] = { "||" }, ["||"] = { "&&" },
  ["+"] = { "-" }, ["-"] = { "+" }, ["*"] = { "/" }, ["/"] = { "*" }, ["%"] = { "/" },
  ["&"] = { "|" }, ["|"] = { "&" }, ["^"] = { "|" }, ["<<"] = { ">>" }, [">>"] = { "<<" },
  ["+="] = { "-=" }, ["-="] = { "+=" }, ["|="] = { "&=" }, ["&="] = { "|=" },
  ["++"] = { "--" }, ["--"] = { "++" },
}
local KINDS = { ["&&"] = "logic", ["||"] = "logic" }
for _, operator in ipairs { "==", "!=", "<", ">", "<=", ">=" } do KINDS[operator] = "comparison" end

-- Signs that are operators between two operands only.
local BETWEEN = { ["+"] = true, ["-"] = true, ["*"] = true, ["&"] = true }

local WORDS = { ["true"] = "false", ["false"] = "true", ["break"] = "continue", ["continue"] = "break" }

local KEYWORDS = {}
for word in ([[if else while for do switch case default return break continue goto sizeof const static
  struct enum union]]):gmatch "%S+" do
  KEYWORDS[word] = true
end

local OPENS, CLOSES = { ["("] = ")", ["["] = "]", ["{"] = "}" }, { [")"] = true, ["]"] = true, ["}"] = true }

-- The tokens of a piece of bare text: { text, at, kind }; each bracket knows its `partner`.
local function tokens_of(bare, first, last)
  local tokens, open, at = {}, {}, first
  while true do
    at = bare:find("%S", at)
    if not at or at > last then return tokens end
    local text, kind
    for _, try in ipairs { { "^[%a_][%w_]*", "word" }, { "^%d[%w_.]*", "number" }, { '^"[^"]*"', "string" },
      { "^'[^']*'", "character" }, { "^#[^\n]*", "directive" }, { "^[<>][<>]=", "sign" },
      { "^%->", "sign" }, { "^[-+*/%%&|^=!<>]=", "sign" }, { "^<<", "sign" }, { "^>>", "sign" },
      { "^&&", "sign" }, { "^||", "sign" }, { "^%+%+", "sign" }, { "^%-%-", "sign" }, { "^.", "sign" } } do
      text = bare:match(try[1], at)
      if text then
        kind = try[2]
        break
      end
    end
    local token = { text = text, at = at, last = at + #text - 1, kind = kind, index = #tokens + 1 }
    tokens[#tokens + 1] = token
    if kind == "sign" and OPENS[text] then
      open[#open + 1] = token
    elseif kind == "sign" and CLOSES[text] then
      local partner = table.remove(open)
      if partner then partner.partner, token.partner = token, partner end
    end
    at = token.last + 1
  end
end

local function is_operand(token)
  return token ~= nil and (token.kind == "number" or token.kind == "word" and not KEYWORDS[token.text] or
    token.text == ")" or token.text == "]")
end

-- Another number one beside it, as it was written.
local function beside(number, by)
  local prefix, digits, suffix = number:match "^(0[xX])(%x+)([uUlL]*)$"
  if not prefix then
    prefix, digits, suffix = "", number:match "^(%d+)([uUlL]*)$"
  end
  local value = digits and tonumber(prefix .. digits)
  if not value or value + by < 0 then return nil end
  return (prefix == "" and "%s%d%s" or "%s%x%s"):format(prefix, value + by, suffix)
end

-- What an argument list has between its commas: { { first, last }, … }.
local function arguments(tokens, open)
  local list, i = {}, open.index + 1
  local first = tokens[i]
  while i <= open.partner.index do
    local token = tokens[i]
    if token == open.partner or token.text == "," then
      if first ~= token then list[#list + 1] = { first.at, tokens[i - 1].last } end
      i = i + 1
      first = tokens[i]
    else
      i = (token.partner and OPENS[token.text] and token.partner.index or i) + 1
    end
  end
  return list
end

-- Statements that only do something: those that give, jump or head another are no such.
local function add_statements(tokens, add)
  local first, i = 1, 1
  while i <= #tokens do
    local token = tokens[i]
    if token.text == "(" or token.text == "[" then
      i = token.partner and token.partner.index or i
    elseif token.text == "{" or token.text == "}" or token.text == ":" or token.kind == "directive" then
      first = i + 1
    elseif token.text == ";" then
      local head = tokens[first]
      if first < i and (head.kind == "word" and not KEYWORDS[head.text] or head.text == "*") then
        add(head.at, token.last, ";", "statement")
      end
      first = i + 1
    end
    i = i + 1
  end
end

-- Whether a call only says if two texts are equal, whichever comes first.
local function only_compares(tokens, open)
  local name, sign = tokens[open.index - 1].text, tokens[open.partner.index + 1]
  return (name == "strcmp" or name == "strncmp" or name == "memcmp") and sign ~= nil and
    (sign.text == "==" or sign.text == "!=")
end

local function add_of_token(text, tokens, token, add)
  local before, after = tokens[token.index - 1], tokens[token.index + 1]
  if token.kind == "sign" and OTHERS[token.text] then
    local between = is_operand(before) and text:sub(token.last + 1, token.last + 1):find "%s"
    if not BETWEEN[token.text] or between then
      for _, other in ipairs(OTHERS[token.text]) do
        add(token.at, token.last, other, KINDS[token.text] or "operator")
      end
    end
  elseif token.text == "!" then
    add(token.at, token.last, "", "negation")
  elseif token.kind == "word" and WORDS[token.text] then
    add(token.at, token.last, WORDS[token.text], "word")
  elseif token.kind == "number" then
    for _, by in ipairs { 1, -1 } do
      local other = beside(token.text, by)
      if other then add(token.at, token.last, other, "constant") end
    end
  elseif token.text == "(" and token.partner and before and before.kind == "word" then
    if before.text == "if" or before.text == "while" then
      local condition = text:sub(token.at, token.partner.last)
      add(token.at, token.partner.last, "(!" .. condition .. ")", "negation")
    elseif not KEYWORDS[before.text] and after ~= token.partner and not only_compares(tokens, token) then
      local list = arguments(tokens, token)
      for i = 2, #list do
        local one, two = list[i - 1], list[i]
        local left, right = text:sub(one[1], one[2]), text:sub(two[1], two[2])
        -- How many and how large are multiplied, whichever comes first.
        if left ~= right and not right:find "^sizeof" then
          add(one[1], two[2], right .. text:sub(one[2] + 1, two[1] - 1) .. left, "arguments")
        end
      end
    end
  end
end

--- Every change of a text, in the order of its bytes.
function mutations.all(text)
  local bare, found = source.bare(text), {}
  local function add(first, last, to, kind)
    found[#found + 1] = { first = first, last = last, to = to, kind = kind, from = text:sub(first, last) }
  end
  -- The braces of a function, and no others, stand alone in the first column.
  local at = 1
  while true do
    local open, inside = bare:find("\n{\n", at, true)
    if not open then break end
    local stop = bare:find("\n}\n", inside, true) or #bare
    local tokens = tokens_of(bare, inside, stop)
    add_statements(tokens, add)
    for _, token in ipairs(tokens) do add_of_token(text, tokens, token, add) end
    at = stop
  end
  return found
end

--- The text with one of its changes.
function mutations.changed(text, change)
  return text:sub(1, change.first - 1) .. change.to .. text:sub(change.last + 1)
end

--- The line a change begins in: its number, and what it says.
function mutations.line(text, change)
  local _, before = text:sub(1, change.first - 1):gsub("\n", "")
  local start = #text:sub(1, change.first - 1):match "^(.*\n)" + 1
  return before + 1, text:match("^%s*([^\n]*)", start)
end

--- What is changed and into what, in one line.
function mutations.told(change)
  local function one_line(piece)
    piece = piece:gsub("%s+", " ")
    return piece == "" and "nothing" or piece
  end
  return one_line(change.from) .. "  →  " .. one_line(change.to)
end

return mutations
