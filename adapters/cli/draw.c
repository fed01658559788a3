/* adapters/cli/draw.c - "fasti draw": a chart as SVG (adapters/draw). */
#include "config.h"

#include "adapters/cli/command.h"
#include "adapters/draw/draw.h"

/* @arg marked gets a flag a state, owned by the arena */
static enum fasti_status
mark_states(struct cli *cli, const struct fasti_chart *chart, const bool **marked)
{
  bool *marks = fasti_arena_alloc(cli->arena, (size_t)fasti_chart_state_count(chart) * sizeof *marks);
  enum fasti_status status = FASTI_OK;
  const char *id;
  size_t at = 0;

  *marked = marks;
  while ((id = cli_next_value(cli, "state", &at))) {
    int state = fasti_chart_find(chart, id);

    if (state > 0) {
      marks[state] = true;
      continue;
    }
    fasti_error_field(cli->messages, "--state", "the chart has no state \"%s\"", id);
    status = FASTI_NOT_FOUND;
  }
  return status;
}

static enum fasti_status
draw_chart(struct cli *cli, const struct fasti_chart *chart)
{
  enum fasti_draw_words words = cli_has(cli, "titles") ? FASTI_DRAW_PEOPLE : FASTI_DRAW_DESIGNER;
  struct fasti_buffer svg = {0};
  const bool *marked;
  enum fasti_status status = mark_states(cli, chart, &marked);

  if (status == FASTI_OK)
    status = fasti_draw(chart, words, marked, cli->messages, &svg);
  if (status == FASTI_OK)
    status = cli_write(cli, cli_value(cli, "output"), fasti_buffer_slice(&svg));
  fasti_buffer_free(&svg);
  return status;
}

static enum fasti_status
draw(struct cli *cli)
{
  struct fasti_library library = cli_library(cli);
  struct fasti_chart *chart = NULL;
  struct fasti_slice bytes;
  enum fasti_status status = cli_read(cli, cli->operands[0], CLI_DEFINITION_BYTES, &bytes);

  if (status == FASTI_OK)
    status = fasti_chart_load(cli->operands[0], bytes, &library, cli->messages, &chart);
  if (status == FASTI_OK)
    status = draw_chart(cli, chart);
  fasti_chart_free(chart);
  return status;
}

static const struct cli_option options[] = {
  {"output", 'o', N_("FILE"), N_("write to FILE instead of standard output")},
  {"state", 's', N_("ID"), N_("mark this state as current; may be repeated")},
  {"titles", 't', NULL, N_("only the titles of states and actions, as the pages of a case show them")},
  {0},
};

const struct cli_command cli_draw = {
  .name = "draw",
  .summary = N_("draw a chart as SVG"),
  .operands = N_("FILE"),
  .least = 1,
  .most = 1,
  .options = options,
  .ends = {FASTI_NOT_FOUND, FASTI_LIMIT, FASTI_IO, FASTI_DEFINITION},
  .run = draw,
};
