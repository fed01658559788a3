/* adapters/web/task_page.h - what the files of the page of one task share. */
#ifndef FASTI_ADAPTERS_WEB_TASK_PAGE_H
#define FASTI_ADAPTERS_WEB_TASK_PAGE_H

#include "adapters/web/task.h"

struct task_page {
  struct web_bench bench;
  struct fasti_task_view view;
  struct web_input input;
  const char *number; /* of the task, as the path has it */
  const char *turns;  /* the field on which the way of the case turns; NULL: none */
};

/** Whether the person may do an operation with the task now. */
bool task_can(const struct task_page *page, enum fasti_command_kind kind);
/** Add to <main> what the task is, its last day, and WHY, if the person may not do it. */
void task_describe(struct task_page *page, xmlNodePtr main, const struct fasti_messages *why);
/** Add <can>, <signer>, <step> to which it may be returned, and <people> who may be named. */
void task_add_operations(struct task_page *page, xmlNodePtr main);

#endif
