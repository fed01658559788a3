# processes/supervision/supervision.mk - the indicators of supervision, and what several supervision procedures share.
nobase_dist_pkgdata_DATA += \
  processes/common/visit.scxml \
  processes/supervision/quota.scxml
