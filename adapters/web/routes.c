/* adapters/web/routes.c - the addresses of the pages, and who may see them. What a person may see of a case, each page asks the office. */
#include "config.h"

#include "adapters/web/room.h"

const struct web_route web_routes[] = {
  {"GET", "/", web_home, NULL, N_("to one's work, or to log in")},
  {"GET", "/login", web_login, NULL, N_("log in")},
  {"POST", "/login", web_login_post, NULL, N_("log in")},
  {"POST", "/logout", web_logout, "*", N_("log out")},
  {"POST", "/language", web_language, "*", N_("choose the language of one's pages")},
  {"GET", "/static/{edition}/{file}", web_static, NULL, N_("styles and scripts")},
  {"GET", "/work", web_work, "*", N_("what waits for me")},
  {0},
};
