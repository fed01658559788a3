# processes/land-registration/registration.mk - land registration.
nobase_dist_pkgdata_DATA += \
  processes/land-registration/calendar.scxml \
  processes/land-registration/cases/S44-light-tampering.case \
  processes/land-registration/cases/S45-forged-certificate.case \
  processes/land-registration/cases/application.inc \
  processes/land-registration/cases/corrected.case \
  processes/land-registration/cases/forged-in-hongjiang.case \
  processes/land-registration/cases/matter.inc \
  processes/land-registration/cases/people.inc \
  processes/land-registration/cases/registered.case \
  processes/land-registration/cases/returned.case \
  processes/land-registration/cases/review-findings.case \
  processes/land-registration/cases/schedule.case \
  processes/land-registration/cases/unfounded.case \
  processes/land-registration/process.scxml \
  processes/land-registration/review.scxml \
  processes/packages/hongjiang/registration.xml \
  processes/packages/luquan/registration.xml
