/* adapters/web/login.c - logging in and out, the language of one's pages, and static files. */
#include "config.h"

#include <string.h>

#include "adapters/web/room.h"

/* Where to go afterwards: a path of ours, never another site. */
static const char *
goal_of(const char *wanted)
{
  return wanted && *wanted == '/' && wanted[1] != '/' && wanted[1] != '\\' ? wanted : "/";
}

static enum fasti_status
home(struct web_call *call)
{
  if (!call->person)
    return web_go(call, "/login");
  if (web_has_role(call, FASTI_ROLE_ADMIN))
    return web_go(call, "/admin");
  return web_go(call, web_has_role(call, FASTI_ROLE_DESIGNER) ? "/packages" : "/work");
}

static enum fasti_status
show_login(struct web_call *call, int status)
{
  xmlNodePtr main = web_page(call, "login");

  web_set(main, "to", goal_of(web_field(call, "to") ? web_field(call, "to") : web_query(call, "to")));
  web_set(main, "user", web_field(call, "person"));
  return web_show(call, status);
}

static enum fasti_status
login(struct web_call *call)
{
  return show_login(call, 200);
}

static enum fasti_status
logged_in(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  if (status == FASTI_OK)
    return web_go(call, goal_of(web_field(call, "to")));
  if (status == FASTI_FORBIDDEN || status == FASTI_LIMIT || status == FASTI_INVALID)
    return show_login(call, status == FASTI_LIMIT ? 429 : 401);
  return status;
}

static enum fasti_status
log_in(struct web_call *call)
{
  const char *person = web_field(call, "person"), *secret = web_field(call, "secret"), *code = web_field(call, "code");

  if (!person || !*person || !secret || !*secret) {
    fasti_error_field(call->messages, person && *person ? "secret" : "person",
                      "enter your id and your password, or the one-time code that you were given");
    return show_login(call, 422);
  }
  call->change = (struct web_change){
    .kind = WEB_LOG_IN, .first = person, .second = secret, .third = code && *code ? code : NULL, .follow = logged_in};
  return FASTI_OK;
}

static enum fasti_status
to_login(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go(call, "/login") : status;
}

static enum fasti_status
log_out(struct web_call *call)
{
  call->change = (struct web_change){.kind = WEB_LOG_OUT, .follow = to_login};
  return FASTI_OK;
}

static enum fasti_status
go_back(struct web_call *call, enum fasti_status status, const struct fasti_answer *answer)
{
  (void)answer;
  return status == FASTI_OK ? web_go(call, goal_of(web_field(call, "to"))) : status;
}

static enum fasti_status
choose_language(struct web_call *call)
{
  const char *language = web_field(call, "language");

  if (!language || (strcmp(language, "zh-CN") != 0 && strcmp(language, "en") != 0)) {
    fasti_error_field(call->messages, "language", "expected zh-CN or en");
    return FASTI_INVALID;
  }
  call->change = (struct web_change){.kind = WEB_LANGUAGE, .first = language, .follow = go_back};
  return FASTI_OK;
}

static enum fasti_status
static_file(struct web_call *call)
{
  struct fasti_slice bytes;

  if (!web_site_file(call->site, web_part(call, "file"), &bytes, &call->type))
    return FASTI_NOT_FOUND;
  fasti_buffer_add(&call->body, bytes.at, bytes.size);
  call->status = 200;
  web_header(call, "Cache-Control",
             strcmp(web_part(call, "edition"), web_site_edition(call->site)) == 0 ? "public, max-age=31536000, immutable"
                                                                                  : "no-cache");
  return FASTI_OK;
}

const struct web_route web_login_routes[] = {
  {"GET", "/", home, NULL, N_("to one's work, or to log in")},
  {"GET", "/login", login, NULL, N_("log in")},
  {"POST", "/login", log_in, NULL, N_("log in")},
  {"POST", "/logout", log_out, "*", N_("log out")},
  {"POST", "/language", choose_language, "*", N_("choose the language of one's pages")},
  {"GET", "/static/{edition}/{file}", static_file, NULL, N_("styles and scripts")},
  {0},
};
