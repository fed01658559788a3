/* adapters/http/api/schema.c - what bodies and answers are made of: for the check of the one, and the description of both.
 *
 * A list of X is answered as XList: {"items": [X], "next": string}.
 */
#include "config.h"

#include <string.h>

#include "adapters/http/api/api.h"

typedef const struct http_parameter members[];

static members id_title = {{.name = "id", .summary = "id"}, {.name = "title", .summary = "for people"}, {0}};
static members id_name = {{.name = "id", .summary = "id"}, {.name = "name", .summary = "for people"}, {0}};
static members me = {
  {.name = "id", .summary = "id of the person", .required = true},
  {.name = "name", .summary = "what people call them", .required = true},
  {.name = "bureau", .summary = "id of their bureau"},
  {.name = "bureauTitle", .summary = "its title"},
  {.name = "roles", .summary = "their roles", .type = "[Title]", .required = true},
  {.name = "unit", .summary = "the unit to which they belong"},
  {.name = "certificate", .summary = "number of their certificate of enforcement"},
  {.name = "language", .summary = "zh-CN or en", .required = true},
  {.name = "today", .summary = "the day in the office", .type = "date", .required = true},
  {.name = "now", .summary = "the instant in the office", .type = "date-time", .required = true},
  {.name = "csrfToken", .summary = "after log-in: what later changes send as X-CSRF-Token"},
  {0},
};
static members state = {
  {.name = "id", .summary = "id", .required = true},
  {.name = "title", .summary = "for people", .required = true},
  {.name = "law", .summary = "the article that it rests on", .type = "Title"},
  {.name = "within", .summary = "the sub-procedure to which it belongs"},
  {.name = "final", .summary = "whether the procedure ends there", .type = "boolean"},
  {0},
};
static members procedure = {
  {.name = "id", .summary = "id", .required = true},
  {.name = "title", .summary = "for people", .required = true},
  {.name = "openers", .summary = "roles that may open a case", .type = "[Title]", .required = true},
  {.name = "mayOpen", .summary = "whether the person who asks may", .type = "boolean", .required = true},
  {.name = "standing", .summary = "whether the office itself keeps one case open", .type = "boolean", .required = true},
  {.name = "hasKey", .summary = "whether its cases have names of their own", .type = "boolean", .required = true},
  {.name = "register", .summary = "whether its cases are what is supervised: rows of a register", .type = "boolean", .required = true},
  {.name = "hasForm", .summary = "whether opening asks for something", .type = "boolean", .required = true},
  {.name = "states", .summary = "the steps that people see", .type = "[State]"},
  {.name = "facts", .summary = "facts that people look its cases up by", .type = "[FactNote]"},
  {0},
};
static members reg = {
  {.name = "procedure", .summary = "id of the procedure", .required = true},
  {.name = "title", .summary = "for people", .required = true},
  {.name = "cases", .summary = "how many entries it has", .type = "integer", .required = true},
  {.name = "open", .summary = "how many of them are open", .type = "integer", .required = true},
  {0},
};

#define CASE_MEMBERS                                                                                                   \
  {.name = "id", .summary = "id", .required = true}, {.name = "bureau", .summary = "id of the bureau", .required = true},                                \
    {.name = "procedure", .summary = "id of the procedure", .required = true},                                         \
    {.name = "procedureTitle", .summary = "its title"}, {.name = "title", .summary = "for people"},                    \
    {.name = "status", .summary = "open, suspended, ended, terminated", .required = true},                             \
    {.name = "states", .summary = "the steps in which it is", .type = "[State]", .required = true},                    \
    {.name = "openedAt", .summary = "when it was opened", .type = "date-time", .required = true},                      \
    {.name = "endedAt", .summary = "when it ended", .type = "date-time"},                                              \
    {.name = "facts", .summary = "what other cases may find it by: lists of values by name", .type = "object"},         \
    {.name = "due", .summary = "in lists: the nearest last day of a running deadline", .type = "date"},                \
  {                                                                                                                    \
    .name = "entries", .summary = "how many entries its journal has: its ETag", .type = "integer", .required = true    \
  }

