# forms/penalty-discretion/penalty-discretion.mk - what the standard of discretion asks for.
nobase_dist_pkgdata_DATA += \
  forms/common/objection-answer.xhtml \
  forms/common/objection.xhtml \
  forms/common/publicity-check.xhtml \
  forms/common/publicity-withdrawal.xhtml \
  forms/common/publicity.xhtml \
  forms/penalty-discretion/approval.xhtml \
  forms/penalty-discretion/complaint-answer.xhtml \
  forms/penalty-discretion/complaint.xhtml \
  forms/penalty-discretion/evaluation.xhtml \
  forms/penalty-discretion/legality.xhtml \
  forms/penalty-discretion/publication.xhtml \
  forms/penalty-discretion/standard.xhtml \
  forms/penalty-discretion/trigger.xhtml
