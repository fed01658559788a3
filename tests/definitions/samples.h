/* tests/definitions/samples.h - samples of instruments that are data: a file each in tests/definitions/instruments.
 *
 *   <sample template="NAME">          forms/instruments/NAME.xsl
 *     <addressee>…</addressee>        what the document is addressed to
 *     <param>…</param>                parameters besides those of issue.xml, or in their place
 *     <people>…</people>              persons besides those of issue.xml, or in place of those with their ids
 *     <issued>…</issued>              what was issued before, in place of all of issue.xml
 *     <data><data id="x">…</data></data>   the data, in place of all of issue.xml
 *     <says>…</says>                  a text that a reader must find; one or more
 *   </sample>
 *
 * All but <says> may be left out. What a file lacks or has too much ends the test with a message that names it.
 */
#ifndef FASTI_TESTS_DEFINITIONS_SAMPLES_H
#define FASTI_TESTS_DEFINITIONS_SAMPLES_H

enum { SAMPLES = 500, SAMPLE_PARTS = 60 };

/** What a template is given, and what a reader must find in what it makes of it. All owned. */
struct sample {
  char *template_;
  char *data;                    /* an issue document */
  char *parts[SAMPLE_PARTS + 1]; /* the last is NULL */
};

/** A file of the tree. @return owned; NULL when there is none */
char *samples_read(const char *path);
/** The usual issue document, issue.xml, with an addressee (XML text; "" for none). @return owned */
char *samples_usual(const char *addressee);
/** Read every sample of a folder of the tree, by name. @arg into room for SAMPLES @return how many */
int samples_gather(const char *folder, struct sample *into);
void samples_end(struct sample *sample);

#endif