static members case_ = {CASE_MEMBERS, {0}};
static members case_view = {
  CASE_MEMBERS,
  {.name = "key", .summary = "its own name among those of its procedure"},
  {.name = "outcome", .summary = "in which state it ended", .type = "Title"},
  {.name = "package", .summary = "version of the regulations under which it began", .type = "PackageName"},
  {.name = "awaits", .summary = "whether it awaits the end of a case that it opened", .type = "boolean"},
  {.name = "people", .summary = "who acted in it or is named", .type = "[Person]"},
  {.name = "whole", .summary = "whether one may read all of it, or only one's tasks or that it is there", .type = "boolean", .required = true},
  {.name = "tasks", .summary = "its open tasks", .type = "[Task]", .required = true},
  {.name = "deadlines", .summary = "its deadlines", .type = "[Deadline]", .required = true},
  {.name = "links", .summary = "other cases that it has to do with", .type = "[Link]", .required = true},
  {0},
};
static members package_name = {
  {.name = "version", .summary = "version"}, {.name = "title", .summary = "for people"}, {0}};
static members counts = {
  {.name = "all", .summary = "how many", .type = "integer", .required = true},
  {.name = "statuses", .summary = "how many by status", .type = "object", .required = true},
  {.name = "procedures", .summary = "how many by procedure", .type = "object", .required = true},
  {.name = "states", .summary = "how many by step; a case in several counts in each", .type = "object", .required = true},
  {0},
};
static members link = {
  {.name = "kind", .summary = "what the other one is: parent, child, told, teller", .required = true},
  {.name = "case", .summary = "id of the other one", .required = true},
  {.name = "event", .summary = "the last event between them"},
  {.name = "title", .summary = "its title, if one may read it"},
  {.name = "procedure", .summary = "its procedure"},
  {.name = "status", .summary = "its status"},
  {.name = "states", .summary = "the steps in which it is", .type = "[State]"},
  {0},
};
static members tree = {
  {.name = "name", .summary = "name of the element", .required = true},
  {.name = "attributes", .summary = "its attributes", .type = "object"},
  {.name = "text", .summary = "its text"},
  {.name = "children", .summary = "elements in it", .type = "[Element]"},
  {0},
};
static members data = {
  {.name = "data", .summary = "the data as trees", .type = "[Element]", .required = true},
  {.name = "xml", .summary = "the same as XML", .required = true},
  {.name = "keptBack", .summary = "whether something is confidential to others", .type = "boolean", .required = true},
  {0},
};
static members task = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "number", .summary = "its number in the case", .type = "integer", .required = true},
  {.name = "task", .summary = "its id in the procedure", .required = true},
  {.name = "key", .summary = "of the node that it was opened for"},
  {.name = "title", .summary = "for people"},
  {.name = "state", .summary = "open, claimed, delegated, signing, suspended", .required = true},
  {.name = "roles", .summary = "who may do it", .type = "[Title]", .required = true},
  {.name = "persons", .summary = "who has it, must sign it or got a copy", .type = "[Person]", .required = true},
  {.name = "units", .summary = "units that it is for; none: any", .type = "[string]", .required = true},
  {.name = "openedAt", .summary = "since when it is open", .type = "date-time", .required = true},
  {.name = "due", .summary = "the nearest last day that governs it", .type = "date"},
  {.name = "overdue", .summary = "whether that day is past", .type = "boolean"},
  {.name = "hasForm", .summary = "whether it asks for something", .type = "boolean", .required = true},
  {.name = "draftOf", .summary = "who wrote the draft that it has", .type = "Person"},
  {.name = "caseTitle", .summary = "title of the case, in lists"},
  {.name = "procedure", .summary = "procedure of the case, in lists"},
  {0},
};
static members task_counts = {
  {.name = "mine", .summary = "what one may do", .type = "integer", .required = true},
  {.name = "held", .summary = "of these, what one has taken or must sign", .type = "integer", .required = true},
  {.name = "pool", .summary = "of these, what one may take", .type = "integer", .required = true},
  {.name = "overdue", .summary = "of these, those whose last day is past", .type = "integer", .required = true},
  {.name = "drafts", .summary = "those of which one has kept a draft", .type = "integer", .required = true},
  {0},
};
static members deed = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "entry", .summary = "the entry of its journal", .type = "integer", .required = true},
  {.name = "kind", .summary = "opened, done, copied, stood", .required = true},
  {.name = "work", .summary = "id of the task, event of the action, or name of the command", .required = true},
  {.name = "title", .summary = "for people"},
  {.name = "taskNumber", .summary = "number of the task", .type = "integer"},
  {.name = "at", .summary = "when", .type = "date-time", .required = true},
  {.name = "caseTitle", .summary = "title of the case"},
  {.name = "procedure", .summary = "procedure of the case"},
  {.name = "caseStatus", .summary = "open, suspended, ended, terminated"},
  {0},
};
static members task_name = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "task", .summary = "number of the task, or its id with or without [key]", .required = true},
  {0},
};
static members claim = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "task", .summary = "as it was named", .required = true},
  {.name = "result", .summary = "ok, or why not: conflict, forbidden, not-found ...", .required = true},
  {.name = "status", .summary = "the status code that it would have had by itself", .type = "integer", .required = true},
  {.name = "errors", .summary = "why not", .type = "[Message]", .required = true},
  {0},
};
static members deadline = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "deadline", .summary = "its id in the procedure", .required = true},
  {.name = "session", .summary = "of which session, if not of the case itself"},
  {.name = "title", .summary = "for people"},
  {.name = "state", .summary = "running, suspended, expired, met", .required = true},
  {.name = "law", .summary = "the article that it rests on", .type = "Title"},
  {.name = "roles", .summary = "who must act", .type = "[Title]", .required = true},
  {.name = "from", .summary = "the day that triggers it; not counted", .type = "date"},
  {.name = "due", .summary = "its last day", .type = "date"},
  {.name = "daysLeft", .summary = "days of the calendar until then; negative: past", .type = "integer"},
  {.name = "provisional", .summary = "whether it rests on a year without published holidays", .type = "boolean", .required = true},
  {.name = "caseTitle", .summary = "title of the case, in lists"},
  {.name = "procedure", .summary = "procedure of the case, in lists"},
  {.name = "days", .summary = "day by day, in an explanation", .type = "[CountedDay]"},
  {.name = "moves", .summary = "how calendars that came later moved it, in an explanation", .type = "[Move]"},
  {0},
};
static members counted = {
  {.name = "day", .summary = "the day", .type = "date", .required = true},
  {.name = "weekday", .summary = "1 Monday to 7 Sunday", .type = "integer", .required = true},
  {.name = "kind", .summary = "workday, make-up-workday, weekend, holiday", .required = true},
  {.name = "counting", .summary = "counted, trigger, not-working, suspended, rolled", .required = true},
  {.name = "number", .summary = "which of the counted days it is", .type = "integer"},
  {.name = "name", .summary = "of the holiday, or why it was suspended"},
  {.name = "extension", .summary = "for which extension it counts", .type = "integer"},
  {.name = "provisional", .summary = "its year is not published", .type = "boolean"},
  {0},
};
static members move = {
  {.name = "on", .summary = "when", .type = "date"},
  {.name = "before", .summary = "the last day until then", .type = "date"},
  {.name = "after", .summary = "the last day since", .type = "date"},
  {.name = "calendar", .summary = "the file that did it"},
  {0},
};
static members entry = {
  {.name = "sequence", .summary = "its number, from 1", .type = "integer", .required = true},
  {.name = "at", .summary = "when", .type = "date-time", .required = true},
  {.name = "actor", .summary = "who; nobody: the clock or another case", .type = "Person"},
  {.name = "kind", .summary = "what: open, complete, sign, clock ...", .required = true},
  {.name = "event", .summary = "the action or event"},
  {.name = "session", .summary = "whose action it was"},
  {.name = "key", .summary = "of a node"},
  {.name = "to", .summary = "where to, or what it was about"},
  {.name = "law", .summary = "the article that was given"},
  {.name = "from", .summary = "the case that did it"},
  {.name = "reason", .summary = "why, or the text of a comment"},
  {.name = "taskNumber", .summary = "number of the task", .type = "integer"},
  {.name = "people", .summary = "who acted or was named", .type = "[Person]", .required = true},
  {.name = "fields", .summary = "what was filled in", .type = "[EntryField]", .required = true},
  {.name = "hashName", .summary = "sha256"},
  {.name = "previous", .summary = "hash of the entry before"},
  {.name = "hash", .summary = "hash of this entry", .required = true},
  {0},
};
static members entry_field = {
  {.name = "path", .summary = "path of the field", .required = true},
  {.name = "value", .summary = "its value, if one may see it"},
  {.name = "confidential", .summary = "whether one may not", .type = "boolean", .required = true},
  {0},
};
static members message = {
  {.name = "field", .summary = "path of the field, or name of what it is about"},
  {.name = "message", .summary = "what is wrong, and what to do", .required = true},
  {.name = "article", .summary = "the article or rule that it rests on"},
  {.name = "severity", .summary = "note, warning or error"},
  {.name = "place", .summary = "in which definition", .type = "Place"},
  {0},
};
static members place = {
  {.name = "file", .summary = "name of the file"}, {.name = "line", .summary = "line", .type = "integer"}, {0}};
