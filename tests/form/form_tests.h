/* tests/form/form_tests.h - the parts of the room form's test program.
 */
#ifndef FASTI_TESTS_FORM_H
#define FASTI_TESTS_FORM_H

#include <check.h>

TCase *form_load_tests(void);
TCase *form_list_tests(void);
TCase *form_type_tests(void);

/** A form around a model and a body, with the prefixes xf, xs, f and t; the model begins on line 2, the body on 3. */
#define FORM(model, body)                                                                                              \
  "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:xf='http://www.w3.org/2002/xforms' "                               \
  "xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:f='urn:fasti:procedure' xmlns:t='urn:t'><head>"                   \
  "<title>核查</title>\n" model "</head>\n<body>" body "</body></html>"

#endif
