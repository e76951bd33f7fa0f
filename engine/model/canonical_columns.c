#include "model/canonical_columns.h"

#include <string.h>

#include "model/tables.h"

int ri_canonical_file(const char *name)
{
    const ri_table *table = ri_table_named(name);
    return table != NULL ? (int)(table - ri_tables) : -1;
}

const char *ri_canonical_file_name(int tab)
{
    return tab >= 0 && tab < RI_TABLE_COUNT ? ri_tables[tab].name : NULL;
}

bool ri_canonical_file_keyed(int tab)
{
    return ri_tables[tab].kind != RI_KIND_COUNT;
}

const char *ri_canonical_file_column(int tab, size_t i)
{
    return i < ri_tables[tab].n ? ri_tables[tab].columns[i].name : NULL;
}

const char *ri_canonical_file_column_named(int tab, const char *name)
{
    const int place = ri_table_column(&ri_tables[tab], name, strlen(name));
    return place >= 0 ? ri_tables[tab].columns[place].name : NULL;
}
