/* adapters/web/form.h - forms of tasks and actions (engine/form.h) as part of a page: what came in, and what is shown.
 *
 * Fields are sent as "f.PATH"; a list tells how many items it showed as "n.PATH", so that items that were taken away are
 * emptied where the form had them from before. "add" with the path of a list, "remove" with that of an item change it.
 */
#ifndef FASTI_ADAPTERS_WEB_FORM_H
#define FASTI_ADAPTERS_WEB_FORM_H

#include "adapters/web/room.h"
#include "engine/task.h"

/** What a form brought; owned by the arena of the call. */
struct web_input {
  struct fasti_field *fields;
  size_t count, room;
  struct fasti_given_file *files;
  size_t file_count;
};

/** The fields and files of the call. */
struct web_input web_form_input(struct web_call *call);
/** Set a field, in the place of one of this path. */
void web_form_set(struct web_call *call, struct web_input *input, const char *path, const char *value);
/** Empty what the form has from before in list items that were taken away, and do "add" and "remove". DATA is the form as
 *  it was before the input. */
void web_form_lists(struct web_call *call, struct fasti_form_data *data, struct web_input *input);
/** Fill in what came; what the form does not have (any more) is left out of INPUT. */
void web_form_fill(struct fasti_form_data *data, struct web_input *input);

/** How a form is shown. */
struct web_form_look {
  struct fasti_case *case_;                /* NULL: none */
  bool files;                              /* those of the case may be chosen */
  const struct fasti_procedure *procedure; /* whose articles the form names */
  bool readonly;
  int64_t task; /* whose outcome may turn on a field; 0: none */
};

/** Add <form title turns><field path label type named required readonly value><choice/></field> <group> <repeat path count>
 *  <item path> <text></form>. Messages of the call that are about a field stand in it as <problem>.
 *  @arg turns may be NULL; gets the path of the field on which the way of the case turns, owned by the arena; NULL: none */
xmlNodePtr web_form_add(struct web_call *call, xmlNodePtr parent, struct fasti_form_data *data,
                        const struct web_form_look *look, const char **turns);

#endif
