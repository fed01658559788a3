/* tests/procedure/tables_test.c - decision tables of a package, and what f:decide may ask of them.
 */
#include "config.h"

#include <string.h>

#include "engine/notes.h"
#include "tests/case/case_tests.h"

#define ASK(decide)                                                                                                    \
  DATA "\n<state id='a' f:title='A'><onentry>" decide                                                                  \
       "</onentry><transition event='e' f:role='officer' target='end'/></state>" END
#define GOOD "<f:decide table='fees' decision='fee' into='$x'><f:with name='size' value='1'/></f:decide>"

/* What is said here is the second line of the package. */
START_TEST(tables_package__bad)
{
  static const struct {
    const char *tables, *told;
  } bad[] = {
    {"<table id='fees' version='v1' src='none.dmn'/>",
     "package.xml:2:31: error: there is no file none.dmn; expected a decision model (DMN), looked for from this file's "
     "folder\n"},
    {"<table id='fees' src='fee.dmn'/>", "package.xml:2:1: error: <table> must say its version\n"},
    {"<table id='fees' version='v1'/>", "package.xml:2:1: error: <table> must say its src\n"},
    {"<table version='v1' src='fee.dmn'/>", "package.xml:2:1: error: <table> must say its id\n"},
    {"<table id='fees' version='v1' src='fee.dmn' until='2025-01-01'/>",
     "package.xml:2:45: error: <table> has no attribute until; it has id version title src from to sources law "
     "document\n"},
    {"<table id='fees' version='v1' src='fee.dmn' from='2025-02-30'/>",
     "package.xml:2:45: error: from=\"2025-02-30\" is not a date; expected a day that exists, as 2024-01-31\n"},
    {"<table id='fees' version='v1' src='fee.dmn' from='2025-02-02' to='2025-02-01'/>",
     "package.xml:2:63: error: the table fees ends before it begins; expected a day from 2025-02-02 on\n"},
    {"<table id='fees' version='v1' src='fee.dmn' to='2025-02-28'/>"
     "<table id='fees' version='v2' src='fee.dmn' from='2025-02-28'/>",
     "package.xml:2:69: error: two versions of the table fees hold on the same day, v1 and v2; expected from and to "
     "that leave one for each day\n"},
    {"<table id='fees' version='v1' src='fee.dmn' to='2025-02-28'/>"
     "<table id='fees' version='v2' src='fee.dmn' from='2025-03-01'/>",
     ""},
  };

  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    desk_file("fee.dmn", FEE_MODEL("size", "0.5"));
    desk_more(bad[i].tables);
    ck_assert_str_eq(desk_check("initial='a'", ASK("")), bad[i].told);
  }
}
END_TEST

/* What is wrong in a model is told by its own file. */
START_TEST(tables_package__bad_model)
{
  desk_file("fee.dmn", FEE_MODEL("size", "sise +"));
  desk_more("<table id='fees' version='v1' src='fee.dmn'/>");
  ck_assert_ptr_nonnull(strstr(desk_check("initial='a'", ASK(GOOD)), "fee.dmn:"));
}
END_TEST

