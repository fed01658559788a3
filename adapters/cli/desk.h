/* adapters/cli/desk.h - what every command on an office file works with: the file, its clock, who asks.
 *
 * The office file is --office, else $FASTI_OFFICE, else office.fasti here. Who asks is --as, else $FASTI_USER.
 */
#ifndef FASTI_CLI_DESK_H
#define FASTI_CLI_DESK_H

#include "adapters/cli/command.h"
#include "engine/office.h"

#define DESK_OFFICE                                                                                                    \
  {                                                                                                                    \
    "office", 'o', N_("FILE"), N_("the office file (default: $FASTI_OFFICE, else office.fasti)")                       \
  }
#define DESK_AS                                                                                                        \
  {                                                                                                                    \
    "as", 'a', N_("PERSON"), N_("who acts (default: $FASTI_USER)")                                                     \
  }
/* Of commands that change the office and no case: $FASTI_USER does not count. */
#define DESK_ADMIN                                                                                                     \
  {                                                                                                                    \
    "as", 'a', N_("PERSON"), N_("the administrator who does this (default, until there is one: who owns the file)")    \
  }
#define DESK_VIEWER                                                                                                    \
  {                                                                                                                    \
    "as", 'a', N_("PERSON"), N_("who looks: what is confidential is shown to who may see it (default: $FASTI_USER)")   \
  }
#define DESK_KEY                                                                                                       \
  {                                                                                                                    \
    "key", 0, N_("KEY"), N_("a key by which this command is known when it is sent again: it is done once")             \
  }
#define DESK_JSON                                                                                                      \
  {                                                                                                                    \
    "json", 0, NULL, N_("print as JSON")                                                                               \
  }
/** How a command on an office file may end. */
#define DESK_ENDS FASTI_NOT_FOUND, FASTI_LOCKED, FASTI_READ_ONLY, FASTI_FOREIGN, FASTI_FULL, FASTI_IO, FASTI_CORRUPT

struct desk {
  struct cli *cli;
  struct fasti_store *store;
  struct fasti_vault *vault;
  struct fasti_office *office;
  int64_t now;
  bool simulated;
  int32_t zone;
};

/** Open the office file that the user means; WRITE: to change it. Ended with desk_close, whatever this returns. */
FASTI_MUST enum fasti_status desk_open(struct cli *cli, bool write, struct desk *desk);
void desk_close(struct desk *desk);
/** A status that the store gave and nobody has told yet: tell it in the store's words. @return STATUS */
FASTI_MUST enum fasti_status desk_told(struct desk *desk, enum fasti_status status);
/** Path of the office file that the user means. @return borrowed */
const char *desk_path(struct cli *cli);
/** The machine's clock. */
int64_t desk_real_now(void);

/** The people of --as, in their order, or the one of $FASTI_USER. @return FASTI_USAGE with a message when there is none
 */
FASTI_MUST enum fasti_status desk_people(struct cli *cli, const char *const **people, size_t *count);
/** Who looks, if --as or $FASTI_USER says so. @arg out owned by the arena; NULL: nobody in particular
 *  @return FASTI_NOT_FOUND with a message for an unknown person */
FASTI_MUST enum fasti_status desk_viewer(struct desk *desk, const struct fasti_person **out);
/** The first of them, looked up, with the roles that they hold today, also as a deputy. @arg row its texts belong to the arena */
FASTI_MUST enum fasti_status desk_person(struct desk *desk, struct fasti_person_row *row);
/** Operands from AT on as fields: name=value; what name=@FILE means is seen to by attach_fields.
 *  @return FASTI_USAGE for a word without "=" */
FASTI_MUST enum fasti_status desk_fields(struct cli *cli, int at, const struct fasti_field **fields, size_t *count);
/** Read a day that a person wrote. @return FASTI_USAGE with a message */
FASTI_MUST enum fasti_status desk_day(struct cli *cli, const char *field, const char *text, int32_t *day);
/** Read YYYY-MM-DD, or YYYY-MM-DD and HH:MM, separated by a space or T, in a zone. */
FASTI_MUST enum fasti_status desk_instant(struct cli *cli, const char *field, const char *text, int32_t zone,
                                          int64_t *instant);
/** The last instant of a day. */
int64_t desk_day_end(int32_t day, int32_t zone);
/** The day on which the office is. */
int32_t desk_today(const struct desk *desk);
/** "2025-10-09 09:30", or the day alone at 00:00. @return owned by the arena */
const char *desk_moment(struct fasti_arena *arena, int64_t instant, int32_t zone);

/** What a state is called; LAW (may be NULL) gets the id of its article or NULL. @return borrowed; the id if it has no
 *  title */
const char *desk_state_title(const struct fasti_procedure *procedure, const char *state, const char **law);
/** What an action is called; its event if it has no title. @return borrowed */
const char *desk_action_title(const struct fasti_procedure *procedure, const char *event);
/** Titles of the roles in a list, with a separator between. @return owned by the arena */
const char *desk_role_titles(struct fasti_arena *arena, const struct fasti_package *package, const char *roles);
/** Titles of the states in a list: "立案审批 (filing-review)". @return owned by the arena */
const char *desk_state_titles(struct fasti_arena *arena, const struct fasti_procedure *procedure, const char *states);
/** Name of a person, as the office knows them now; the id if it does not. @return owned by the arena */
const char *desk_name(struct desk *desk, const char *person);
/** What a status of a case is called. */
const char *desk_status(const char *status);

#endif
