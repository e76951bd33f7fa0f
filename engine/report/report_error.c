/* The document of an error. */
#include "base/sink.h"
#include "report/document.h"
#include "report/json.h"

raci_status raci_report_error(const raci_error *error, const raci_error *where, size_t n_where,
                              raci_write_fn write, void *payload, raci_error *err)
{
    ri_sink sink;
    ri_json json;
    ri_sink_init(&sink, write, payload);
    ri_emit emit = ri_json_emit(&json, &sink);
    ri_emit_open(&emit, '{');
    ri_emit_error(&emit, error, where, n_where);
    ri_emit_close(&emit, '}');
    return ri_sink_flush(&sink, err);
}
