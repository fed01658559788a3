<?xml version="1.0" encoding="UTF-8"?>
<!-- A page that is long enough to be one. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.w3.org/1999/xhtml">
  <xsl:template match="/issue">
    <html xml:lang="zh-CN">
      <head><title>文书</title></head>
      <body>
        <h1>文书</h1>
        <p>本文书用于检验：在办理过程中作出，编号连续，内容一经制发不得更改。</p>
        <p>收到本文书后，可以在规定的期限内提出意见；逾期未提出的，不影响程序继续进行。</p>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
