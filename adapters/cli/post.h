/* adapters/cli/post.h - what the commands about post share: their settings, and the program that sends. */
#ifndef FASTI_CLI_POST_H
#define FASTI_CLI_POST_H

#include "adapters/cli/desk.h"
#include "adapters/post/post.h"

/* Takes CONFIG_OPTION beside it. */
#define POST_SET                                                                                                       \
  {                                                                                                                    \
    "set", 's', N_("NAME=VALUE"), N_("a member of the configuration about post; may be repeated: fasti-post(1) lists them") \
  }

/** Read the settings that --set gives. They belong to the arena. @return FASTI_USAGE, FASTI_INVALID with a message for each
 *  that is wrong */
FASTI_MUST enum fasti_status posting_settings(struct cli *cli, struct post_settings *settings);
/** Make the post of a desk that was opened for writing, which reports on standard output. @arg post owned, post_free */
FASTI_MUST enum fasti_status posting_new(struct desk *desk, const struct post_settings *settings, struct post **post);

#endif
