# forms/case-oversight/case-oversight.mk - what the oversight over case handling asks for.
nobase_dist_pkgdata_DATA += \
  forms/case-oversight/error-inquiry.xhtml \
  forms/case-oversight/error-ruling.xhtml \
  forms/case-oversight/error.xhtml \
  forms/case-oversight/file-review.xhtml \
  forms/case-oversight/half-year.xhtml \
  forms/case-oversight/major-report.xhtml \
  forms/case-oversight/major-sending.xhtml \
  forms/case-oversight/major-signing.xhtml \
  forms/case-oversight/review-drawing.xhtml \
  forms/case-oversight/review-period.xhtml \
  forms/case-oversight/review-summary.xhtml
