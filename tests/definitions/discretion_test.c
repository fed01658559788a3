/* tests/definitions/discretion_test.c - the shipped standard of penalty discretion: its tables have no gap, no overlap and
 * nothing outside the statutory frame, and the worked examples of the specification come out to the fen.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/decimal.h"
#include "engine/table.h"
#include "tests/tap.h"

enum { INPUTS = 24 };

static char *
read_table(const char *name)
{
  struct fasti_buffer path = {0}, text = {0};
  char block[4096];
  size_t size;
  FILE *file;

  fasti_buffer_printf(&path, "%s/processes/penalty-discretion/%s.dmn", getenv("FASTI_SOURCE"), name);
  file = fopen(path.at, "rb");
  ck_assert_msg(file, "%s is not there", path.at);
  fasti_buffer_free(&path);
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&text, block, size);
  fclose(file);
  return fasti_buffer_take(&text);
}

static struct fasti_model *
load(const char *name, struct fasti_messages *messages)
{
  char *text = read_table(name);
  struct fasti_model *model = NULL;
  struct fasti_buffer said = {0};

  if (fasti_model_load(name, fasti_slice_of(text), messages, &model) != FASTI_OK) {
    fasti_messages_print(messages, &said);
    ck_abort_msg("%s", said.at);
  }
  fasti_free(text);
  return model;
}

/* "a=1 b=2" as inputs; TEXT is cut up. */
static size_t
split(char *text, struct fasti_given given[INPUTS])
{
  size_t count = 0;

  for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
    char *equals = strchr(word, '=');

    ck_assert(equals && count < INPUTS);
    *equals = '\0';
    given[count++] = (struct fasti_given){word, equals + 1};
  }
  return count;
}

/* A later input of a name replaces an earlier one, so that a test says the usual first. */
static size_t
last_of_each(struct fasti_given given[INPUTS], size_t count)
{
  size_t kept = 0;

  for (size_t i = 0; i < count; i++) {
    bool again = false;

    for (size_t j = i + 1; j < count; j++)
      again = again || strcmp(given[i].name, given[j].name) == 0;
    if (!again)
      given[kept++] = given[i];
  }
  return kept;
}

static enum fasti_status
decide(const char *table, const char *decision, const char *usual, const char *inputs, xmlNodePtr into,
       struct fasti_messages *messages)
{
  struct fasti_model *model = load(table, messages);
  struct fasti_buffer text = {0};
  struct fasti_given given[INPUTS];
  enum fasti_status status;
  char *words;

  fasti_buffer_printf(&text, "%s %s", usual, inputs);
  words = fasti_buffer_take(&text);
  status = fasti_model_decide(model, decision, given, last_of_each(given, split(words, given)), into, messages);
  fasti_free(words);
  fasti_model_free(model);
  return status;
}

static xmlNodePtr
child(const xmlNode *node, const char *name)
{
  for (xmlNodePtr one = fasti_xml_first(node); one; one = fasti_xml_next(one))
    if (strcmp((const char *)one->name, name) == 0)
      return one;
  return NULL;
}

/* Numbers without zeros at their end. */
static void
add_plain(const char *text, struct fasti_buffer *out)
{
  struct fasti_decimal number;

  if (fasti_decimal_parse(fasti_slice_of(text), &number) == FASTI_OK)
    fasti_decimal_write(number, 0, out);
  else
    fasti_buffer_puts(out, text);
}

/* The text of a member of the result; the items of a list joined by "+"; "." is the result itself. */
static void
member(const xmlNode *answer, const char *name, struct fasti_buffer *out)
{
  xmlNodePtr node = child(answer, "result");

  node = node && strcmp(name, ".") != 0 ? child(node, name) : node;
  if (!node) {
    fasti_buffer_puts(out, "(nothing)");
    return;
  }
  for (xmlNodePtr item = fasti_xml_first(node); item; item = fasti_xml_next(item)) {
    xmlChar *text = xmlNodeGetContent(item);

    fasti_buffer_printf(out, "%s%s", out->size ? "+" : "", (const char *)text);
    xmlFree(text);
  }
  if (!fasti_xml_first(node)) {
    xmlChar *text = xmlNodeGetContent(node);

    add_plain((const char *)text, out);
    xmlFree(text);
  }
}

