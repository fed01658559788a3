/* tests/definitions/instruments_test.c - the shipped templates: what a reader of each instrument must find in it.
 *
 * The contents that a document may not miss: ../shared/domain/case-handling.md section 7, in the words of the templates.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "engine/instrument.h"
#include "tests/tap.h"

static char *
read_source(const char *path)
{
  struct fasti_buffer name = {0}, text = {0};
  char block[4096];
  size_t size;
  FILE *file;

  fasti_buffer_printf(&name, "%s/%s", getenv("FASTI_SOURCE"), path);
  file = fopen(name.at, "rb");
  fasti_buffer_free(&name);
  if (!file)
    return NULL;
  while ((size = fread(block, 1, sizeof block, file)) > 0)
    fasti_buffer_add(&text, block, size);
  fclose(file);
  return fasti_buffer_take(&text);
}

enum { FILES = 8 };

/* Templates beside one another; what was read stays until the end of the test. */
struct folder {
  char *names[FILES];
  char *texts[FILES];
  int count;
};

static enum fasti_status
find(void *self, const char *base, const char *uri, const char **name, struct fasti_slice *bytes)
{
  struct folder *folder = self;
  char path[200];
  char *text;

  (void)base;
  snprintf(path, sizeof path, "forms/instruments/%s", uri);
  text = read_source(path);
  if (!text || folder->count == FILES)
    return FASTI_NOT_FOUND;
  folder->names[folder->count] = fasti_strdup(uri);
  folder->texts[folder->count] = text;
  *name = folder->names[folder->count++];
  *bytes = fasti_slice_of(text);
  return FASTI_OK;
}

static void
fail_with(struct fasti_messages *messages, const char *what)
{
  struct fasti_buffer said = {0};

  fasti_messages_print(messages, &said);
  ck_abort_msg("%s: %s", what, said.at ? said.at : "");
}

