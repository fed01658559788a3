# processes/post-approval-land/parcels.mk - construction land after approval, idle land, land supply, the register of parcels.
nobase_dist_pkgdata_DATA += \
  processes/common/dunning.scxml \
  processes/land-supply/process.scxml \
  processes/packages/hongjiang/parcels.xml \
  processes/packages/luquan/parcels.xml \
  processes/post-approval-land/calendar.scxml \
  processes/post-approval-land/cases/S40-payment-reminder-and-demand.case \
  processes/post-approval-land/cases/S41-start-extension-re-arms.case \
  processes/post-approval-land/cases/S42-idle-land-in-luquan.case \
  processes/post-approval-land/cases/S43-patrols-of-every-month.case \
  processes/post-approval-land/cases/S43-visits-of-two-stages.case \
  processes/post-approval-land/cases/contract.inc \
  processes/post-approval-land/cases/idle-determined.inc \
  processes/post-approval-land/cases/idle-fee.inc \
  processes/post-approval-land/cases/people-hongjiang.inc \
  processes/post-approval-land/cases/people-luquan.inc \
  processes/post-approval-land/cases/settled.inc \
  processes/post-approval-land/cases/started.inc \
  processes/post-approval-land/extension.scxml \
  processes/post-approval-land/handover.scxml \
  processes/post-approval-land/idle-land.scxml \
  processes/post-approval-land/payment.scxml \
  processes/post-approval-land/process.scxml \
  processes/registers/parcel/process.scxml