struct vector {
  const char *id, *table, *inputs, *expected; /* "min=1 max=2" */
};

static void
check_vector(const struct vector *vector, const char *decision, const char *usual)
{
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_buffer found = {0}, wanted = {0}, said = {0};
  struct fasti_given expected[INPUTS];
  xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNodePtr answer = xmlNewDocNode(doc, NULL, (const xmlChar *)"answer", NULL);
  char *words = fasti_strdup(vector->expected);
  enum fasti_status status;
  size_t count;

  xmlDocSetRootElement(doc, answer);
  status = decide(vector->table, decision, usual, vector->inputs, answer, messages);
  fasti_messages_print(messages, &said);
  ck_assert_msg(status == FASTI_OK, "%s: %s", vector->id, said.at);
  count = split(words, expected);
  for (size_t i = 0; i < count; i++) {
    struct fasti_buffer one = {0};

    member(answer, expected[i].name, &one);
    fasti_buffer_printf(&found, "%s=%s ", expected[i].name, one.at ? one.at : "");
    fasti_buffer_printf(&wanted, "%s=%s ", expected[i].name, expected[i].value);
    fasti_buffer_free(&one);
  }
  ck_assert_msg(strcmp(found.at, wanted.at) == 0, "%s: found %s, expected %s", vector->id, found.at, wanted.at);
  fasti_free(words);
  fasti_buffer_free(&found);
  fasti_buffer_free(&wanted);
  fasti_buffer_free(&said);
  xmlFreeDoc(doc);
  fasti_messages_free(messages);
}

#define CHECK_ALL(list, decision, usual)                                                                               \
  for (size_t at = 0; at < sizeof list / sizeof *list; at++)                                                           \
  check_vector(&list[at], decision, usual)

#define LAND                                                                                                           \
  "areaBasic=0 areaCultivated=0 areaAgri=0 areaOther=0 conformsToPlan=yes buildings=0 buildingsRemoved=false "         \
  "fineExcluded=false"

static const char *const tables[] = {
  "violations.v1",      "violations.v2",      "grading.v1",           "punishment.v1", "punishment.v2", "land-occupation.v1",
  "land-occupation.v2", "unlicensed-mining.v1", "unlicensed-mining.v2", "gates.v1",      "gates.v2"};

START_TEST(discretion_tables__without_gap_overlap_or_excess)
{
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
    struct fasti_model *model = load(tables[i], messages);
    enum fasti_status status = fasti_model_verify(model, "law", messages);
    struct fasti_buffer said = {0};

    fasti_messages_print(messages, &said);
    ck_assert_msg(status == FASTI_OK && !said.size, "%s", said.at);
    fasti_buffer_free(&said);
    fasti_model_free(model);
    fasti_messages_free(messages);
  }
}
END_TEST

