# processes/penalty-discretion/tables.mk - the standard itself: decision models, a file a version.
nobase_dist_pkgdata_DATA += \
  processes/penalty-discretion/gates.v1.dmn \
  processes/penalty-discretion/gates.v2.dmn \
  processes/penalty-discretion/grading.v1.dmn \
  processes/penalty-discretion/land-occupation.v1.dmn \
  processes/penalty-discretion/land-occupation.v2.dmn \
  processes/penalty-discretion/punishment.v1.dmn \
  processes/penalty-discretion/punishment.v2.dmn \
  processes/penalty-discretion/unlicensed-mining.v1.dmn \
  processes/penalty-discretion/unlicensed-mining.v2.dmn \
  processes/penalty-discretion/violations.v1.dmn \
  processes/penalty-discretion/violations.v2.dmn
