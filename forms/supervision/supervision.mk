# forms/supervision/supervision.mk - forms and instruments of the indicators of supervision, and of visits.
nobase_dist_pkgdata_DATA += \
  forms/common/visit-cancellation.xhtml \
  forms/common/visit-dispatch.xhtml \
  forms/common/visit-feedback.xhtml \
  forms/common/visit-plan.xhtml \
  forms/common/visit-record.xhtml \
  forms/instruments/visit-record.xsl \
  forms/supervision/population.xhtml \
  forms/supervision/quota.xhtml \
  forms/supervision/shortfall.xhtml \
  forms/supervision/department-opinion.xhtml \
  forms/supervision/refused-referral.xhtml \
  forms/supervision/round-begun.xhtml \
  forms/supervision/round.xhtml \
  forms/supervision/unit-year.xhtml \
  forms/supervision/unit.xhtml