START_TEST(discretion_land__worked_table)
{
  static const struct vector vectors[] = {
    {"T01", "land-occupation.v2", "areaCultivated=320 grade=normal",
     "min=112000 max=160000 proposed=136000 cells=7 cap=320000"},
    {"T02", "land-occupation.v2", "areaCultivated=500 grade=normal", "min=175000 max=250000 proposed=212500 cells=7"},
    {"T03", "land-occupation.v2", "areaCultivated=500.01 grade=normal",
     "min=225004.5 max=300006 proposed=262505.25 cells=8"},
    {"T04", "land-occupation.v2", "areaBasic=180.5 grade=heavy",
     "min=144400 max=171475 proposed=157937.5 cells=10 cap=180500"},
    {"T05", "land-occupation.v2", "areaBasic=2400 grade=heavy", "min=2160000 max=2400000 proposed=2280000 cells=12"},
    {"T06", "land-occupation.v2", "areaOther=60 grade=light", "min=6000 max=9000 proposed=7500 cells=1"},
    {"T07", "land-occupation.v2", "areaAgri=2000 grade=heavy", "min=900000 max=1200000 proposed=1050000 cells=5"},
    {"T08", "land-occupation.v2", "areaAgri=2000.5 grade=light", "min=500125 max=800200 proposed=650162.5 cells=6"},
    {"T09", "land-occupation.v2", "areaCultivated=800 areaAgri=900 grade=normal",
     "min=630000 max=885000 proposed=757500 cells=8+5"},
    {"T10", "land-occupation.v2", "areaBasic=100 areaCultivated=450 areaOther=50 grade=heavy",
     "min=370000 max=485000 proposed=427500 cells=11+8+2"},
    {"T11", "land-occupation.v1", "areaCultivated=320 grade=normal", "min=3840 max=6400 proposed=5120 cap=9600"},
    {"T12", "land-occupation.v1", "areaBasic=180.5 grade=heavy", "min=4512.5 max=5415 proposed=4963.75"},
    {"T13", "land-occupation.v1", "areaOther=60 grade=light", "min=60 max=300 proposed=180"},
    {"T14", "land-occupation.v1", "areaCultivated=800 areaAgri=900 grade=normal",
     "min=14100 max=25000 proposed=19550"},
    {"T15", "land-occupation.v1", "areaCultivated=1260.5 grade=heavy", "min=25210 max=31512.5 proposed=28361.25"},
    {"T16", "land-occupation.v2", "areaCultivated=1260.5 grade=heavy",
     "min=756300 max=1008400 proposed=882350 cells=8"},
    /* conflicting circumstances count as none; mitigated may go below the law's minimum */
    {"conflict", "land-occupation.v2", "areaCultivated=320 grade=conflict", "min=112000 max=160000"},
    {"mitigated", "land-occupation.v2", "areaBasic=2400 grade=mitigated", "min=120000 max=240000"},
    {"mitigated, v1", "land-occupation.v1", "areaBasic=100 grade=mitigated", "min=50 max=100"},
  };

  CHECK_ALL(vectors, "sanction", LAND);
}
END_TEST

START_TEST(discretion_land__kinds)
{
  static const struct vector vectors[] = {
    {"K1", "land-occupation.v2", "areaOther=60 grade=light conformsToPlan=no buildings=40",
     "row=K1 kinds=demolish fine=optional min=6000"},
    {"K2", "land-occupation.v1", "areaCultivated=320 grade=normal buildings=40",
     "row=K2 kinds=confiscate-buildings fine=optional"},
    {"K3", "land-occupation.v2", "areaCultivated=320 grade=normal conformsToPlan=no", "row=K3 kinds= fine=optional"},
    {"K5", "land-occupation.v2", "areaOther=60 grade=light conformsToPlan=no buildingsRemoved=true",
     "row=K5 kinds= fine=none min=0 max=0 proposed=0 cap=60000"},
    {"K5 only for light cases", "land-occupation.v2", "areaOther=60 grade=normal buildingsRemoved=true",
     "row=K3 fine=optional max=15000"},
    {"fined before", "land-occupation.v2", "areaOther=60 grade=light fineExcluded=true buildings=9",
     "row=K2 kinds=confiscate-buildings fine=excluded max=0"},
  };
  static const struct vector both = {"K4", "land-occupation.v2",
                                     "areaCultivated=320 grade=normal conformsToPlan=partly buildings=40",
                                     "row=K4 fine=optional"};

  CHECK_ALL(vectors, "sanction", LAND);
  check_vector(&both, "sanction", LAND);
}
END_TEST

START_TEST(discretion_mining__worked_table)
{
  static const struct vector vectors[] = {
    {"V 240 000", "unlicensed-mining.v2", "productValue=240000 grade=normal",
     "min=864000 max=1032000 proposed=948000 cap=1200000 fine=mandatory kinds=confiscate-property"},
    {"V 99 999.99", "unlicensed-mining.v2", "productValue=99999.99 grade=light",
     "min=100000 max=300000 proposed=200000 cap=1000000"},
    {"V 100 000", "unlicensed-mining.v2", "productValue=100000 grade=heavy",
     "min=430000 max=500000 proposed=465000 cap=500000"},
    {"no product", "unlicensed-mining.v2", "productValue=0 grade=conflict", "min=300000 max=600000"},
    {"G 52 600", "unlicensed-mining.v1", "illegalGains=52600 grade=heavy",
     "min=18410 max=26300 proposed=22355 cap=26300 fine=optional"},
  };

  CHECK_ALL(vectors, "sanction", "productValue=0 illegalGains=0 refused=false fineExcluded=false");
}
END_TEST

