/* engine/task.h - one open task as somebody sees it: what it is, what they may do with it now, whom they may name.
 *
 * Nothing here changes a case or decides anything: an operation is checked again when it is done (engine/case.h). What
 * is offered is what would be accepted, as far as it can be known before a form is filled in.
 */
#ifndef FASTI_TASK_H
#define FASTI_TASK_H

#include "engine/case.h"

/** The bit of an operation, of a command on a task, in fasti_task_view.can. */
#define FASTI_CAN(kind) (1u << (kind))

/** An open task. Texts are borrowed until the case changes or is looked at again; "" where there is nothing. */
struct fasti_task_view {
  int64_t number;
  const char *task; /* id in the definition */
  const char *key;  /* of the node it was opened for */
  const char *title;
  const char *session;
  const char *state;      /* open, claimed, delegated, signing */
  const char *step;       /* id of the state that it stands in */
  const char *step_title; /* of the nearest step around it */
  const char *law;        /* id of the article: of the task, else of its step */
  const char *step_law;   /* of its step */
  const char *roles;      /* who may do it, separated by spaces */
  const char *claimant;   /* who has it, or completed it and waits for signatures */
  const char *owner;      /* who delegated it last: it comes back to them */
  const char *copies;     /* who was sent a copy, separated by spaces */
  const char *form_title;
  const struct fasti_form *form; /* NULL: it asks for nothing but its completion */
  const char *same_as;    /* tasks whose performers alone may do it, and those whose performers may not; separated by */
  const char *other_than; /* spaces */
  bool dossier;           /* who does it needs the whole file before them */
  const char *precedents; /* fact by which earlier cases are like this one */
  int people;             /* how many do it together */
  int sign;               /* how many of the added signers must sign; FASTI_SIGN_ALL: each */
  int urged;
  bool drafted;
  int64_t opened_at;
  bool qualified; /* the person may do it, claimed by somebody else or not */
  unsigned can;   /* FASTI_CAN bits: claim, release, draft, complete, sign, return, transfer, delegate, add-signer,
                     remove-signer, copy, urge */
};

/** Look at an open task as PERSON. MESSAGES (may be NULL) gets every reason why they may not do it.
 *  @return FASTI_CONFLICT when it is not open any more, FASTI_NOT_FOUND when there never was such a task */
FASTI_MUST enum fasti_status fasti_case_task_view(struct fasti_case *case_, int64_t number,
                                                  const struct fasti_person *person, struct fasti_messages *messages,
                                                  struct fasti_task_view *view);
/** Call VISIT for each step to which the task may be returned, the latest passed first. */
void fasti_case_task_steps(struct fasti_case *case_, int64_t number,
                           void (*visit)(void *self, const char *state, const char *title), void *self);
/** Call VISIT for each person who must sign besides who completed it, or has signed. */
void fasti_case_task_signers(struct fasti_case *case_, int64_t number,
                             void (*visit)(void *self, const char *person, bool added, bool agreed), void *self);
/** Whether ACTOR may name PERSON in an operation on the task: transfer, delegate (who may do the task), add-signer (who is
 *  not excluded), sign (who may do it together with the actor). */
bool fasti_case_task_takes(struct fasti_case *case_, int64_t number, enum fasti_command_kind kind,
                           const struct fasti_person *actor, const struct fasti_person *person);
/** Whether the way that the case goes when the task is done hangs on a field of its form (its path, without numbers):
 *  a condition of a transition that may follow names it. */
bool fasti_case_task_turns_on(struct fasti_case *case_, int64_t number, const char *field);
/** A step of the case: an active state that has a title. */
void fasti_case_steps(struct fasti_case *case_,
                      void (*visit)(void *self, const char *state, const char *title, const char *law), void *self);
/** Completions that PERSON may still withdraw, the latest first. */
void fasti_case_withdrawals(struct fasti_case *case_, const char *person,
                            void (*visit)(void *self, int64_t number, const char *task, const char *key), void *self);

#endif
