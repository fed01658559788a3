# forms/rural-land-improvement/improvement.mk - what the supervision of rural land improvement asks for.
nobase_dist_pkgdata_DATA += \
  forms/rural-land-improvement/acceptance-file.xhtml \
  forms/rural-land-improvement/acceptance.xhtml \
  forms/rural-land-improvement/archive.xhtml \
  forms/rural-land-improvement/assessment.xhtml \
  forms/rural-land-improvement/initiation-file.xhtml \
  forms/rural-land-improvement/initiation-review.xhtml \
  forms/rural-land-improvement/initiation.xhtml \
  forms/rural-land-improvement/joint-opinion.xhtml \
  forms/rural-land-improvement/joint.xhtml \
  forms/rural-land-improvement/progress.xhtml \
  forms/rural-land-improvement/round-assignment.xhtml \
  forms/rural-land-improvement/round-plan.xhtml \
  forms/rural-land-improvement/survey.xhtml \
  forms/rural-land-improvement/works.xhtml