START_TEST(discretion_grading__rows)
{
  static const struct vector vectors[] = {
    {"G1", "grading.v1", "mitigating=1 aggravating=1", "row=G1 grade=conflict"},
    {"G1, much of both", "grading.v1", "mitigating=3 aggravating=2 removedBeforeFiling=true", "row=G1 grade=conflict"},
    {"G2", "grading.v1", "aggravating=1", "row=G2 grade=heavy"},
    {"G3, all removed", "grading.v1", "mitigating=1 removedBeforeFiling=true", "row=G3 grade=mitigated"},
    {"G3, two", "grading.v1", "mitigating=2", "row=G3 grade=mitigated"},
    {"G4", "grading.v1", "mitigating=1", "row=G4 grade=light"},
    {"G5", "grading.v1", "", "row=G5 grade=normal"},
  };

  CHECK_ALL(vectors, "grading", "mitigating=0 aggravating=0 removedBeforeFiling=false");
}
END_TEST

#define FACTS                                                                                                          \
  "factsEstablished=true pursuitPassed=false minor=false promptlyCorrected=false noHarm=false slightHarm=false "       \
  "firstOffence=false noFault=false alreadyFinedSameAct=false"

START_TEST(discretion_punishment__rows)
{
  static const struct vector vectors[] = {
    {"P1", "punishment.v2", "alreadyFinedSameAct=true", "row=P8 punish=yes fineExcluded=true"},
    {"P1, v1", "punishment.v1", "alreadyFinedSameAct=true", "row=P8 punish=yes fineExcluded=false"},
    {"P2", "punishment.v2", "minor=true promptlyCorrected=true noHarm=true", "row=P2 punish=no-shall"},
    {"P2 needs all three", "punishment.v2", "minor=true noHarm=true", "row=P8 punish=yes"},
    {"P3", "punishment.v2", "noFault=true", "row=P3 punish=no-shall"},
    {"P3 came with v2", "punishment.v1", "noFault=true", "row=P8 punish=yes"},
    {"P4", "punishment.v2", "firstOffence=true slightHarm=true promptlyCorrected=true", "row=P4 punish=no-may"},
    {"P4 came with v2", "punishment.v1", "firstOffence=true slightHarm=true promptlyCorrected=true", "punish=yes"},
    {"P5", "punishment.v1", "minor=true promptlyCorrected=true noHarm=true", "row=P5 punish=no-may"},
    {"P6", "punishment.v1", "factsEstablished=false", "row=P6 punish=no-shall"},
    {"P7", "punishment.v2", "pursuitPassed=true", "row=P7 punish=no-shall"},
    {"P8", "punishment.v2", "", "row=P8 punish=yes fineExcluded=false"},
  };

  CHECK_ALL(vectors, "outcome", FACTS);
}
END_TEST

#define GATES                                                                                                          \
  "partyKind=organisation fine=0 largePerson=5000 largeOrganisation=50000 confiscated=0 largeGains=50000 "             \
  "suspension=false revocation=false buildings=false grade=normal deviates=false hearingHeld=false"
#define ALL(value) "collective=" value " hearing=" value

START_TEST(discretion_gates__demo_thresholds)
{
  static const struct vector vectors[] = {
    {"T11, a person", "gates.v1", "partyKind=person fine=5120", ALL("true")},
    {"T11, an organisation", "gates.v1", "fine=5120", ALL("false")},
    {"exactly the threshold", "gates.v1", "partyKind=person fine=5000", ALL("true")},
    {"a fen below it", "gates.v1", "partyKind=person fine=4999.99", ALL("false")},
    {"T06 with demolition", "gates.v2", "fine=7500 buildings=true", "collective=false hearing=true legalReview=true"},
    {"demolition, v1", "gates.v1", "fine=7500 buildings=true", ALL("false")},
    {"suspension", "gates.v1", "suspension=true", ALL("true")},
    {"revocation", "gates.v2", "revocation=true", ALL("true") " legalReview=true"},
    {"large confiscation", "gates.v1", "confiscated=50000", ALL("true")},
    {"conflict", "gates.v1", "grade=conflict fine=100", "collective=true hearing=false legalReview=false"},
    {"conflict, v2", "gates.v2", "grade=conflict fine=100", "collective=true hearing=false legalReview=true"},
    {"outside the range", "gates.v2", "deviates=true", "collective=true hearing=false legalReview=false"},
    {"after a hearing", "gates.v2", "hearingHeld=true", "collective=false hearing=false legalReview=true"},
    {"nothing of this", "gates.v2", "fine=49999.99", "collective=false hearing=false legalReview=false"},
  };

  CHECK_ALL(vectors, "gates", GATES);
}
END_TEST

