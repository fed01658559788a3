# processes/land-expropriation/land-expropriation.mk - supervision of land expropriation.
nobase_dist_pkgdata_DATA += \
  processes/land-expropriation/cases/S48-notice-missing.case \
  processes/land-expropriation/cases/S49-compensation-below-the-minimum.case \
  processes/land-expropriation/cases/a-subdistrict-in-luquan.case \
  processes/land-expropriation/cases/inspected-luquan.inc \
  processes/land-expropriation/cases/other-ends.case \
  processes/land-expropriation/cases/people.inc \
  processes/land-expropriation/cases/planned-luquan.inc \
  processes/land-expropriation/cases/who-is-inspected.case \
  processes/land-expropriation/process.scxml
