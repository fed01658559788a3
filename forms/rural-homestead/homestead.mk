# forms/rural-homestead/homestead.mk - what the supervision of homesteads asks for and issues.
nobase_dist_pkgdata_DATA += \
  forms/instruments/feedback-form.xsl \
  forms/instruments/inspection-bulletin.xsl \
  forms/rural-homestead/approval.xhtml \
  forms/rural-homestead/archive.xhtml \
  forms/rural-homestead/bulletin.xhtml \
  forms/rural-homestead/confirmation.xhtml \
  forms/rural-homestead/cross-check.xhtml \
  forms/rural-homestead/cross.xhtml \
  forms/rural-homestead/daily.xhtml \
  forms/rural-homestead/delivery.xhtml \
  forms/rural-homestead/evidence.xhtml \
  forms/rural-homestead/field-check.xhtml \
  forms/rural-homestead/file-check.xhtml \
  forms/rural-homestead/notice.xhtml \
  forms/rural-homestead/quarter.xhtml \
  forms/rural-homestead/sampling.xhtml \
  forms/rural-homestead/summary.xhtml