#define AMOUNTS                                                                                                        \
  "area=100 illegalGains=1000 productValue=200000 resourceLoss=10000 cultivationFee=100 reclamationFee=200 "           \
  "restorationCost=300 serious=false refused=false"

/* Every violation of both versions: the frame of the law, where it gives one. */
START_TEST(discretion_violations__statutory_frame)
{
  static const struct vector vectors[] = {
    {"LA-01", "violations.v1", "violationType=LA-01", "floor=0 cap=3000 fine=optional table=land-occupation"},
    {"LA-02", "violations.v1", "violationType=LA-02", "floor=0 cap=500 fine=optional table="},
    {"LA-03", "violations.v1", "violationType=LA-03", "cap=200 fine=optional"},
    {"LA-04", "violations.v1", "violationType=LA-04", "cap=400 fine=optional"},
    {"LA-05", "violations.v1", "violationType=LA-05", "floor=1000 cap=3000 fine=mandatory"},
    {"LA-06", "violations.v1", "violationType=LA-06", "floor=50 cap=200 fine=mandatory"},
    {"LA-07", "violations.v1", "violationType=LA-07", "cap=0 fine=none kinds="},
    {"LA-08", "violations.v1", "violationType=LA-08", "cap=0 fine=none kinds=demolish"},
    {"MI-01", "violations.v1", "violationType=MI-01", "cap=500 fine=optional table=unlicensed-mining"},
    {"MI-02", "violations.v1", "violationType=MI-02", "cap=300 fine=optional"},
    {"MI-03", "violations.v1", "violationType=MI-03", "cap=5000 fine=optional"},
    {"MI-05", "violations.v1", "violationType=MI-05", "cap=50000"},
    {"MI-06", "violations.v1", "violationType=MI-06", "cap=50000"},
    {"MI-09", "violations.v1", "violationType=MI-09", "cap=0 fine=none"},
    {"LA-01", "violations.v2", "violationType=LA-01", "floor=10000 cap=100000 fine=optional table=land-occupation"},
    {"LA-02", "violations.v2", "violationType=LA-02", "floor=100 cap=500 fine=optional"},
    {"LA-03", "violations.v2", "violationType=LA-03", "floor=500 cap=1000 fine=optional"},
    {"LA-04", "violations.v2", "violationType=LA-04", "floor=400 cap=1000 fine=optional"},
    {"LA-05", "violations.v2", "violationType=LA-05", "floor=10000 cap=50000 fine=mandatory"},
    {"LA-06", "violations.v2", "violationType=LA-06", "floor=100 cap=300"},
    {"LA-07, corrected", "violations.v2", "violationType=LA-07", "cap=0 fine=none"},
    {"LA-07, not corrected", "violations.v2", "violationType=LA-07 refused=true", "floor=200 cap=500"},
    {"LA-08", "violations.v2", "violationType=LA-08", "floor=1000 cap=2000"},
    {"LA-09", "violations.v2", "violationType=LA-09", "cap=0 fine=none kinds=demolish"},
    {"LA-10", "violations.v2", "violationType=LA-10", "cap=0 fine=transfer kinds="},
    {"MI-01", "violations.v2", "violationType=MI-01", "floor=600000 cap=1000000 fine=mandatory"},
    {"MI-01, little", "violations.v2", "violationType=MI-01 productValue=99999.99", "floor=100000 cap=1000000"},
    {"MI-02", "violations.v2", "violationType=MI-02 productValue=100000", "floor=300000 cap=500000"},
    {"MI-03", "violations.v2", "violationType=MI-03", "floor=100000 cap=500000"},
    {"MI-04", "violations.v2", "violationType=MI-04", "cap=0 fine=none"},
    {"MI-04, refused", "violations.v2", "violationType=MI-04 refused=true", "floor=200000 cap=600000"},
    {"MI-04, refused, none", "violations.v2", "violationType=MI-04 refused=true productValue=0",
     "floor=100000 cap=500000"},
    {"MI-05", "violations.v2", "violationType=MI-05", "floor=20000 cap=100000"},
    {"MI-05, serious", "violations.v2", "violationType=MI-05 serious=true", "floor=100000 cap=500000"},
    {"MI-06", "violations.v2", "violationType=MI-06", "floor=200000 cap=1000000"},
    {"MI-07", "violations.v2", "violationType=MI-07", "floor=0 cap=600 fine=optional"},
    {"MI-07, refused", "violations.v2", "violationType=MI-07 refused=true", "floor=600 cap=1500 fine=mandatory"},
    {"MI-08", "violations.v2", "violationType=MI-08", "cap=0 fine=none"},
    {"MI-08, refused", "violations.v2", "violationType=MI-08 refused=true", "floor=20000 cap=100000"},
    {"MI-09", "violations.v2", "violationType=MI-09", "floor=100000 cap=1000000"},
  };

  CHECK_ALL(vectors, "limits", AMOUNTS);
}
END_TEST