static members verification = {
  {.name = "untouched", .summary = "whether all agrees", .type = "boolean", .required = true},
  {.name = "findings", .summary = "what does not", .type = "[Message]", .required = true},
  {0},
};
static members form = {
  {.name = "task", .summary = "the task whose form it is", .type = "Task"},
  {.name = "event", .summary = "the action whose form it is"},
  {.name = "procedure", .summary = "the procedure whose opening form it is"},
  {.name = "controls", .summary = "the controls in the order of the page; none: nothing is asked", .type = "[Control]", .required = true},
  {.name = "valid", .summary = "of a preview: whether it could be sent so", .type = "boolean"},
  {.name = "errors", .summary = "of a preview: what is wrong so far", .type = "[Message]"},
  {0},
};
static members control = {
  {.name = "kind", .summary = "group, repeat, item, text, input, textarea, secret, select, select1, upload, output, trigger, submit",
   .required = true},
  {.name = "depth", .summary = "how deep it is nested, from 0", .type = "integer", .required = true},
  {.name = "path", .summary = "path of the field, list or item"},
  {.name = "label", .summary = "label, or the text itself"},
  {.name = "hint", .summary = "a short hint"},
  {.name = "help", .summary = "a longer one"},
  {.name = "relevant", .summary = "whether it counts now; what does not is best not shown", .type = "boolean", .required = true},
  {.name = "type", .summary = "string, boolean, date, dateTime, integer, decimal"},
  {.name = "value", .summary = "the value as it is"},
  {.name = "required", .summary = "whether it must be filled in now", .type = "boolean"},
  {.name = "readonly", .summary = "whether it is calculated or given", .type = "boolean"},
  {.name = "open", .summary = "of a selection: whether other values are allowed", .type = "boolean"},
  {.name = "choices", .summary = "of a selection", .type = "[Choice]"},
  {0},
};
static members choice = {
  {.name = "value", .summary = "what is sent", .required = true},
  {.name = "label", .summary = "what people read", .required = true},
  {.name = "chosen", .summary = "whether it is chosen", .type = "boolean", .required = true},
  {0},
};
static members action = {
  {.name = "event", .summary = "the event that it raises", .required = true},
  {.name = "session", .summary = "which session offers it"},
  {.name = "node", .summary = "key of the node for which that session was opened"},
  {.name = "title", .summary = "for people"},
  {.name = "law", .summary = "the article that it rests on", .type = "Title"},
  {.name = "allowed", .summary = "whether its condition holds now", .type = "boolean", .required = true},
  {.name = "people", .summary = "how many different people do it together", .type = "integer", .required = true},
  {.name = "hasForm", .summary = "whether it asks for something", .type = "boolean", .required = true},
  {0},
};

