# schema.awk - makes a C array of the schema patches, so that the program needs no files: awk -f schema.awk PATCH.sql ...
BEGIN {
  print "/* Made from schema-*.sql by schema.awk. */"
  print "#include \"adapters/sqlite/schema.h\"\n"
  print "const struct schema_patch schema_patches[] = {"
}
FNR == 1 {
  if (NR > 1)
    print "    \"\"},"
  name = FILENAME
  sub(/.*\//, "", name)
  printf "  {\"%s\",\n", name
}
{
  gsub(/\\/, "\\\\")
  gsub(/"/, "\\\"")
  printf "    \"%s\\n\"\n", $0
}
END {
  print "    \"\"},"
  print "};"
  print "const size_t schema_patch_count = sizeof schema_patches / sizeof *schema_patches;"
}
