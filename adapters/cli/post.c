/* adapters/cli/post.c - "fasti post": subscriptions of programs elsewhere, what could not be delivered, wishes about mail. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "adapters/cli/configuration.h"
#include "adapters/cli/post.h"
#include "adapters/cli/table.h"
#include "engine/notice.h"
#include "engine/occurrence.h"
#include "engine/row.h"
#include "engine/subscription.h"

/* -- post list -- */

static const struct table_column columns[] = {
  {"name", N_("subscription"), false},    {"url", N_("address"), false},
  {"types", N_("events"), false},         {"bureau", N_("bureau"), false},
  {"procedure", N_("procedure"), false},  {"state", N_("state"), false},
  {"behind", N_("entries behind"), true}, {"delivered", N_("delivered"), true},
  {"aside", N_("stand aside"), true},     {"last", N_("last delivery"), false},
  {"next", N_("next attempt"), false},    {"error", N_("last error"), false},
  {0},
};

static const struct table_column letter_columns[] = {
  {"subscription", N_("subscription"), false}, {"event", N_("event"), false},       {"type", N_("type"), false},
  {"case", N_("case"), false},                 {"since", N_("failing since"), false}, {"attempts", N_("attempts"), true},
  {"next", N_("next attempt"), false},         {"error", N_("last error"), false},  {0},
};

struct listing {
  struct desk *desk;
  struct table *table;
  int64_t end;
  const struct fasti_progress_row *progress; /* of the subscription at hand */
  int64_t letters;
};

static const char *
moment(const struct listing *listing, int64_t at)
{
  return at == FASTI_NEVER || at == 0 ? "" : desk_moment(listing->desk->cli->arena, at, listing->desk->zone);
}

static bool
take_progress(void *self, const struct fasti_progress_row *row)
{
  struct listing *listing = self;
  void *copy = fasti_row_copy(&fasti_progress_shape, row);

  fasti_arena_tie(listing->desk->cli->arena, fasti_free, copy);
  listing->progress = copy;
  return false;
}

static bool
count_letter(void *self, const struct fasti_letter_row *row)
{
  struct listing *listing = self;

  (void)row;
  listing->letters++;
  return true;
}

static const char *
state_of(const struct listing *listing)
{
  if (listing->progress->failing_since != FASTI_NEVER)
    return _("failing");
  return listing->progress->position < listing->end ? _("under way") : _("up to date");
}

static bool
list_subscription(void *self, const struct fasti_subscription_row *row)
{
  static const struct fasti_progress_row none = {.failing_since = FASTI_NEVER, .delivered_at = FASTI_NEVER, .error = ""};
  struct listing *listing = self;
  struct fasti_store *store = listing->desk->store;
  struct table *table = listing->table;

  listing->progress = &none;
  listing->letters = 0;
  if (store->call->progress_list(store, row->name, take_progress, listing) != FASTI_OK ||
      store->call->letter_list(store, row->name, count_letter, listing) != FASTI_OK)
    return false;
  table_cell(table, row->name);
  table_cell(table, row->url);
  table_cell(table, *row->types ? row->types : _("all"));
  table_cell(table, row->bureau);
  table_cell(table, row->procedure);
  table_cell(table, state_of(listing));
  table_cell_number(table, listing->end - listing->progress->position);
  table_cell_number(table, listing->progress->delivered);
  table_cell_number(table, listing->letters);
  table_cell(table, moment(listing, listing->progress->delivered_at));
  table_cell(table, moment(listing, listing->progress->next_at));
  table_cell(table, listing->progress->error);
  return true;
}

static bool
list_letter(void *self, const struct fasti_letter_row *row)
{
  struct listing *listing = self;
  struct table *table = listing->table;

  table_cell(table, row->subscription);
  table_cell(table, row->event);
  table_cell(table, row->type);
  table_cell(table, row->case_id);
  table_cell(table, moment(listing, row->since));
  table_cell_number(table, row->attempts);
  table_cell(table, row->next_at == 0 ? _("at once") : moment(listing, row->next_at));
  table_cell(table, row->error);
  return true;
}

