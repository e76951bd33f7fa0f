/* Options and help of importing. */
#include "cli/command_words.h"

const option import_options[] = {
    {"dry-run", NULL, "say what would be done, and keep nothing", take_dry_run},
    {"recorded-at", "TIME", "when rulings and the like of it are recorded; else now",
     take_recorded_at},
    {"map", "FILE", "how a file is to be read, as --save-map kept it; imports it", take_map},
    {"save-map", "FILE", "keeps what was said of the file in a new one", take_save_map},
    {"full", NULL,
     "what the model has and the files do not, of the tables that they give, ends on --at",
     take_full},
    {"dates", "day-first|month-first", "how its dates are to be read", take_dates},
    {"lines", "keep|strict", "reporting lines that lead nowhere: unset, or refused", take_lines},
    {"keyed", "person|position", "what a row of it is", take_keyed},
    {"column", "TEXT", "what a column is, as 'Boss=superior-id'; repeatable", take_column},
    {"letters", "TEXT", "what its letters mean, as R=A,A=R; repeatable", take_letters},
    {"layout", "grid|turned|by-letter|ticks|list|pairs|owners|inventory",
     "how a matrix lies in it, or that it is an inventory", take_layout},
    {"first-column", "NUMBER", "where a matrix begins that has another table left of it",
     take_first_column},
    {"headings", "yes|no", "whether a row with a name alone is a heading", take_headings},
    {"party", "TEXT", "whose the letters are that stand below no name", take_party},
    {"activity", "TEXT", "what the names are about that stand beside nothing", take_activity},
    {"name", "TEXT", "whom or what a name means, as 'Sales=unit:sales'; repeatable", take_name},
    {"parties", "position|unit|team|person", "what parties become that the model does not know",
     take_parties},
    {"paths", "FILE", "the paths that owners are asked for, one a line, as git ls-files prints",
     take_paths},
    {"encoding", "utf-8|utf-16|cp1252|latin-1", "the file's, if it is not found", take_encoding},
    {NULL, NULL, NULL, NULL},
};

const char import_help[] =
    "Reads the canonical CSV files (units.csv, positions.csv, touchpoints.csv ...) "
    "of each folder PATH, or one of them, or other files: exports of HR systems and "
    "organization charts, responsibility matrices, inventories of touchpoints, canonical "
    "tables in other forms, and workbooks that 'raci export' wrote and somebody edited, in "
    "CSV, TSV, workbooks (.xlsx), Markdown, AsciiDoc, YAML or JSON; and files of "
    "code owners. A folder is read whole or not at all; of several, those before one that "
    "fails are kept. Files come in together or not at all.\n\n"
    "Rows are matched by key: known ones are updated, new ones added, absent ones "
    "left alone. What is wrong is told as file:line:column, all of it at once.\n\n"
    "Of files it is first told how they would be read: each column, what was not "
    "understood and where, how many rows are used and why others are refused, what the "
    "model has and they do not, and what must be answered; the options that answer it are "
    "told, too, and on a terminal it is asked. --save-map keeps the answers, and with "
    "--map the files, and next month's, are imported by them. Until then nothing is "
    "written. What files do not have stays as it is, unless --full says that they are the "
    "whole.\n\n"
    "CODEOWNERS and OWNERS files give a touchpoint for each pattern, or for their "
    "folder; with --paths each path of the list is one, with the owners of the last "
    "pattern that matches it, or of the nearest folder.";