START_TEST(discretion_inputs__bad)
{
  static const struct {
    const char *table, *decision, *inputs, *told;
  } bad[] = {
    {"land-occupation.v2", "sanction", LAND " areaCultivated=-5 grade=normal", "areaCultivated"},
    {"land-occupation.v2", "sanction", LAND " areaCultivated=much grade=normal", "areaCultivated"},
    {"land-occupation.v2", "sanction", LAND " grade=normal", "totalArea"},
    {"land-occupation.v1", "sanction", LAND " grade=normal", "totalArea"},
    {"land-occupation.v2", "sanction", LAND " areaForest=5 grade=normal", "areaForest"},
    {"land-occupation.v2", "sanction", LAND " areaCultivated=5", "grade"},
    {"land-occupation.v2", "sanction", LAND " areaCultivated=5 grade=harsh", "grade"},
    {"unlicensed-mining.v2", "sanction",
     "productValue=-0.01 illegalGains=0 refused=false fineExcluded=false grade=light", "productValue"},
    {"violations.v2", "limits", AMOUNTS " violationType=LA-11", "violationType"},
    {"gates.v1", "gates", GATES " partyKind=village", "partyKind"},
  };

  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
    struct fasti_buffer said = {0};
    xmlNodePtr into = xmlNewNode(NULL, (const xmlChar *)"answer");
    enum fasti_status status = decide(bad[i].table, bad[i].decision, "", bad[i].inputs, into, messages);

    fasti_messages_print(messages, &said);
    ck_assert_msg(status == FASTI_INVALID && said.at && strstr(said.at, bad[i].told), "%s: %d %s", bad[i].inputs,
                  (int)status, said.at ? said.at : "");
    ck_assert_ptr_null(into->children);
    xmlFreeNode(into);
    fasti_buffer_free(&said);
    fasti_messages_free(messages);
  }
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("discretion");
  TCase *tcase = tcase_create("discretion");

  tcase_add_test(tcase, discretion_tables__without_gap_overlap_or_excess);
  tcase_add_test(tcase, discretion_land__worked_table);
  tcase_add_test(tcase, discretion_land__kinds);
  tcase_add_test(tcase, discretion_mining__worked_table);
  tcase_add_test(tcase, discretion_grading__rows);
  tcase_add_test(tcase, discretion_punishment__rows);
  tcase_add_test(tcase, discretion_gates__demo_thresholds);
  tcase_add_test(tcase, discretion_violations__statutory_frame);
  tcase_add_test(tcase, discretion_inputs__bad);
  suite_add_tcase(suite, tcase);
  return tap_run(suite);
}