/* The text of what a template makes of DATA, without tags and style. @return owned */
static char *
render(const char *template_, struct fasti_slice bytes, const char *data)
{
  struct folder folder = {0};
  struct fasti_library library = {.self = &folder, .find = find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_instrument *instrument = NULL;
  struct fasti_buffer page = {0};
  xmlDocPtr doc = NULL;
  char *text, *body, *out;

  if (fasti_instrument_load(template_, bytes, &library, messages, &instrument) != FASTI_OK ||
      fasti_xml_parse("issue.xml", fasti_slice_of(data), messages, &doc) != FASTI_OK ||
      fasti_instrument_render(instrument, doc, messages, &page) != FASTI_OK)
    fail_with(messages, template_);
  text = fasti_buffer_take(&page);
  body = strstr(text, "<body");
  out = body ? body : text;
  for (char *in = out, *to = out; ; in++) {
    if (*in == '<')
      in += strcspn(in, ">");
    else if (*in != '\n' && !(*in == ' ' && in[1] == ' '))
      *to++ = *in;
    if (!*in)
      break;
  }
  out = fasti_strdup(out);
  fasti_free(text);
  fasti_xml_free(doc);
  fasti_instrument_free(instrument);
  fasti_messages_free(messages);
  for (int i = 0; i < folder.count; i++) {
    fasti_free(folder.names[i]);
    fasti_free(folder.texts[i]);
  }
  return out;
}

/* The sample with ADDRESSEE in its place. @return owned */
static char *
sample(const char *addressee)
{
  char *text = read_source("tests/definitions/issue.xml"), *place = strstr(text, "ADDRESSEE");
  struct fasti_buffer out = {0};

  ck_assert_ptr_nonnull(place);
  fasti_buffer_add(&out, text, (size_t)(place - text));
  fasti_buffer_puts(&out, addressee);
  fasti_buffer_puts(&out, place + strlen("ADDRESSEE"));
  fasti_free(text);
  return fasti_buffer_take(&out);
}

#define PARTY                                                                                                          \
  "<addressee><party id='A'><name>甲建材有限公司</name><kind>organisation</kind><uscc>91130185MA07ABCD1X</uscc>"       \
  "<address>鹿泉区宜安镇</address></party></addressee>"
#define OFFICERS                                                                                                       \
  "<officer><name>执法甲</name><certNo>L-001</certNo></officer><officer><name>执法乙</name><certNo>L-002</certNo></officer>"
#define BUREAU "石家庄市鹿泉区国土资源局"

static const struct expectation {
  const char *template_;
  const char *addressee;
  const char *parts[20];
} expectations[] = {
  {"lead-form", "", {"动态巡查", "2025年9月12日", "2025年9月11日", "宜安镇东焦村村北", "某建材公司", "线索所述的违法事实。"}},
  {"stop-order", "", {BUREAU, "甲建材有限公司：", "正在未经批准的土地上施工。", "违反了《土地管理法》第四十四条的规定",
                      "请保护好现场。", "2025年9月26日", "〔2025〕7号"}},
  {"verification-record", "", {"2025年9月15日", "甲建材有限公司、乙砂石厂", "执法甲、执法乙", "违法行为于2025年8月1日终了", "否"}},
  {"filing-approval", "", {"动态巡查", "甲建材有限公司、乙砂石厂", "《土地管理法》第四十四条", "同意立案。", "局长丙",
                           "2025年9月19日", "逾期的原因在此。"}},
  {"no-filing-approval", "", {"超过追诉时效", "不予立案的具体理由。", "不予立案。", "局长丙", "2025年9月19日"}},
  {"questioning-record",
   "<addressee><record><person>被问人</person><startedAt>2025-09-20T09:00:00+08:00</startedAt>"
   "<endedAt>2025-09-20T09:40:00+08:00</endedAt><place>村委会</place><content>问：何时开工？答：三月。</content>"
   "<signed>refused</signed><refusalNote>其称不识字。</refusalNote>" OFFICERS "</record></addressee>",
   {"2025年9月20日9时00分至2025年9月20日9时40分", "村委会", "被问人", "问：何时开工？答：三月。", "执法甲、执法乙", "L-001、L-002",
    "拒绝签名。其称不识字。"}},
  {"site-survey-record",
   "<addressee><survey><at>2025-09-21T14:30:00+08:00</at><place>村北</place><areaM2>3200.00</areaM2>"
   "<findings>已建成厂房。</findings><partyPresent>false</partyPresent>" OFFICERS "</survey></addressee>",
   {"2025年9月21日14时30分", "村北", "3200.00平方米", "已建成厂房。", "未到场", "执法甲、执法乙"}},
  {"investigation-report", "", {"当事人的基本情况。", "查明的违法事实。", "1．《土地管理法》第四十四条", "2．《土地管理法》第七十七条",
                                "1．询问笔录一份", "属于非法占地。", "情节一般。", "破坏耕地三亩。", "建议给予行政处罚：罚款",
                                "人民币5120.00元（大写：伍仟壹佰贰拾元整）", "移送司法机关", "达到立案追诉标准"}},
  {"review-opinion", "", {"第二轮", "适用条款有误", "退回补充调查报告", "审理丁"}},
  {"collective-minutes", "", {"2025年9月8日", "局长丙", "委员一：同意处罚", "回避人员：委员二", "缺席人员：委员三",
                              "同意拟作出的行政处罚。"}},
  {"penalty-notice", PARTY, {"甲建材有限公司：", "告知书中的违法事实。", "第二段事实。", "告知书中的理由。",
                             "《土地管理法》第七十七条、《实施条例》第五十七条", "拟责令退还土地并罚款。", "陈述和申辩",
                             "三个工作日内", "82012345", "2025年9月26日"}},
  {"hearing-notice", PARTY, {"甲建材有限公司：", "告知书中的违法事实。", "要求举行听证", "五个工作日内", "拟责令退还土地并罚款。"}},
  {"oral-statement-record",
   "<addressee><statement><receivedOn>2025-10-09</receivedOn><by>甲公司经理</by><argument>面积有误</argument>"
   "<argument>已经改正</argument></statement></addressee>",
   {"2025年10月9日", "甲公司经理", "1．面积有误", "2．已经改正"}},
  {"hearing-summons", PARTY, {"甲建材有限公司：", "2026年3月10日9时00分", "局三楼会议室", "听证主持戊", "公开举行"}},
  {"hearing-report", "", {"2026年3月10日9时00分", "听证主持戊", "当事人代理人、调查人员", "双方进行了质证。", "建议维持拟处理意见。"}},
  {"penalty-decision", PARTY, {"甲建材有限公司", "91130185MA07ABCD1X", "鹿泉区宜安镇", "决定书中的违法事实。", "询问笔录、勘测笔录。",
                               "依照《土地管理法》第七十七条的规定", "责令退还非法占用的土地。",
                               "人民币20000.00元（大写：贰万元整）", "已于9月10日告知，当事人未陈述申辩。", "到指定银行缴纳。",
                               "2025年10月11日前", "区财政专户", "可以申请行政复议或者提起行政诉讼。", BUREAU, "2025年9月24日"}},
  {"no-penalty-decision", PARTY, {"甲建材有限公司：", "查明的轻微事实。", "违法行为轻微并及时改正。", "《行政处罚法》第三十三条"}},
  {"correction-order", "", {"甲建材有限公司：", "擅自占用土地堆放砂石。", "于2025年10月31日前改正", "清除堆放物，恢复土地原状。"}},
  {"delivery-receipt", "", {"行政处罚告知书", "鹿国土资罚告字〔2025〕1号", "甲建材有限公司", "留置送达", "2025年9月28日",
                            "负责人拒绝签收。", "村委会主任", "执法甲、执法乙"}},
  {"urging-letter", PARTY, {"甲建材有限公司：", "鹿国土资罚字〔2025〕7号", "十个工作日内", "2025年12月1日前", "缴至区财政专户。",
                            "人民币20000.00元", "有权陈述和申辩。"}},
  {"preservation-application", PARTY, {"鹿泉区人民法院：", "碎石机两台", "叁拾伍万元伍角", "当事人正在转移设备。"}},
  {"court-application", PARTY, {"鹿泉区人民法院：", BUREAU, "甲建材有限公司", "强制缴纳罚款。", "鹿国土资罚字〔2025〕7号",
                                "决定的事实理由和依据。", "当事人未提出意见。", "催告书已于11月17日送达。", "行政机关负责人",
                                "2025年12月2日"}},
  {"transfer-letter", "", {"区公安局：", "涉嫌犯罪的事实。", "涉嫌非法占用农用地罪。", "《行政处罚法》第二十七条", "1．案件调查报告",
                           "2．证据目录", "移送签收单"}},
  {"closure-approval", "", {"鹿国土资立字〔2025〕3号", "甲建材有限公司", "执行完毕", "罚款已全部缴清。", "无移送事项", "局长丙",
                            "2025年12月20日"}},
};

START_TEST(an_instrument_tells_what_it_must)
{
  const struct expectation *want = &expectations[_i];
  char *data = sample(want->addressee), path[100], *bytes, *text;

  snprintf(path, sizeof path, "forms/instruments/%s.xsl", want->template_);
  bytes = read_source(path);
  ck_assert_msg(bytes != NULL, "%s is missing", path);
  text = render(want->template_, fasti_slice_of(bytes), data);
  for (size_t i = 0; i < sizeof want->parts / sizeof *want->parts && want->parts[i]; i++)
    ck_assert_msg(strstr(text, want->parts[i]), "%s: without %s:\n%s", path, want->parts[i], text);
  ck_assert_msg(!strstr(text, "NaN"), "%s: NaN in\n%s", path, text);
  fasti_free(text);
  fasti_free(bytes);
  fasti_free(data);
}
END_TEST

static const char *const words[][3] = {
  {"number", "0", "零"}, {"number", "10", "十"}, {"number", "15", "十五"}, {"number", "105", "一百零五"},
  {"number", "1010", "一千零一十"}, {"number", "100000", "十万"},
  {"capitals", "0", "零元整"}, {"capitals", "0.05", "伍分"}, {"capitals", "10", "壹拾元整"}, {"capitals", "105.00", "壹佰零伍元整"},
  {"capitals", "1000.50", "壹仟元伍角"}, {"capitals", "20000", "贰万元整"}, {"capitals", "300010", "叁拾万零壹拾元整"},
  {"capitals", "100000000.05", "壹亿元零伍分"}, {"capitals", "100100000", "壹亿零壹拾万元整"},
  {"capitals", "99999999999.99", "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
  {"date", "2025-09-06", "2025年9月6日"}, {"moment", "2025-09-06T09:05:00+08:00", "2025年9月6日9时05分"},
  {"term", "3 workdays", "三个工作日"}, {"term", "15 days", "十五日"}, {"term", "6 months", "六个月"}, {"term", "1 year", "一年"},
};

START_TEST(numbers_dates_and_money_read_as_chinese)
{
  struct fasti_buffer sheet = {0};
  char data[100], *text;

  fasti_buffer_printf(&sheet,
                      "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                      "xmlns:zh='urn:fasti:chinese'><xsl:import href='chinese.xsl'/><xsl:output "
                      "omit-xml-declaration='yes'/><xsl:template match='/'><r><xsl:call-template name='zh:%s'>"
                      "<xsl:with-param name='value' select='string(/v)'/></xsl:call-template></r></xsl:template>"
                      "</xsl:stylesheet>", words[_i][0]);
  snprintf(data, sizeof data, "<v>%s</v>", words[_i][1]);
  text = render("sheet.xsl", fasti_buffer_slice(&sheet), data);
  ck_assert_str_eq(text, words[_i][2]);
  fasti_free(text);
  fasti_buffer_free(&sheet);
}
END_TEST

int
main(void)
{
  Suite *suite = suite_create("instruments");
  TCase *tests = tcase_create("instruments");

  tcase_add_loop_test(tests, an_instrument_tells_what_it_must, 0, (int)(sizeof expectations / sizeof *expectations));
  tcase_add_loop_test(tests, numbers_dates_and_money_read_as_chinese, 0, (int)(sizeof words / sizeof *words));
  suite_add_tcase(suite, tests);
  return tap_run(suite);
}
