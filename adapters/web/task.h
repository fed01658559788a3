/* adapters/web/task.h - what the pages of tasks, actions and openings share: the case at hand, what stands beside a form,
 * what would follow.
 */
#ifndef FASTI_ADAPTERS_WEB_TASK_H
#define FASTI_ADAPTERS_WEB_TASK_H

#include "adapters/web/form.h"

/** A case that somebody works on. */
struct web_bench {
  struct web_call *call;
  struct fasti_case *case_; /* freed by web_bench_close */
  struct fasti_case_row row;
  const struct fasti_procedure *procedure;
  struct fasti_person person;
  enum fasti_reading reading; /* FASTI_READS_TASK: only their tasks, or more */
};

/* -- attach.c -- */

/** Attach the files that came with a form to the case {case} of the path, each by itself, and go on with FOLLOW: nothing else is
 *  done yet. */
FASTI_MUST enum fasti_status web_form_attach(struct web_call *call, const struct web_input *input,
                                             enum fasti_status (*follow)(struct web_call *call,
                                                                         enum fasti_status status,
                                                                         const struct fasti_answer *answer));
/** Afterwards: the fields of the call get the numbers of the files, then SHOW shows the form with them. */
FASTI_MUST enum fasti_status web_form_attached(struct web_call *call,
                                               enum fasti_status (*show)(struct web_call *call, int http));

/* -- beside.c -- */

/** Open the case {case} of the path, if the person may see it. @return FASTI_NOT_FOUND also when they may not */
FASTI_MUST enum fasti_status web_bench_open(struct web_call *call, struct web_bench *bench);
void web_bench_close(struct web_bench *bench);
/** Add <beside>: the case in short: steps, parties, last days, instruments, files, the last entries. */
void web_beside_add(struct web_bench *bench, xmlNodePtr main);
/** Add <law ...> of a task or step with the check items that it carries: <duties><text title><item>..</item></text></duties>. */
void web_duties_add(struct web_bench *bench, xmlNodePtr main, const char *task, const char *step);
/** Add <people for=NAME><person id name unit roles/></people>: active people of the bureau whom FITS (NULL: all but the
 *  reader). */
void web_people_add(struct web_bench *bench, xmlNodePtr main, const char *name,
                    bool (*fits)(void *self, const struct fasti_person *person), void *self);
/** An Idempotency-Key for one form of this page. @return owned by the arena */
const char *web_new_key(struct web_call *call, const char *name);

/** Whether nobody else has moved the case on since the form was made (its field "entries"); else a message says who did what.
 *  Drafts, comments, copies, files and the like move nothing on. */
bool web_is_current(struct web_bench *bench);

/* -- dossier.c -- */

/** Add <dossier>: the whole file of the case and cases like it, where the task asks for it. */
FASTI_MUST enum fasti_status web_dossier_add(struct web_bench *bench, xmlNodePtr main,
                                             const struct fasti_task_view *view);

/* -- foresee.c -- */

/** Add <outcome ...> to PARENT: what REQUEST would do, tried on the case as it is. @return what came of it */
enum fasti_status web_foresee(struct web_bench *bench, xmlNodePtr parent, const struct fasti_request *request);
/** Answer with the document at INDEX (from 1) that REQUEST would issue. */
FASTI_MUST enum fasti_status web_foresee_document(struct web_bench *bench, const struct fasti_request *request,
                                                  int index);

#endif
