# forms/fossil-custody/fossils.mk - forms and instruments of the custody of fossils.
nobase_dist_pkgdata_DATA += \
  forms/fossil-custody/closure.xhtml \
  forms/fossil-custody/joint.xhtml \
  forms/fossil-custody/receipt.xhtml \
  forms/fossil-custody/report.xhtml \
  forms/instruments/fossil-receipt.xsl