static enum fasti_status
list_all(struct listing *listing, bool letters)
{
  struct fasti_store *store = listing->desk->store;
  enum fasti_status status;

  if (letters)
    return store->call->letter_list(store, NULL, list_letter, listing);
  status = store->call->journal_end(store, &listing->end);
  return status == FASTI_OK ? store->call->subscription_list(store, NULL, list_subscription, listing) : status;
}

static enum fasti_status
list(struct cli *cli)
{
  struct desk desk;
  bool letters = cli_has(cli, "aside");
  struct listing listing = {.desk = &desk, .table = table_new(cli->arena, letters ? letter_columns : columns)};
  enum fasti_status status = table_wanted(cli);

  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, false, &desk);
  if (status == FASTI_OK)
    status = list_all(&listing, letters);
  if (status == FASTI_OK)
    status = table_show(cli, listing.table, letters ? _("nothing stands aside") : _("nobody is subscribed"));
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option list_options[] = {
  DESK_OFFICE, DESK_JSON, TABLE_OUTPUT, TABLE_FORCE,
  {"aside", 0, NULL, N_("list the events that could not be delivered and stand aside")}, {0}};

const struct cli_command cli_post_list = {
  .group = "post",
  .name = "list",
  .summary = N_("list the subscriptions and where their deliveries stand"),
  .options = list_options,
  .ends = {TABLE_ENDS, DESK_ENDS},
  .run = list,
};

/* -- post subscribe and unsubscribe -- */

/* The values of an option that may be repeated, as a list. */
static const char *
words_of(struct cli *cli, const char *option)
{
  const char *value, *list = "";
  size_t at = 0;

  while ((value = cli_next_value(cli, option, &at)) != NULL)
    list = fasti_arena_printf(cli->arena, "%s%s%s", list, *list ? " " : "", value);
  return list;
}

static const char *
text_of(struct cli *cli, const char *option)
{
  const char *value = cli_value(cli, option);

  return value ? value : "";
}

/* A subscription that is changed keeps its secret, unless a new one is asked for. */
struct known {
  struct cli *cli;
  const char *secret;
};

static bool
take_secret(void *self, const struct fasti_subscription_row *row)
{
  struct known *known = self;

  known->secret = fasti_arena_strdup(known->cli->arena, row->secret);
  return false;
}

static enum fasti_status
subscribe_one(struct desk *desk)
{
  struct cli *cli = desk->cli;
  struct known known = {.cli = cli};
  char secret[POST_SECRET_SIZE];
  struct fasti_subscription_row row = {.name = cli->operands[0], .url = cli->operands[1], .types = words_of(cli, "event"),
                                       .bureau = text_of(cli, "bureau"), .procedure = text_of(cli, "procedure")};
  enum fasti_status status = desk->store->call->subscription_list(desk->store, row.name, take_secret, &known);

  row.secret = known.secret && !cli_has(cli, "new-secret") ? known.secret : post_make_secret(secret);
  if (status == FASTI_OK)
    status = fasti_office_subscribe(desk->office, &row, cli_value(cli, "as"), desk->now, cli->messages);
  if (status != FASTI_OK)
    return status;
  printf(_("%s: subscribed\n"), row.name);
  if (row.secret == secret)
    printf(_("its secret, which is not shown again: %s\n"), secret);
  return FASTI_OK;
}

