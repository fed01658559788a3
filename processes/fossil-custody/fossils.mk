# processes/fossil-custody/fossils.mk - fossils that others confiscate.
nobase_dist_pkgdata_DATA += \
  processes/fossil-custody/cases/X23-fossils-handed-over.case \
  processes/fossil-custody/process.scxml \
  processes/packages/hongjiang/fossils.xml