START_TEST(tables_decide__checked_against_every_version)
{
  static const struct {
    const char *body, *told;
  } bad[] = {
    {ASK(GOOD), ""},
    {ASK("<f:decide table='fes' into='$x'/>"),
     "p.scxml:4:46: error: there is no table fes; expected a <table> of package.xml\n"},
    {ASK("<f:decide into='$x'/>"), "p.scxml:4:36: error: <f:decide> must say its table\n"},
    {ASK("<f:decide table='fees'><f:with name='size' value='1'/></f:decide>"), "p.scxml:4:36: error: <f:decide> must say its into\n"},
    {ASK("<f:decide table='fees' into='$x'/>"),
     "p.scxml:4:36: error: the version v1 of the table fees needs the input size; expected an <f:with> for it\n"
     "p.scxml:4:36: error: the version v2 of the table fees needs the input size; expected an <f:with> for it\n"},
    {ASK("<f:decide table='fees' into='$z'><f:with name='size' value='1'/></f:decide>"), "p.scxml:4:59: error: there is no variable z; did you mean x?\n"},
    {ASK("<f:decide table='fees' decision='fe' into='$x'/>"),
     "p.scxml:4:59: error: there is no decision fe in the version v1 of the table fees\n"
     "p.scxml:4:59: error: there is no decision fe in the version v2 of the table fees\n"},
    {ASK("<f:decide table='fees' into='$x'><f:with name='size' value='1'/><f:with name='width' value='1'/></f:decide>"),
     "p.scxml:4:108: error: there is no input width in the version v1 of the table fees\n"
     "p.scxml:4:108: error: there is no input width in the version v2 of the table fees\n"},
    {ASK("<f:decide table='fees' into='$x'><f:with name='size'/></f:decide>"),
     "p.scxml:4:69: error: <f:with> must say its value\n"},
    {ASK("<f:decide table='fees' into='$x'><f:with name='size' value='1'/><f:with value='2'/></f:decide>"),
     "p.scxml:4:100: error: <f:with> must say its name\n"},
    {ASK("<f:decide table='fees' into='$x'><f:with name='size' value='1'/><f:with name='size' value='2'/></f:decide>"),
     "p.scxml:4:108: error: size is given twice; expected it once\n"},
  };

  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    desk_file("fee.dmn", FEE_MODEL("size", "0.5"));
    desk_more("<table id='fees' version='v1' src='fee.dmn' to='2025-02-28'/>"
              "<table id='fees' version='v2' src='fee.dmn' from='2025-03-01'/>");
    ck_assert_str_eq(desk_check("initial='a'", bad[i].body), bad[i].told);
  }
}
END_TEST

START_TEST(tables_version__of_the_day)
{
  const struct fasti_package *package;
  const char *version = NULL;

  desk_file("fee.dmn", FEE_MODEL("size", "0.5"));
  desk_more("<table id='fees' version='v1' src='fee.dmn' from='2025-01-01' to='2025-02-28'/>"
            "<table id='fees' version='v2' src='fee.dmn' from='2025-03-02'/>");
  desk_set("initial='a'", ASK(GOOD));
  package = fasti_procedure_package(fasti_case_procedure(desk_case));
  ck_assert_ptr_null(
    fasti_package_table(package, "fees", fasti_day_of((struct fasti_date){2024, 12, 31}), &version));
  ck_assert_ptr_nonnull(
    fasti_package_table(package, "fees", fasti_day_of((struct fasti_date){2025, 2, 28}), &version));
  ck_assert_str_eq(version, "v1");
  ck_assert_ptr_null(fasti_package_table(package, "fees", fasti_day_of((struct fasti_date){2025, 3, 1}), &version));
  ck_assert_ptr_nonnull(
    fasti_package_table(package, "fees", fasti_day_of((struct fasti_date){2030, 1, 1}), &version));
  ck_assert_str_eq(version, "v2");
  ck_assert_ptr_null(fasti_package_table(package, "none", fasti_day_of((struct fasti_date){2025, 2, 28}), &version));
}
END_TEST

static void
add_name(void *self, const char *name, struct fasti_slice bytes)
{
  (void)bytes;
  fasti_buffer_printf(self, "%s ", name);
}

START_TEST(tables_files__deployed_with_the_package)
{
  struct fasti_buffer out = {0};

  desk_file("fee.dmn", FEE_MODEL("size", "0.5"));
  desk_more("<table id='fees' version='v1' src='fee.dmn'/>");
  desk_set("initial='a'", ASK(GOOD));
  fasti_package_files(fasti_procedure_package(fasti_case_procedure(desk_case)), add_name, &out);
  ck_assert_ptr_nonnull(strstr(out.at, " fee.dmn "));
  fasti_buffer_free(&out);
}
END_TEST

TCase *
tables_tcase(void)
{
  TCase *tcase = desk_tcase("tables");

  tcase_add_test(tcase, tables_package__bad);
  tcase_add_test(tcase, tables_package__bad_model);
  tcase_add_test(tcase, tables_decide__checked_against_every_version);
  tcase_add_test(tcase, tables_version__of_the_day);
  tcase_add_test(tcase, tables_files__deployed_with_the_package);
  return tcase;
}
