package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a query is told with the path of the field to blame. */
class QueryErrorsTest {

  private static Refusal refusal(String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Throwable thrown = catchThrowable(() -> QueryReader.read(new ByteArrayInputStream(bytes)));
    assertThat(thrown).as(body).isInstanceOf(Refusal.class);
    return (Refusal) thrown;
  }

  /** Bodies that are no objects of known, single names. */
  static Stream<Arguments> bodies() {
    return Stream.of(
        error(null, "must be a JSON object", ""),
        error(null, "must be a JSON object", "null"),
        error(null, "must be a JSON object", "[]"),
        error(null, "must be a JSON object", "7"),
        error(null, "not readable JSON", "hello"),
        error(null, "not readable JSON", "{} {}"),
        error(null, "not readable JSON", "{"),
        error("metrics[0]", "not readable JSON", "{'metrics':["),
        error("metrics[1]", "not readable JSON", "{'metrics':['requests',x"),
        error("limit", "not readable JSON", "{'limit':NaN}"),
        error("limit", "not readable JSON", "{'limit':1,'limit':2}"),
        error("filters[1].op", "not readable JSON", "{'filters':[{},{'op':'is','op':'is'}]}"),
        error("limit", "not readable JSON", "{'limit':" + "1".repeat(101) + "}"),
        error("limit", "not readable JSON", "{'limit':1e-2147483648}"),
        error("foo", "known are from, to, zone", "{'metrics':['requests'],'foo':1}"),
        error("x".repeat(60) + "…", "unknown", "{'" + "x".repeat(40_000) + "':1}"),
        error("metrics", "is missing", "{}"),
        error("metrics", "is missing", "{'metrics':null}"),
        error("metrics", "1 to 20", "{'metrics':[]}"),
        error("metrics", "1 to 20", "{'metrics':'requests'}"),
        error("metrics", "1 to 20", "{'metrics':[" + "1,".repeat(20) + "1]}"),
        error("metrics[0]", "must be text", "{'metrics':[1]}"),
        error("metrics[0]", "must be text", "{'metrics':[null]}"),
        error("metrics[1]", "p90, p95, p99", "{'metrics':['mean','p98']}"),
        error("metrics[0]", "sum:response_time", "{'metrics':['sum']}"),
        error("metrics[0]", "known are", "{'metrics':['sum:status']}"),
        error("metrics[1]", "twice", "{'metrics':['p95','p95']}"));
  }

  /** Members beside the metrics. */
  static Stream<Arguments> members() {
    return Stream.of(
        error("from", "must be text", "'from':5"),
        error("from", "with an offset", "'from':'2026-11-13T00:00:00'"),
        error("from", "with an offset", "'from':'2026-02-30'"),
        error("from", "with an offset", "'from':'yesterday'"),
        error("from", "with an offset", "'from':''"),
        error("from", "with an offset", "'from':'" + "2".repeat(100_000) + "'"),
        error("from", "1970…9999", "'from':'1969-12-31'"),
        error("to", "1970…9999", "'to':'+10000-01-01T00:00:00Z'"),
        error("to", "1970…9999", "'to':'+999999999-01-01T00:00:00Z'"),
        error("to", "later than from", "'from':'2026-01-01','to':'2026-01-01'"),
        error("to", "later than from", "'from':'2026-01-02','to':'2026-01-01'"),
        error(
            "to",
            "later than from",
            "'from':'2026-01-01T00:00:00.0000001Z','to':'2026-01-01T00:00:00.0000009Z'"),
        error("zone", "Europe/Paris", "'zone':'Mars/Olympus'"),
        error("zone", "Europe/Paris", "'zone':'+25:00'"),
        error("zone", "Europe/Paris", "'zone':''"),
        error("zone", "must be text", "'zone':1"),
        error("dimensions", "0 to 4", "'dimensions':['os','path','route','device','client']"),
        error("dimensions[0]", "time:1mo", "'dimensions':['time:2d']"),
        error("dimensions[0]", "histogram:response_time", "'dimensions':['weight']"),
        error("dimensions[1]", "twice", "'dimensions':['os','os']"),
        error("dimensions[1]", "twice", "'dimensions':['time','time']"),
        error("dimensions[1]", "second", "'dimensions':['time:1h','time']"),
        error("search", "(character 1)", "'search':'foo:bar'"),
        error("search", "over 2000", "'search':'" + "x".repeat(2001) + "'"),
        error("search", "must be text", "'search':['x']"),
        error("search", "NUL", "'search':'\\u0000'"),
        error("users", "id_and_address", "'users':'id'"),
        error("without_query_strings", "true or false", "'without_query_strings':1"),
        error("without_query_strings", "true or false", "'without_query_strings':'true'"),
        error("compare", "previous_period, previous_year", "'compare':'last'"),
        error("groups", "known are all, new, returning, gone", "'groups':'old'"),
        error("groups", "dimension that is not time", "'groups':'new'"),
        error("groups", "dimension that is not time", "'groups':'new','dimensions':['time']"),
        error("groups", "with compare", "'groups':'gone','dimensions':['user']"),
        error("offset", "0…100000", "'offset':-1,'dimensions':['user']"),
        error("offset", "0…100000", "'offset':100001,'dimensions':['user']"),
        error("offset", "dimension that is not time", "'offset':1,'dimensions':['time']"),
        error("order", "0 to 1", "'order':[{'by':'requests'},{'by':'requests'}]"),
        error("order", "0 to 1", "'order':{}"),
        error("order[0]", "must be a JSON object", "'order':['requests']"),
        error("order[0].by", "missing", "'order':[{}]"),
        error("order[0].by", "known are requests", "'order':[{'by':'p95'}]"),
        error("order[1].by", "twice", "'dimensions':['os'],'order':[{'by':'os'},{'by':'os'}]"),
        error(
            "order[1].by",
            "twice",
            "'dimensions':['time:1h'],'order':[{'by':'time:1h'},{'by':'time'}]"),
        error("order[0].dir", "known are asc, desc", "'order':[{'by':'requests','dir':'up'}]"),
        error("order[0].direction", "known are by, dir", "'order':[{'direction':'up'}]"),
        error("limit", "1…10000", "'limit':0"),
        error("limit", "1…10000", "'limit':10001"),
        error("limit", "1…10000", "'limit':1.5"),
        error("limit", "1…10000", "'limit':1e999999999"),
        error("limit", "1…10000", "'limit':'5'"),
        error("limit", "1…10000", "'limit':99999999999999999999"),
        error("totals", "true or false", "'totals':'yes'"),
        error("budget_ms", "1…30000", "'budget_ms':0"),
        error("budget_ms", "1…30000", "'budget_ms':30001"),
        error("id", "1 to 64", "'id':''"),
        error("id", "1 to 64", "'id':'a b'"),
        error("id", "1 to 64", "'id':'" + "a".repeat(65) + "'"),
        error("id", "must be text", "'id':5"));
  }

