/* adapters/http/form.c - forms with files: multipart/form-data (RFC 7578). Fields go into memory, files into the vault,
 * piece by piece.
 *
 * Messages: too many fields or files, a field that is no text, files of somebody who is not logged in; what
 * fasti_upload_begin and its sisters say of a file stands at its field. A file that was not taken does not refuse the
 * form: the page that shows the form again tells it.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/room.h"
#include "engine/xml.h"

enum { BUFFER = 16 * 1024 /* of the parser: a piece, or a head of a part */ };

/* The field that came in is at its end. */
static void
end_field(struct http_call *call)
{
  const char *value;

  if (!call->field)
    return;
  value = fasti_arena_copy(call->arena, call->body.size ? call->body.at : "", call->body.size);
  if (strlen(value) == call->body.size && fasti_xml_is_text(value) && call->form.count < HTTP_FIELDS) {
    http_pairs_add(call, &call->form, call->field, value);
  } else {
    http_malformed(call, N_("its fields"));
    call->form_refused = 400;
  }
  call->field = NULL;
  fasti_buffer_clear(&call->body);
}

/* Browsers of old send a whole path. */
static const char *
name_of_file(struct http_call *call, const char *given)
{
  const char *slash = strrchr(given, '/'), *name = slash ? slash + 1 : given, *other = strrchr(name, '\\');

  name = other ? other + 1 : name;
  return *name && strlen(name) < HTTP_SEGMENT && fasti_xml_is_text(name) ? fasti_arena_strdup(call->arena, name)
                                                                         : "file";
}

static void
begin_file(struct http_call *call, const char *field, const char *name)
{
  struct form_file *file = &call->files[call->file_count];

  if (call->file_count == HTTP_UPLOADS) {
    fasti_error_field(call->messages, field, "a form has %d files at most", HTTP_UPLOADS);
    call->form_refused = 413;
    return;
  }
  call->file_count++;
  *file = (struct form_file){.field = fasti_arena_strdup(call->arena, field), .name = name_of_file(call, name)};
  if (!call->vault) {
    fasti_error_field(call->messages, file->field, "log in first");
    file->status = FASTI_FORBIDDEN;
    return;
  }
  file->status = fasti_upload_begin(call->vault, file->field, call->file_most, call->messages, &file->upload);
}

static void
write_file(struct http_call *call, const char *bytes, size_t size)
{
  struct form_file *file = &call->files[call->file_count - 1];

  if (file->upload && file->status == FASTI_OK)
    file->status = fasti_upload_write(file->upload, (struct fasti_slice){bytes, size});
}

static void
write_field(struct http_call *call, const char *bytes, size_t size)
{
  call->field_bytes += size;
  if (call->field_bytes <= call->server->body_most) {
    fasti_buffer_add(&call->body, bytes, size);
    return;
  }
  fasti_error_field(call->messages, NULL, "the request is too large: %lld bytes are the most",
                    (long long)call->server->body_most);
  call->form_refused = 413;
}

static enum MHD_Result
take_part(void *self, enum MHD_ValueKind kind, const char *name, const char *file, const char *type,
          const char *encoding, const char *bytes, uint64_t offset, size_t size)
{
  struct http_call *call = self;

  (void)kind, (void)type, (void)encoding;
  if (!name || !fasti_xml_is_text(name) || strlen(name) >= HTTP_SEGMENT) {
    http_malformed(call, N_("its fields"));
    call->form_refused = 400;
  }
  if (call->form_refused)
    return MHD_NO;
  if (offset == 0) {
    end_field(call);
    if (!file)
      call->field = fasti_arena_strdup(call->arena, name);
    else if (*file)
      begin_file(call, name, file);
  }
  if (!file)
    write_field(call, bytes, size);
  else if (*file && !call->form_refused)
    write_file(call, bytes, size);
  return call->form_refused ? MHD_NO : MHD_YES;
}

bool
http_form_begin(struct http_call *call)
{
  call->post = MHD_create_post_processor(call->connection, BUFFER, take_part, call);
  return call->post != NULL;
}

int
http_form_take(struct http_call *call, const char *bytes, size_t size)
{
  if (MHD_post_process(call->post, bytes, size) == MHD_YES || call->form_refused)
    return call->form_refused;
  http_malformed(call, N_("its fields"));
  return 400;
}

int
http_form_end(struct http_call *call)
{
  enum MHD_Result whole = MHD_destroy_post_processor(call->post);

  call->post = NULL;
  end_field(call);
  if (call->form_refused || whole == MHD_YES)
    return call->form_refused;
  http_malformed(call, N_("the end of the form is missing"));
  return 400;
}

void
http_form_keep(struct http_call *call)
{
  for (size_t i = 0; i < call->file_count; i++) {
    struct form_file *file = &call->files[i];

    if (!file->upload)
      continue;
    file->status = fasti_upload_end(file->upload, &file->kept);
    file->upload = NULL;
  }
}

void
http_form_free(struct http_call *call)
{
  if (call->post)
    MHD_destroy_post_processor(call->post);
  for (size_t i = 0; i < call->file_count; i++)
    if (call->files[i].upload)
      fasti_upload_cancel(call->files[i].upload);
}

enum fasti_status
http_upload_at(struct http_call *call, size_t index, const char **field, const char **name,
               const struct fasti_kept **kept)
{
  const struct form_file *file = &call->files[index];

  if (index >= call->file_count)
    return FASTI_NOT_FOUND;
  *field = file->field;
  *name = file->name;
  *kept = &file->kept;
  return file->status;
}
