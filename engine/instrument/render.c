/* engine/instrument/render.c - a template applied to data, under limits; see instrument.h.
 *
 * Messages that it can give: the rendering does not end, is too large, was stopped by the template, or fails.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>

#include "engine/instrument/room.h"

static void
forbid_everything(xsltSecurityPrefsPtr prefs)
{
  static const xsltSecurityOption options[] = {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE,
                                               XSLT_SECPREF_CREATE_DIRECTORY, XSLT_SECPREF_READ_NETWORK,
                                               XSLT_SECPREF_WRITE_NETWORK};

  for (size_t i = 0; i < sizeof options / sizeof *options; i++)
    xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
}

static enum fasti_status
save(const struct fasti_instrument *instrument, xmlDocPtr result, struct listener *listener, struct fasti_buffer *out)
{
  xmlChar *text = NULL;
  int size = 0;

  if (xsltSaveResultToString(&text, &size, result, instrument->compiled) != 0 || !text) {
    fasti_error_at(listener->messages, listener->place, "the template gives no document");
    xmlFree(text);
    return FASTI_INVALID;
  }
  if (size > FASTI_INSTRUMENT_BYTES) {
    fasti_error_at(listener->messages, listener->place, "the document has %d bytes, more than the %d allowed", size,
                   FASTI_INSTRUMENT_BYTES);
    xmlFree(text);
    return FASTI_LIMIT;
  }
  fasti_buffer_add(out, text, (size_t)size);
  xmlFree(text);
  return FASTI_OK;
}

static enum fasti_status
run(const struct fasti_instrument *instrument, xsltTransformContextPtr context, xmlDocPtr data,
    struct listener *listener, struct fasti_buffer *out)
{
  xmlDocPtr result = xsltApplyStylesheetUser(instrument->compiled, data, NULL, NULL, NULL, context);
  enum fasti_status status = FASTI_INVALID;

  if (listener->limit || context->opCount >= context->opLimit)
    status = FASTI_LIMIT;
  else if (result && context->state == XSLT_STATE_OK && !listener->count)
    status = save(instrument, result, listener, out);
  if (status == FASTI_LIMIT && !listener->count)
    fasti_error_at(listener->messages, listener->place, "rendering takes more than %d operations",
                   FASTI_INSTRUMENT_OPERATIONS);
  else if (status == FASTI_INVALID && !listener->count)
    fasti_error_at(listener->messages, listener->place, "the template cannot be applied to the data");
  xmlFreeDoc(result);
  return status;
}

enum fasti_status
fasti_instrument_render(const struct fasti_instrument *instrument, xmlDocPtr data, struct fasti_messages *messages,
                        struct fasti_buffer *out)
{
  struct listener listener = {.instrument = (struct fasti_instrument *)instrument, .messages = messages};
  xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
  /* libxslt strips space from its source and ties keys to it. */
  xmlDocPtr copy = xmlCopyDoc(data, 1);
  xsltTransformContextPtr context = copy ? xsltNewTransformContext(instrument->compiled, copy) : NULL;
  enum fasti_status status;

  if (!prefs || !copy || !context)
    abort();
  forbid_everything(prefs);
  xsltSetCtxtSecurityPrefs(prefs, context);
  xsltSetTransformErrorFunc(context, &listener, (xmlGenericErrorFunc)listener_hear);
  context->maxTemplateDepth = FASTI_INSTRUMENT_DEPTH;
  context->opLimit = FASTI_INSTRUMENT_OPERATIONS;
  context->xpathCtxt->opLimit = FASTI_INSTRUMENT_OPERATIONS;
  listener.place.file = instrument->sheets->name;
  listener_begin(&listener);
  status = run(instrument, context, copy, &listener, out);
  listener_end(&listener);
  xsltFreeTransformContext(context);
  xsltFreeSecurityPrefs(prefs);
  xmlFreeDoc(copy);
  return status;
}
