/* tests/definitions/instruments_test.c - the shipped templates: what a reader of each instrument must find in it.
 *
 * The contents that a document may not miss: ../shared/domain/case-handling.md section 7, in the words of the templates.
 * They stand in the table below or, one file each, in the folder instruments (tests/definitions/samples.h).
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include <libxml/parser.h>

#include "engine/instrument.h"
#include "tests/definitions/samples.h"
#include "tests/tap.h"

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
  text = samples_read(path);
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

/* The page that a template makes of DATA. @return owned */
static char *
render_page(const char *template_, struct fasti_slice bytes, const char *data)
{
  struct folder folder = {0};
  struct fasti_library library = {.self = &folder, .find = find};
  struct fasti_messages *messages = fasti_messages_new(NULL, NULL);
  struct fasti_instrument *instrument = NULL;
  struct fasti_buffer page = {0};
  xmlDocPtr doc = NULL;

  if (fasti_instrument_load(template_, bytes, &library, messages, &instrument) != FASTI_OK ||
      fasti_xml_parse("issue.xml", fasti_slice_of(data), messages, &doc) != FASTI_OK ||
      fasti_instrument_render(instrument, doc, messages, &page) != FASTI_OK)
    fail_with(messages, template_);
  fasti_xml_free(doc);
  fasti_instrument_free(instrument);
  fasti_messages_free(messages);
  for (int i = 0; i < folder.count; i++) {
    fasti_free(folder.names[i]);
    fasti_free(folder.texts[i]);
  }
  return fasti_buffer_take(&page);
}

/* What people read of a page: without tags, style and line ends. @return owned */
static char *
text_of(const char *page)
{
  char *text = fasti_strdup(page), *body = strstr(text, "<body"), *out;

  out = body ? body : text;
  for (char *in = out, *to = out;; in++) {
    if (*in == '<')
      in += strcspn(in, ">");
    else if (*in != '\n' && !(*in == ' ' && in[1] == ' '))
      *to++ = *in;
    if (!*in)
      break;
  }
  out = fasti_strdup(out);
  fasti_free(text);
  return out;
}

/* The text of what a template makes of DATA. @return owned */
static char *
render(const char *template_, struct fasti_slice bytes, const char *data)
{
  char *page = render_page(template_, bytes, data), *text = text_of(page);

  fasti_free(page);
  return text;
}

#define PARTY                                                                                                          \
  "<addressee><party id='A'><name>甲建材有限公司</name><kind>organisation</kind><uscc>91130185MA07ABCD1X</uscc>"       \
  "<address>鹿泉区宜安镇</address></party></addressee>"
#define OFFICERS                                                                                                       \
  "<officer><name>执法甲</name><certNo>L-001</certNo></officer><officer><name>执法乙</name><certNo>L-002</certNo></officer>"
#define APPRAISAL                                                                                                      \
  "<addressee><appraisal><body>某测绘院</body><qualification>甲级</qualification><matter>占用耕地的面积。</matter>"            \
  "<commissionedOn>2025-09-24</commissionedOn><result><receivedOn>2025-09-29</receivedOn><conclusion>破坏耕地4.2亩。"    \
  "</conclusion></result></appraisal></addressee>"
#define MEASURE                                                                                                        \
  "<addressee><measure><kind>gov-report</kind><target>区人民政府</target><on>2025-10-20</on></measure></addressee>"
#define PRESERVATION                                                                                                   \
  "<addressee><preservation><item><name>碎石机</name><quantity>两台</quantity></item><item>账册一本</item>"              \
  "<reason>设备可能被转移。</reason><from>2025-09-20</from><disposal><decision>return</decision><disposedOn>2025-09-26"  \
  "</disposedOn></disposal></preservation></addressee>"
#define BUREAU "石家庄市鹿泉区国土资源局"