  /** Filters, the second of a list. */
  static Stream<Arguments> filters() {
    return Stream.of(
        error("", "must be a JSON object", "5"),
        error("", "must be a JSON object", "null"),
        error(".field", "missing", "{'op':'is','value':'x'}"),
        error(".field", "known are service, environment", "{'field':'foo','op':'is','value':'x'}"),
        error(".op", "missing", "{'field':'path','value':'x'}"),
        error(".op", "is_not", "{'field':'path','op':'equals','value':'x'}"),
        error(".op", "there are is, contains", "{'field':'path','op':'gt','value':5}"),
        error(".op", "there are is, in, gt", "{'field':'hour','op':'contains','value':'x'}"),
        error(".values", "known are field, op, value", "{'field':'path','values':['x']}"),
        error(".value", "missing", "{'field':'path','op':'is'}"),
        error(".value", "missing", "{'field':'path','op':'is','value':null}"),
        error(".value", "text or a number", "{'field':'path','op':'is','value':['x']}"),
        error(".value", "text or a number", "{'field':'path','op':'is','value':true}"),
        error(".value", "must be text", "{'field':'path','op':'is','value':5}"),
        error(".value", "unknown finds", "{'field':'path','op':'is','value':''}"),
        error(".value", "NUL", "{'field':'path','op':'is','value':'a\\u0000'}"),
        error(".value", "half a character", "{'field':'path','op':'is','value':'\\ud800'}"),
        error(".value", "2048", "{'field':'path','op':'is','value':'" + "x".repeat(2049) + "'}"),
        error(".value", "backslash", "{'field':'path','op':'matches','value':'a\\\\'}"),
        error(".value", "unknown", "{'field':'path','op':'unknown','value':'x'}"),
        error(".value", "1 to 1000", "{'field':'path','op':'in','value':[]}"),
        error(".value", "1 to 1000", "{'field':'path','op':'in','value':'x'}"),
        error(".value[1]", "must be text", "{'field':'path','op':'in','value':['x',5]}"),
        error(".value", "must be a number", "{'field':'hour','op':'is','value':'5'}"),
        error(".value", "10^15", "{'field':'hour','op':'is','value':1000000000000001}"),
        error(".value", "10^15", "{'field':'hour','op':'is','value':-1e2147483647}"),
        error(".value", "10^15", "{'field':'hour','op':'is','value':10e2147483646}"),
        error(".value", "decimals", "{'field':'hour','op':'is','value':1e-19}"),
        error(".value", "decimals", "{'field':'hour','op':'is','value':1e-2147483647}"),
        error(".value", "weekday's name", "{'field':'weekday','op':'is','value':'tod'}"),
        error(".value", "such as 5xx", "{'field':'status','op':'is','value':'9xx'}"),
        error(".value", "such as 5xx", "{'field':'status','op':'gt','value':'5xx'}"),
        error(".value[1]", "such as 5xx", "{'field':'status','op':'in','value':['5xx','']}"),
        error(".value", "1xx, 2xx", "{'field':'status_class','op':'is','value':'500'}"));
  }

  private static Arguments error(String field, String problem, String json) {
    return Arguments.of(field, problem, json);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void body_thatIsWrong_isRefused(String field, String problem, String body) {
    check(field, problem, refusal(body));
  }

  @ParameterizedTest
  @MethodSource("members")
  void member_thatIsWrong_isRefused(String field, String problem, String member) {
    check(field, problem, refusal("{'metrics':['requests']," + member + "}"));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void filter_thatIsWrong_isRefused(String field, String problem, String filter) {
    String good = "{'field':'path','op':'is','value':'x'}";
    check(
        "filters[1]" + field,
        problem,
        refusal("{'metrics':['requests'],'filters':[" + good + "," + filter + "]}"));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void filter_thatIsWrong_isRefusedAlikeAsAParameter(String field, String problem, String filter) {
    String filters = ("[{'field':'path','op':'unknown'}," + filter + "]").replace('\'', '"');
    Throwable thrown =
        catchThrowable(() -> FilterReader.read(name -> name.equals("filters") ? filters : null));
    assertThat(thrown).isInstanceOf(Refusal.class);
    check("filters[1]" + field, problem, (Refusal) thrown);
  }

  private static void check(String field, String problem, Refusal refusal) {
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.reason()).contains(problem);
    assertThat(refusal.reason().length()).isLessThan(1_000);
    if (field != null && !problem.equals("not readable JSON")) {
      assertThat(refusal.reason()).startsWith(field + " ");
    }
  }
}