static enum fasti_status
subscribe(struct cli *cli)
{
  struct post_settings settings;
  struct desk desk;
  enum fasti_status status = posting_settings(cli, &settings);

  if (status == FASTI_OK)
    status = post_check_url(&settings, cli->operands[1], cli->messages);
  if (status != FASTI_OK)
    return status;
  status = desk_open(cli, true, &desk);
  if (status == FASTI_OK)
    status = subscribe_one(&desk);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option subscribe_options[] = {
  DESK_OFFICE,
  DESK_ADMIN,
  CONFIG_OPTION,
  POST_SET,
  {"event", 'e', N_("TYPE"), N_("a type of event, or the word before its dot; may be repeated (default: all)")},
  {"bureau", 'b', N_("BUREAU"), N_("only events of cases of this bureau")},
  {"procedure", 'p', N_("PROCEDURE"), N_("only events of cases of this procedure")},
  {"new-secret", 0, NULL, N_("give one that is subscribed already another secret")},
  {0},
};

const struct cli_command cli_post_subscribe = {
  .group = "post",
  .name = "subscribe",
  .summary = N_("have events sent to a program elsewhere, or change what is sent"),
  .operands = N_("NAME URL"),
  .least = 2,
  .most = 2,
  .options = subscribe_options,
  .ends = {FASTI_FORBIDDEN, FASTI_INVALID, FASTI_LIMIT, DESK_ENDS},
  .run = subscribe,
};

static enum fasti_status
unsubscribe(struct cli *cli)
{
  struct desk desk;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = fasti_office_unsubscribe(desk.office, cli->operands[0], cli_value(cli, "as"), desk.now, cli->messages);
  if (status == FASTI_OK)
    printf(_("%s: subscribed no more\n"), cli->operands[0]);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option unsubscribe_options[] = {DESK_OFFICE, DESK_ADMIN, {0}};

const struct cli_command cli_post_unsubscribe = {
  .group = "post",
  .name = "unsubscribe",
  .summary = N_("send nothing to a subscription any more, and forget what waits"),
  .operands = N_("NAME"),
  .least = 1,
  .most = 1,
  .options = unsubscribe_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = unsubscribe,
};

/* -- post retry -- */

static enum fasti_status
retry(struct cli *cli)
{
  struct desk desk;
  int64_t count = 0;
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = fasti_office_retry(desk.office, cli->operands[0], cli->operand_count > 1 ? cli->operands[1] : NULL,
                                cli_value(cli, "as"), desk.now, cli->messages, &count);
  if (status == FASTI_OK)
    printf(ngettext("%s: %" PRId64 " event that stood aside is tried again\n",
                    "%s: %" PRId64 " events that stood aside are tried again\n", (unsigned long)count),
           cli->operands[0], count);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

const struct cli_command cli_post_retry = {
  .group = "post",
  .name = "retry",
  .summary = N_("try at once what could not be delivered"),
  .operands = N_("NAME [EVENT]"),
  .least = 1,
  .most = 2,
  .options = unsubscribe_options,
  .ends = {FASTI_FORBIDDEN, DESK_ENDS},
  .run = retry,
};

/* -- post mail -- */

static enum fasti_status
mail(struct cli *cli)
{
  struct desk desk;
  struct fasti_mail_wish wish = {.address = cli->operand_count > 1 ? cli->operands[1] : "",
                                 .at_once = words_of(cli, "at-once"), .digest = !cli_has(cli, "no-digest")};
  enum fasti_status status = desk_open(cli, true, &desk);

  if (status == FASTI_OK)
    status = fasti_office_mail_wish(desk.office, cli->operands[0], &wish, cli->messages);
  if (status == FASTI_OK && *wish.address)
    printf(_("%s: messages go to %s\n"), cli->operands[0], wish.address);
  else if (status == FASTI_OK)
    printf(_("%s: no mail\n"), cli->operands[0]);
  status = desk_told(&desk, status);
  desk_close(&desk);
  return status;
}

static const struct cli_option mail_options[] = {
  DESK_OFFICE,
  {"at-once", 0, N_("KIND"), N_("a kind of message that is sent at once: urge, notify, copy; may be repeated (default: none)")},
  {"no-digest", 0, NULL, N_("do not send the others once a day")},
  {0},
};

const struct cli_command cli_post_mail = {
  .group = "post",
  .name = "mail",
  .summary = N_("have a person's messages sent by mail; without an address: no more"),
  .operands = N_("PERSON [ADDRESS]"),
  .least = 1,
  .most = 2,
  .options = mail_options,
  .ends = {FASTI_INVALID, DESK_ENDS},
  .run = mail,
};
