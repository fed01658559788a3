# processes/supervision/supervision.mk - the indicators of supervision, and what several supervision procedures share.
nobase_dist_pkgdata_DATA += \
  processes/common/visit.scxml \
  processes/packages/hongjiang/supervision.xml \
  processes/packages/luquan/supervision.xml \
  processes/supervision/cases/by-hand.case \
  processes/supervision/cases/down-time-hongjiang.case \
  processes/supervision/cases/down-time-luquan.case \
  processes/supervision/cases/shortfall.case \
  processes/supervision/quota.scxml \
  processes/supervision/round.scxml
