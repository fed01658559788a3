# adapters/http/api/api.mk - the REST interface.
libfasti_http_a_SOURCES += adapters/http/api.h adapters/http/api/api.h adapters/http/api/api.c adapters/http/api/board.c adapters/http/api/case.c \
  adapters/http/api/cases.c adapters/http/api/command.c adapters/http/api/describe.c adapters/http/api/directory.c \
  adapters/http/api/feed.c adapters/http/api/file.c adapters/http/api/forms.c adapters/http/api/hook.c adapters/http/api/input.c adapters/http/api/json.c \
  adapters/http/api/list.c adapters/http/api/me.c adapters/http/api/office.c adapters/http/api/own.c adapters/http/api/package.c \
  adapters/http/api/people.c adapters/http/api/procedure.c adapters/http/api/record.c adapters/http/api/schema.c \
  adapters/http/api/task.c