static const struct expectation {
  const char *template_;
  const char *addressee;
  const char *parts[SAMPLE_PARTS + 1];
} expectations[] = {
  {"lead-form", "", {"动态巡查", "2025年9月12日", "2025年9月11日", "宜安镇东焦村村北", "某建材公司", "线索所述的违法事实。"}},
  {"stop-order", "", {BUREAU, "甲建材有限公司：", "正在未经批准的土地上施工。", "违反了《土地管理法》第四十四条的规定",
                      "请保护好现场。", "2025年9月26日", "〔2025〕7号"}},
  {"verification-record", "", {"2025年9月15日", "甲建材有限公司、乙砂石厂", "执法甲、执法乙", "违法行为于2025年8月1日终了", "否"}},
  {"filing-approval", "", {"有明确的行为人是", "有违反国土资源法律法规的事实是", "依法应当追究法律责任是", "属于本局管辖是",
                           "未超过追诉时效否", "动态巡查", "甲建材有限公司、乙砂石厂", "《土地管理法》第四十四条", "同意立案。", "局长丙",
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
  {"review-opinion", "", {"事实是否清楚、证据是否确凿是", "定性是否准确是", "适用法律是否正确否", "拟处理意见是否适当是", "第二轮", "适用条款有误", "退回补充调查报告", "审理丁"}},
  {"collective-minutes", "", {"2025年9月8日", "局长丙", "委员一：同意处罚", "回避人员：委员二", "缺席人员：委员三",
                              "同意拟作出的行政处罚。"}},
  {"discretion-explanation", "", {"非法占用土地（LA-01）", "《土地管理法》第七十六条", "责令退还土地", "违法行为终了于2025-01-02",
                                  "按行为时的标准，罚款为4140.00元至7000.00元；按现行标准，罚款为1.00元至160000.00元",
                                  "从旧兼从轻，适用行为时的标准", "从轻、减轻情节2项（受他人胁迫或者诱骗）（其他依法从轻、减轻的情节）",
                                  "从重情节1项（妨碍执法、暴力抗法或者提供虚假证据）", "情节并存（裁量规则G1）", "应当给予处罚（裁量规则P8）",
                                  "第2行：每平方米12元至20元", "第1行：每平方米5元至10元", "没有建筑物（裁量规则K3）",
                                  "面积乘以每平方米罚款", "中点5570.00元；法定最高额11400.00元",
                                  "甲建材有限公司：罚款、限期拆除，罚款人民币5120.00元", "应当集体讨论：较大数额罚款",
                                  "应当告知听证权利：较大数额的罚款", "偏离标准的理由在此。", "LA-01 v1，第2、1行"}},
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
  {"correction-notice", PARTY, {"甲建材有限公司：", BUREAU, "《行政处罚告知书》（鹿国土资罚告字〔2025〕1号）", "面积误写为五百平方米。",
                                "面积为四百八十平方米。"}},
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
  {"inspection-record",
   "<addressee><inspection><at>2025-09-21T14:30:00+08:00</at><place>村北</place><subject>甲建材有限公司</subject>"
   "<findings>现场正在施工。</findings><partyPresent>true</partyPresent><signed>refused</signed><note>其称不识字。</note>"
   OFFICERS "</inspection></addressee>",
   {"2025年9月21日14时30分", "村北", "甲建材有限公司", "执法甲、执法乙", "L-001、L-002", "到场", "现场正在施工。",
    "被检查人拒绝签名。", "其称不识字。", "检查人："}},
  {"inspection-record", "", {"2025年9月30日", "执法甲", "宜安镇东焦村村北", "甲建材有限公司", "当事人没有停止违法行为。",
                             "被检查人："}},
  {"party-statement",
   "<addressee><statement><by>甲公司经理</by><receivedOn>2025-09-22</receivedOn><signature>fingerprint</signature>"
   "</statement></addressee>",
   {"甲公司经理", "2025年9月22日", "按指印", "陈述人（签名、指印、盖章）"}},
  {"witness-statement",
   "<addressee><item><witness>村民丁某</witness><witnessContact>13800000000</witnessContact><obtainedOn>2025-09-23"
   "</obtainedOn><source>东焦村</source><purpose>开工的时间。</purpose><content>我看见三月开工。</content>" OFFICERS
   "</item></addressee>",
   {"村民丁某", "13800000000", "2025年9月23日", "东焦村", "开工的时间。", "我看见三月开工。", "身份证件复印件", "证人（签名"}},
  {"appraisal-commission",
   "<addressee><appraisal><body>某测绘院</body><matter>占用耕地的面积和种植条件。</matter><commissionedOn>2025-09-24"
   "</commissionedOn><material>勘测图</material></appraisal></addressee>",
   {"某测绘院：", "L-2025-00007", "占用耕地的面积和种植条件。", "1．勘测图", BUREAU, "2025年9月24日"}},
  {"appraisal", APPRAISAL, {"某测绘院", "甲级", "2025年9月24日", "2025年9月29日", "占用耕地的面积。", "破坏耕地4.2亩。", "鉴定结论",
                            "机构印章"}},
  {"determination", APPRAISAL, {"认定机构", "某测绘院", "占用耕地的面积。", "破坏耕地4.2亩。", "认定结论", "机构印章"}},
  {"audio-transcript",
   "<addressee><item id='E3'><source>执法记录仪</source><obtainedOn>2025-09-21</obtainedOn><file>a.wav</file><hash>9f86d0"
   "</hash><purpose>当事人承认占地。</purpose><transcript>问：谁建的？答：我建的。</transcript>" OFFICERS "</item></addressee>",
   {"E3", "2025年9月21日", "执法记录仪", "a.wav", "9f86d0", "当事人承认占地。", "问：谁建的？答：我建的。", "执法甲、执法乙",
    "核对无误"}},
  {"evidence-list", "", {"E1", "书证：土地租赁合同", "复印件：原件由村委会保存", "东焦村村委会，2025年9月20日", "占用土地的时间和面积",
                         "E2", "原件", "共2项", "承办人员"}},
  {"hearing-record", "", {"2026年3月10日9时00分", "局三楼会议室", "公开举行", "听证主持戊", "甲建材有限公司、乙砂石厂",
                          "当事人代理人、调查人员", "双方进行了质证。", "1．面积计算有误", "当事人（代理人）：", "听证主持人："}},
  {"transfer-receipt", "", {BUREAU, "区公安局", "鹿国土资移字〔2025〕2号", "2025年10月11日", "涉嫌犯罪的事实。", "1．案件调查报告",
                            "2025年10月13日", "公安局签收回执第3号"}},
  {"execution-report", MEASURE, {"区人民政府：", "甲建材有限公司", "鹿国土资罚字〔2025〕7号", "2025年9月28日送达", "责令退还非法占用的土地。",
                                 "贰万元整", "已缴纳", "2025年10月11日", "至今未履行", BUREAU "　2025年9月26日印发", "2025年10月20日"}},
  {"circular", MEASURE, {"甲建材有限公司", "鹿国土资罚字〔2025〕7号", "没有履行上述决定", "通报", BUREAU, "2025年10月20日"}},
  {"circular", "<addressee><measure><kind>unit-notice</kind><target>某集团公司</target><on>2025-10-20</on></measure></addressee>",
   {"某集团公司：", "请贵单位督促其履行"}},
  {"permit-suspension", MEASURE, {"区人民政府：", "甲建材有限公司", "鹿国土资罚字〔2025〕7号", "停止为其办理与本案有关的许可、审批、登记",
                                  BUREAU, "2025年10月20日"}},
  {"case-file", "", {BUREAU, "L-2025-00007", "鹿国土资立字〔2025〕3号", "甲建材有限公司、乙砂石厂", "执行完毕", "执法甲、执法乙", "2025-12",
                     "2025年9月19日", "2025年12月20日", "卷内目录", "1违法线索登记表", "2立案审批表鹿国土资立字〔2025〕3号",
                     "3证据E1：书证，土地租赁合同", "4证据E2：视听资料", "备考表", "文书2份、证据2项，共86页", "本卷材料齐全。", "立卷人",
                     "归档人"}},
  {"legal-review-opinion", "", {"L-2025-00007", "甲建材有限公司等涉嫌违法案", "经过听证程序", "程序合法，适用法律正确。", "审核通过",
                                "审理丁", "2025年10月5日"}},
  {"major-decision-report", "", {"区政府法制机构：", "2025年下半年", "2025年7月1日至2025年12月31日", "1件", "附件", BUREAU}},
  {"major-decision-list", "", {"2025年下半年", "鹿国土资罚字〔2025〕7号", "甲建材有限公司", "非法占用土地", "罚款、限期拆除", "60000.00",
                               "2025年9月24日", BUREAU}},
  {"file-review-record", "", {"2025年上半年", "34卷", "4卷", "L-2025-00003　丙物流有限公司案", "92", "优秀", "1．送达回证缺少送达地点",
                              "2．询问笔录未编页码", "未发现问题", "总体质量较好。", "审理丁"}},
  {"error-liability-decision", "", {"L-2024-00011", "人民法院判决撤销", "决定书引用的条款错误。", "属于一般过错。",
                                    "1．执法甲，承担主要责任：责令书面检查。", "2．审理丁", "《行政过错责任追究办法》", "局长丙",
                                    "2025年11月3日"}},
  {"recusal-decision",
   "<addressee><recusal><raisedBy>party</raisedBy><officer>officer-1</officer><reason>与当事人是亲属。</reason><ruling>"
   "<decision>granted</decision><decidedOn>2025-09-21</decidedOn><decidedByName>局长丙</decidedByName></ruling></recusal>"
   "</addressee>",
   {"执法甲", "当事人申请回避", "与当事人是亲属。", "决定其回避", "局长丙", "2025年9月21日", BUREAU}},
  {"assignment-sheet", "", {"L-2025-00007", "鹿国土资立字〔2025〕3号", "执法甲L-001无", "执法乙L-002无", "2025年9月26日"}},
  {"preservation-notice", PRESERVATION, {"甲建材有限公司：", "碎石机", "两台", "账册一本", "设备可能被转移。", "2025年9月20日", "七日内",
                                         "送达回证", BUREAU}},
  {"preservation-disposal", PRESERVATION, {"甲建材有限公司：", "2025年9月20日", "账册一本", "予以退还", "2025年9月26日"}},
  {"payment-deferral", PARTY, {"甲建材有限公司：", "鹿国土资罚字〔2025〕7号", "贰万元整", "经营暂时困难。", "2026年3月31日前", "局长丙"}},
  {"late-filing-explanation", "", {"L-2025-00007", "七个工作日", "2025年9月24日", "2025年9月19日", "测绘报告延误。", "局长丙",
                                   "2025年9月25日"}},
  {"discretion-standard", "", {"《行政处罚法》、《土地管理法》，按照省裁量办法", "（2025年版）", "按情节分类。", "轻微的可以不罚。",
                               "可以并处罚款。", "分为三档。", "过罚相当。", "非法占用土地元/平方米0至300.50至29实施条例第四十二条",
                               "2026年3月1日起施行", "2026年1月20日"}},
  {"evaluation-of-standard", "", {"国土资源行政处罚裁量标准（2025年版）", "21", "2", "1", "当事人主动拆除。", "实施条例已经修订。", "无变化。",
                                  "细化面积区间。", "需要修改"}},
  {"typical-case-notice", "", {"《国土资源行政处罚裁量标准》", "某公司占用集体土地建设厂房。", "九月立案，十月作出决定。", "贰万元整",
                               "等于20000元。"}},
  {"inspection-notice", "", {"上庄镇东街村：", "2025年6月16日", "2024年第3批次征地项目。", "2025年6月10日前报送", "执法证件", BUREAU}},
};

enum { TABLE = sizeof expectations / sizeof *expectations };

/* What the table and the folder expect, the table first. */
static struct sample wanted[TABLE + SAMPLES];
static int wanted_count;

static void
gather(void)
{
  for (; wanted_count < TABLE; wanted_count++) {
    wanted[wanted_count].template_ = fasti_strdup(expectations[wanted_count].template_);
    wanted[wanted_count].data = samples_usual(expectations[wanted_count].addressee);
    for (size_t i = 0; i < SAMPLE_PARTS && expectations[wanted_count].parts[i]; i++)
      wanted[wanted_count].parts[i] = fasti_strdup(expectations[wanted_count].parts[i]);
  }
  wanted_count += samples_gather("tests/definitions/instruments", wanted + wanted_count);
}

static char *
read_template(const char *template_)
{
  char path[100], *bytes;

  snprintf(path, sizeof path, "forms/instruments/%s.xsl", template_);
  bytes = samples_read(path);
  ck_assert_msg(bytes != NULL, "%s is missing", path);
  return bytes;
}

/* What no reader should ever see: a value that is not there, and what a template wrote around it. */
static void
check_manners(const char *template_, const char *text)
{
  static const char *const ugly[] = {"NaN", "undefined", "null", "（）", "《》", "〔〕", "：。", "：；", "、、", "，，", "，。", "。。",
                                     "；。", "人民币元", "第轮", "于前", "自起", "（：", "。；", "起内", "依照的", "依照规定", "违反了的", "false", "true"};

  for (size_t i = 0; i < sizeof ugly / sizeof *ugly; i++)
    ck_assert_msg(!strstr(text, ugly[i]), "%s: %s in\n%s", template_, ugly[i], text);
}

/* A page is well-formed and stands by itself. */
static void
check_page(const char *template_, const char *page)
{
  static const char *const outside[] = {" src=", " href=", "url(", "@import", "<script", "<link", "calc("};
  xmlDocPtr doc = xmlReadMemory(page, (int)strlen(page), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);

  ck_assert_msg(doc != NULL, "%s: not well-formed:\n%s", template_, page);
  ck_assert_str_eq((const char *)xmlDocGetRootElement(doc)->name, "html");
  xmlFreeDoc(doc);
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
    ck_assert_msg(!strstr(page, outside[i]), "%s: %s in\n%s", template_, outside[i], page);
}

START_TEST(an_instrument_tells_what_it_must)
{
  const struct sample *want = &wanted[_i];
  char *bytes = read_template(want->template_), *page, *text;

  page = render_page(want->template_, fasti_slice_of(bytes), want->data);
  text = text_of(page);
  for (size_t i = 0; want->parts[i]; i++)
    ck_assert_msg(strstr(text, want->parts[i]), "%s: without %s:\n%s", want->template_, want->parts[i], text);
  check_manners(want->template_, text);
  check_page(want->template_, page);
  fasti_free(text);
  fasti_free(page);
  fasti_free(bytes);
}
END_TEST

/* Of what a template reads, nothing: what the procedures demand stands in f:requires; all else may be missing. */
static const char minimum[] =
  "<issue><instrument id='sample' title='文书名称' number='' year='2025' sequence='' issued-on='2025-09-26'/>"
  "<case><id>L-2025-00007</id><bureau>x</bureau><bureau-title>某某局</bureau-title></case>"
  "<param><statement-term>3 workdays</statement-term><hearing-request-term>5 workdays</hearing-request-term>"
  "<urge-term>10 workdays</urge-term><filing-term>7 workdays</filing-term><preserve-term>7 days</preserve-term></param>"
  "<people/><addressee/><issued/><data/></issue>";

START_TEST(an_instrument_without_data_has_no_holes)
{
  const struct sample *want = &wanted[_i];
  char *bytes = read_template(want->template_), *page = render_page(want->template_, fasti_slice_of(bytes), minimum);
  char *text = text_of(page);

  ck_assert_msg(strstr(text, "某某局") || strstr(text, "文书名称"), "%s:\n%s", want->template_, text);
  check_manners(want->template_, text);
  check_page(want->template_, page);
  fasti_free(text);
  fasti_free(page);
  fasti_free(bytes);
}
END_TEST

/* TEXT with every OLD in it replaced; TEXT is freed. @return owned */
static char *
replaced(char *text, const char *old, const char *new)
{
  struct fasti_buffer out = {0};
  const char *at = text;

  for (const char *found; (found = strstr(at, old)) != NULL; at = found + strlen(old)) {
    fasti_buffer_add(&out, at, (size_t)(found - at));
    fasti_buffer_puts(&out, new);
  }
  fasti_buffer_puts(&out, at);
  fasti_free(text);
  return fasti_buffer_take(&out);
}

/* The same document of the other bureau: all that names a bureau comes from the data. */
START_TEST(an_instrument_is_the_other_bureaus_too)
{
  const struct sample *want = &wanted[_i];
  char *bytes = read_template(want->template_), *data, *text;

  data = replaced(replaced(fasti_strdup(want->data), "石家庄市鹿泉区国土资源局", "洪江区国土资源局"), "鹿", "洪");
  text = render(want->template_, fasti_slice_of(bytes), data);
  ck_assert_msg(!strstr(text, "鹿") && !strstr(text, "石家庄"), "%s:\n%s", want->template_, text);
  ck_assert_msg(strstr(text, "洪江区国土资源局") != NULL, "%s:\n%s", want->template_, text);
  fasti_free(text);
  fasti_free(data);
  fasti_free(bytes);
}
END_TEST

START_TEST(every_template_is_for_every_bureau_and_has_a_test)
{
  static const char *const names[] = {"鹿泉", "洪江", "石家庄", "河北", "湖南", "鹿国土", "洪国土"};
  struct fasti_buffer folder = {0};
  struct dirent *entry;
  int count = 0;
  DIR *files;

  fasti_buffer_printf(&folder, "%s/forms/instruments", getenv("FASTI_SOURCE"));
  files = opendir(folder.at);
  ck_assert_ptr_nonnull(files);
  while ((entry = readdir(files)) != NULL) {
    char name[256], *bytes;
    bool expected = false;

    if (strlen(entry->d_name) < 5 || strcmp(entry->d_name + strlen(entry->d_name) - 4, ".xsl") != 0)
      continue;
    snprintf(name, sizeof name, "%.*s", (int)strlen(entry->d_name) - 4, entry->d_name);
    bytes = read_template(name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      ck_assert_msg(!strstr(bytes, names[i]), "%s names a bureau: %s", name, names[i]);
    for (int i = 0; i < wanted_count; i++)
      expected = expected || strcmp(wanted[i].template_, name) == 0;
    ck_assert_msg(expected || strcmp(name, "page") == 0 || strcmp(name, "chinese") == 0, "%s has no test", name);
    count++;
    fasti_free(bytes);
  }
  closedir(files);
  fasti_buffer_free(&folder);
  ck_assert_int_ge(count, 55);
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
  int result;

  gather();
  tcase_add_loop_test(tests, an_instrument_tells_what_it_must, 0, wanted_count);
  tcase_add_loop_test(tests, an_instrument_without_data_has_no_holes, 0,
                      wanted_count);
  tcase_add_loop_test(tests, an_instrument_is_the_other_bureaus_too, 0,
                      wanted_count);
  tcase_add_test(tests, every_template_is_for_every_bureau_and_has_a_test);
  tcase_add_loop_test(tests, numbers_dates_and_money_read_as_chinese, 0, (int)(sizeof words / sizeof *words));
  suite_add_tcase(suite, tests);
  result = tap_run(suite);
  for (int i = 0; i < wanted_count; i++)
    samples_end(&wanted[i]);
  return result;
}