#define DONE_MEMBERS                                                                                                   \
  {.name = "case", .summary = "id of the case", .required = true},                                                     \
    {.name = "entry", .summary = "the entry of its journal that the command became", .type = "integer", .required = true}, \
    {.name = "repeated", .summary = "whether it had been done before under the same key", .type = "boolean", .required = true}, \
  {                                                                                                                    \
    .name = "entries", .summary = "how many entries the journal has now: the ETag", .type = "integer", .required = true \
  }

static members done = {DONE_MEMBERS, {0}};
static members attached = {
  DONE_MEMBERS, {.name = "number", .summary = "number of the file", .type = "integer", .required = true}, {0}};
static members file = {
  {.name = "field", .summary = "path of the field of the form", .required = true},
  {.name = "name", .summary = "what people call the file", .required = true},
  {.name = "ticket", .summary = "what its upload gave", .required = true},
  {0},
};
static members upload = {
  {.name = "ticket", .summary = "names the file in a form", .required = true},
  {.name = "sha256", .summary = "hash of the file", .required = true},
  {.name = "size", .summary = "bytes", .type = "integer", .required = true},
  {0},
};
static members evidence = {
  {.name = "number", .summary = "its number in the case", .type = "integer", .required = true},
  {.name = "name", .summary = "what people call it", .required = true},
  {.name = "media", .summary = "what it is, by its content", .required = true},
  {.name = "size", .summary = "bytes", .type = "integer", .required = true},
  {.name = "hashName", .summary = "sha256"},
  {.name = "hash", .summary = "hash of its content", .required = true},
  {.name = "attachedAt", .summary = "when", .type = "date-time", .required = true},
  {.name = "attachedBy", .summary = "by whom", .type = "Person"},
  {.name = "fromCase", .summary = "the case that handed it"},
  {.name = "fromNumber", .summary = "its number there", .type = "integer"},
  {.name = "entry", .summary = "the entry that attached it", .type = "integer", .required = true},
  {.name = "supersedes", .summary = "number of the file that it corrects", .type = "integer"},
  {.name = "supersededBy", .summary = "number of the file that corrects it", .type = "integer"},
  {0},
};
static members instrument = {
  {.name = "case", .summary = "id of the case", .required = true},
  {.name = "number", .summary = "its number in the case", .type = "integer", .required = true},
  {.name = "instrument", .summary = "its id in the procedure", .required = true},
  {.name = "title", .summary = "for people"},
  {.name = "documentNumber", .summary = "its number among the bureau's documents"},
  {.name = "key", .summary = "of the node that it is addressed to"},
  {.name = "issuedAt", .summary = "when it was issued", .type = "date-time", .required = true},
  {.name = "hashName", .summary = "sha256"},
  {.name = "hash", .summary = "hash of its content", .required = true},
  {0},
};
static members package = {
  {.name = "hash", .summary = "hash of its files: its identity", .required = true},
  {.name = "bureau", .summary = "id of the bureau", .required = true},
  {.name = "version", .summary = "version", .required = true},
  {.name = "inForce", .summary = "first day on which cases open under it", .type = "date", .required = true},
  {.name = "deployedAt", .summary = "when it was deployed", .type = "date-time"},
  {.name = "deployedBy", .summary = "by whom", .type = "Person"},
  {.name = "title", .summary = "for people"},
  {.name = "approvers", .summary = "roles that approve a new version", .type = "[string]"},
  {0},
};
static members proposal = {
  {.name = "hash", .summary = "hash of its files", .required = true},
  {.name = "bureau", .summary = "id of the bureau"},
  {.name = "version", .summary = "version"},
  {.name = "proposedAt", .summary = "when", .type = "date-time"},
  {.name = "proposedBy", .summary = "by whom", .type = "Person"},
  {.name = "approvals", .summary = "who approved it", .type = "[Approval]", .required = true},
  {.name = "active", .summary = "whether it was put in force", .type = "boolean", .required = true},
  {0},
};
static members approval = {
  {.name = "by", .summary = "who", .type = "Person"},
  {.name = "at", .summary = "when", .type = "date-time"},
  {.name = "role", .summary = "in which role"},
  {0},
};
static members referral = {
  {.name = "id", .summary = "id", .required = true},
  {.name = "matter", .summary = "the matter"},
  {.name = "department", .summary = "whose it is"},
  {.name = "duty", .summary = "what they do"},
  {.name = "basis", .summary = "the law"},
  {.name = "corrected", .summary = "what is printed where a slip was put right"},
  {.name = "blocks", .summary = "what they refuse meanwhile"},
  {0},
};
static members duty = {
  {.name = "id", .summary = "id of the work item", .required = true},
  {.name = "duty", .summary = "id of the duty", .required = true},
  {.name = "dutyTitle", .summary = "the duty"},
  {.name = "title", .summary = "the work item"},
  {.name = "section", .summary = "who in the bureau does it"},
  {.name = "candidate", .summary = "what would carry it"},
  {.name = "services", .summary = "public services that belong to it"},
  {0},
};
static members service = {
  {.name = "id", .summary = "id", .required = true},
  {.name = "title", .summary = "for people"},
  {.name = "content", .summary = "what it offers"},
  {.name = "office", .summary = "who offers it"},
  {.name = "phone", .summary = "telephone"},
  {.name = "corrected", .summary = "what is printed where a slip was put right"},
  {.name = "opens", .summary = "procedure of which a request opens a case"},
  {0},
};
static members colleague = {
  {.name = "id", .summary = "id", .required = true},
  {.name = "name", .summary = "what people call them", .required = true},
  {.name = "bureau", .summary = "id of their bureau"},
  {.name = "roles", .summary = "their roles", .type = "[Title]", .required = true},
  {.name = "unit", .summary = "the unit to which they belong"},
  {.name = "certificate", .summary = "number of their certificate of enforcement"},
  {.name = "validTo", .summary = "its last day", .type = "date"},
  {.name = "active", .summary = "whether they may act", .type = "boolean", .required = true},
  {.name = "interests", .summary = "to whom they are close; for administrators and themselves", .type = "[string]"},
  {0},
};
static members code = {
  {.name = "person", .summary = "id of the person", .required = true},
  {.name = "code", .summary = "what they log in with once", .required = true},
  {.name = "until", .summary = "until when it holds", .type = "date-time", .required = true},
  {0},
};
static members token = {
  {.name = "person", .summary = "id of the person", .required = true},
  {.name = "token", .summary = "for the header Authorization: Bearer TOKEN", .required = true},
  {.name = "scopes", .summary = "what it allows", .type = "[string]", .required = true},
  {.name = "until", .summary = "until when it holds", .type = "date-time", .required = true},
  {.name = "path", .summary = "of the scope calendar: where the calendar is"},
  {0},
};
static members day = {
  {.name = "day", .summary = "the day", .type = "date", .required = true},
  {.name = "weekday", .summary = "1 Monday to 7 Sunday", .type = "integer", .required = true},
  {.name = "kind", .summary = "workday, make-up-workday, weekend, holiday", .required = true},
  {.name = "works", .summary = "whether it is a working day", .type = "boolean", .required = true},
  {.name = "name", .summary = "of the holiday"},
  {.name = "published", .summary = "whether the holidays of its year are published", .type = "boolean", .required = true},
  {0},
};
static members loaded = {
  {.name = "bureau", .summary = "id of the bureau", .required = true},
  {.name = "cases", .summary = "how many open cases count by it now", .type = "integer", .required = true},
  {0},
};
static members act = {
  {.name = "sequence", .summary = "its number, from 1", .type = "integer", .required = true},
  {.name = "at", .summary = "when", .type = "date-time", .required = true},
  {.name = "actor", .summary = "who; nobody: who owns the office file", .type = "Person"},
  {.name = "kind", .summary = "kind of entry", .required = true},
  {.name = "act", .summary = "what was done", .type = "object"},
  {.name = "about", .summary = "what it was done to", .type = "[object]"},
  {.name = "previous", .summary = "hash of the entry before", .required = true},
  {.name = "hash", .summary = "hash of this entry", .required = true},
  {0},
};
static members statistics = {
  {.name = "at", .summary = "as of when", .type = "date-time", .required = true},
  {.name = "cases", .summary = "how many cases", .type = "integer", .required = true},
  {.name = "instruments", .summary = "how many instruments", .type = "integer", .required = true},
  {.name = "procedures", .summary = "cases of each procedure, by status", .type = "[object]", .required = true},
  {.name = "states", .summary = "cases in each step", .type = "[object]", .required = true},
  {.name = "tasksOfProcedures", .summary = "work of each procedure", .type = "[WorkCount]", .required = true},
  {.name = "tasksOfRoles", .summary = "of each role", .type = "[WorkCount]", .required = true},
  {.name = "tasksOfPeople", .summary = "of each person", .type = "[WorkCount]", .required = true},
  {.name = "deadlinesOfProcedures", .summary = "deadlines of each procedure", .type = "[WorkCount]", .required = true},
  {.name = "deadlinesOfRoles", .summary = "of each role", .type = "[WorkCount]", .required = true},
  {.name = "quotas", .summary = "indicators with what they came to", .type = "[object]", .required = true},
  {0},
};
static members work = {
  {.name = "id", .summary = "id of the procedure, role or person", .required = true},
  {.name = "title", .summary = "for people", .required = true},
  {.name = "done", .summary = "how many are over", .type = "integer", .required = true},
  {.name = "open", .summary = "how many are not", .type = "integer", .required = true},
  {.name = "judged", .summary = "how many are in time or late", .type = "integer", .required = true},
  {.name = "late", .summary = "how many of these are late", .type = "integer", .required = true},
  {.name = "worstDays", .summary = "days after the last day, at worst", .type = "integer"},
  {.name = "worstCase", .summary = "in which case"},
  {.name = "medianDays", .summary = "days from opening to doing, in the middle", .type = "integer", .required = true},
  {0},
};
static members notice = {
  {.name = "id", .summary = "its number", .type = "integer", .required = true},
  {.name = "kind", .summary = "notify, urge, copy", .required = true},
  {.name = "text", .summary = "what is told", .required = true},
  {.name = "read", .summary = "whether one has read it", .type = "boolean", .required = true},
  {.name = "case", .summary = "id of the case that it is about"},
  {.name = "procedure", .summary = "its procedure"},
  {.name = "at", .summary = "when", .type = "date-time"},
  {0},
};
static members saved = {
  {.name = "page", .summary = "on which page it is offered", .required = true},
  {.name = "name", .summary = "its name", .required = true},
  {.name = "query", .summary = "what it asks for", .required = true},
  {0},
};
static members stand_in = {
  {.name = "person", .summary = "for whom", .type = "Person", .required = true},
  {.name = "role", .summary = "id of the role", .required = true},
  {.name = "deputy", .summary = "who stands in", .type = "Person", .required = true},
  {.name = "from", .summary = "the first day", .type = "date", .required = true},
  {.name = "to", .summary = "the last day", .type = "date", .required = true},
  {0},
};
static members subscription = {
  {.name = "name", .summary = "its name", .required = true},
  {.name = "url", .summary = "where events are sent", .required = true},
  {.name = "types", .summary = "types of events; none: all", .type = "[string]", .required = true},
  {.name = "bureau", .summary = "only of this bureau"},
  {.name = "procedure", .summary = "only of this procedure"},
  {.name = "madeBy", .summary = "by whom", .type = "Person"},
  {.name = "madeAt", .summary = "when", .type = "date-time"},
  {.name = "delivered", .summary = "how many events in all", .type = "integer"},
  {.name = "deliveredAt", .summary = "the last one", .type = "date-time"},
  {.name = "failingSince", .summary = "since when nothing arrives", .type = "date-time"},
  {.name = "error", .summary = "why, at the last attempt"},
  {.name = "aside", .summary = "events that could not be delivered", .type = "[Letter]"},
  {0},
};
static members letter = {
  {.name = "event", .summary = "id of the event", .required = true},
  {.name = "type", .summary = "its type", .required = true},
  {.name = "case", .summary = "of which case", .required = true},
  {.name = "attempts", .summary = "how often it was tried", .type = "integer", .required = true},
  {.name = "error", .summary = "why it failed", .required = true},
  {.name = "since", .summary = "the first attempt", .type = "date-time"},
  {.name = "nextAt", .summary = "the next one", .type = "date-time"},
  {0},
};
static members secret = {
  {.name = "name", .summary = "name of the subscription", .required = true},
  {.name = "url", .summary = "where events are sent", .required = true},
  {.name = "secret", .summary = "what they are signed with: whsec_ and base64", .required = true},
  {0},
};
static members retried = {
  {.name = "name", .summary = "name of the subscription", .required = true},
  {.name = "aside", .summary = "how many events stood aside", .type = "integer", .required = true},
  {0},
};
static members upkeep = {
  {.name = "backupAt", .summary = "the last copy that was made and verified", .type = "date-time"},
  {.name = "backupTo", .summary = "where it is"},
  {.name = "auditAt", .summary = "the last audit of all cases", .type = "date-time"},
  {.name = "auditCases", .summary = "how many cases it looked at", .type = "integer"},
  {.name = "audit", .summary = "what it came to: ok, corrupt ..."},
  {0},
};
static members fact_note = {
  {.name = "name", .summary = "name of the fact", .required = true},
  {.name = "title", .summary = "for people", .required = true},
  {.name = "type", .summary = "text, date, number", .required = true},
  {0},
};
static members board_item = {
  {.name = "bureau", .summary = "id of the bureau", .required = true},
  {.name = "procedure", .summary = "id of the procedure"},
  {.name = "kind", .summary = "decision, standard, notice ...", .required = true},
  {.name = "title", .summary = "title", .required = true},
  {.name = "text", .summary = "what is published, redacted"},
  {.name = "day", .summary = "since when", .type = "date"},
  {.name = "until", .summary = "until when", .type = "date"},
  {0},
};
static members complaint = {
  {.name = "number", .summary = "by which one asks how it stands; nobody can find it again", .required = true}, {0}};
