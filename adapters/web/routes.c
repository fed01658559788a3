/* adapters/web/routes.c - the addresses of all pages. A table says who may come; what of a case they may see, each page asks the
 * office. */
#include "config.h"

#include "adapters/web/room.h"

const struct web_route *const web_routes[] = {
  web_login_routes,
  web_work_routes,
  web_task_routes,
  web_act_routes,
  web_start_routes,
  web_case_routes,
  web_case_file_routes,
  web_claim_routes,
  web_saved_routes,
  web_cases_routes,
  web_deadlines_routes,
  web_registers_routes,
  web_notices_routes,
  web_me_routes,
  web_feed_routes,
  web_dashboard_routes,
  web_admin_routes,
  web_people_routes,
  web_deputies_routes,
  web_packages_routes,
  web_board_routes,
  web_complain_routes,
  web_api_routes,
  NULL,
};
