# forms/land-registration/registration.mk - forms and instruments of land registration.
nobase_dist_pkgdata_DATA += \
  forms/instruments/correction-entry.xsl \
  forms/instruments/supplement-list.xsl \
  forms/land-registration/application.xhtml \
  forms/land-registration/assignment.xhtml \
  forms/land-registration/correction-entry.xhtml \
  forms/land-registration/correction.xhtml \
  forms/land-registration/counter-check.xhtml \
  forms/land-registration/education.xhtml \
  forms/land-registration/receipt.xhtml \
  forms/land-registration/registration.xhtml \
  forms/land-registration/review-file.xhtml \
  forms/land-registration/review-plan.xhtml \
  forms/land-registration/review-start.xhtml \
  forms/land-registration/settlement.xhtml \
  forms/land-registration/verification.xhtml \
  forms/land-registration/withdrawal.xhtml