static members progress = {
  {.name = "procedure", .summary = "title of the procedure", .required = true},
  {.name = "bureau", .summary = "title of the bureau", .required = true},
  {.name = "stages", .summary = "titles of the steps in which it is, or of its end", .type = "[string]", .required = true},
  {.name = "openedAt", .summary = "when it came in", .type = "date-time", .required = true},
  {.name = "endedAt", .summary = "when it ended", .type = "date-time"},
  {0},
};
static members problem = {
  {.name = "type", .summary = "urn:fasti:problem: and the kind", .required = true},
  {.name = "title", .summary = "the kind, in words", .required = true},
  {.name = "status", .summary = "status code", .type = "integer", .required = true},
  {.name = "detail", .summary = "the first of the errors"},
  {.name = "instance", .summary = "urn:fasti:request: and the id of the request", .required = true},
  {.name = "rule", .summary = "the rule that refuses it"},
  {.name = "article", .summary = "the article on which the rule rests"},
  {.name = "errors", .summary = "every error, with its field", .type = "[Message]", .required = true},
  {0},
};

const struct api_schema api_schemas[] = {
  {"Title", "Something with an id and a title", id_title},
  {"Person", "A person, for people", id_name},
  {"Role", "A role of the bureau", id_title},
  {"Me", "Who asks", me},
  {"State", "A step of a procedure", state},
  {"Procedure", "A procedure", procedure},
  {"Register", "A register", reg},
  {"Case", "A case in a list", case_},
  {"CaseView", "A case", case_view},
  {"CaseCounts", "How many cases", counts},
  {"CaseData", "The data of a case", data},
  {"PackageName", "A version of the regulations", package_name},
  {"Link", "Another case", link},
  {"Element", "An element of data", tree},
  {"Task", "An open task", task},
  {"TaskCounts", "How many tasks", task_counts},
  {"Deed", "Something that was done", deed},
  {"TaskName", "Which task", task_name},
  {"Claim", "What came of one claim", claim},
  {"Deadline", "A deadline", deadline},
  {"DeadlineExplanation", "A deadline counted out", deadline},
  {"CountedDay", "A day of an explanation", counted},
  {"Move", "How a last day was moved", move},
  {"Entry", "An entry of a journal", entry},
  {"EntryField", "A field that was filled in", entry_field},
  {"Message", "Something to tell", message},
  {"Place", "A place in a definition", place},
  {"Verification", "Whether all is untouched", verification},
  {"Form", "A form as it is", form},
  {"Control", "A control of a form", control},
  {"Choice", "A choice of a selection", choice},
  {"Action", "Something that one may do", action},
  {"Done", "What came of a command", done},
  {"Attached", "A file that was attached", attached},
  {"File", "A file for a field", file},
  {"Upload", "A file that was uploaded", upload},
  {"Evidence", "A file of a case", evidence},
  {"Instrument", "An instrument that was issued", instrument},
  {"Package", "A version of the regulations", package},
  {"Proposal", "A version on its way", proposal},
  {"Approval", "Who approved", approval},
  {"Referral", "Whose matter it is", referral},
  {"Duty", "What the bureau answers for", duty},
  {"Service", "A public service", service},
  {"Colleague", "A person of the office", colleague},
  {"Code", "A one-time code", code},
  {"Token", "A token", token},
  {"Day", "A day of the calendar", day},
  {"CalendarLoaded", "What a calendar reached", loaded},
  {"Act", "An entry of the journal of the office", act},
  {"Statistics", "Figures of the office", statistics},
  {"WorkCount", "Work, counted", work},
  {"Notice", "Something that one was told", notice},
  {"Saved", "A list that one has saved", saved},
  {"StandIn", "Who holds whose role", stand_in},
  {"Subscription", "A program that is told of events", subscription},
  {"Letter", "An event that could not be delivered", letter},
  {"SubscriptionSecret", "What events are signed with", secret},
  {"Retried", "What is tried again", retried},
  {"Upkeep", "When the office was copied and verified", upkeep},
  {"FactNote", "A fact that people look up", fact_note},
  {"BoardItem", "Something that is published", board_item},
  {"Complaint", "A complaint that was taken", complaint},
  {"Progress", "How far a complaint is", progress},
  {"Problem", "Why not (RFC 9457)", problem},
  {NULL, NULL, NULL},
};

const struct api_schema *
api_schema_find(const char *name)
{
  for (const struct api_schema *one = api_schemas; one->name; one++)
    if (strcmp(one->name, name) == 0)
      return one;
  return NULL;
}
