# forms/instruments/instruments.mk - templates of the instruments, shared by the bureaus.
nobase_dist_pkgdata_DATA += \
  forms/instruments/chinese.xsl \
  forms/instruments/page.xsl
