package dev.sluice.testsupport.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestContractTest {
    private static final String APIS = "/api/am/publisher/v4/apis";
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String ERROR = "{\"code\":900308,\"message\":\"API Not Found\"}";

    /** What every list of APIs has, and what its one entry has. */
    private static final Map<String, String> LIST = Map.of(
            "count", "1",
            "list", "[%s]",
            "pagination", "{\"offset\":0,\"limit\":25,\"total\":1,\"next\":\"\",\"previous\":\"\"}");

    private static final Map<String, String> ENTRY = Map.ofEntries(
            Map.entry("id", "\"a\""),
            Map.entry("name", "\"b\""),
            Map.entry("description", "\"\""),
            Map.entry("context", "\"/c\""),
            Map.entry("version", "\"1\""),
            Map.entry("provider", "\"admin\""),
            Map.entry("type", "\"SSE\""),
            Map.entry("lifeCycleStatus", "\"CREATED\""),
            Map.entry("createdTime", "\"1795548817143\""),
            Map.entry("updatedTime", "\"1795548817143\""),
            Map.entry(
                    "streaming",
                    "{\"topics\":1,\"deployments\":[],\"upstreams\":{\"state\":\"idle\",\"channels\":0,\"live\":0}}"));

    @Test
    void whatTheContractSaysPasses() {
        assertPasses(LIST, ENTRY);
        assertPasses(with(LIST, "list", "[]"), ENTRY);
        assertPasses(LIST, with(ENTRY, "additionalProperties", "[{\"name\":\"n\",\"display\":true}]"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "count,\"0\"",
                "count,null",
                "total,0",
                "pagination,`{\"offset\":0,\"limit\":25,\"total\":1,\"next\":\"\",\"previous\":\"\",\"page\":1}`",
                "list,{}"
            })
    void aListOfAnotherShapeFails(String field, String value) {
        assertBroken("GET", APIS, 200, JSON, body(with(LIST, field, value), ENTRY));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"secret,\"b\"", "additionalProperties,[{\"other\":1}]", "name,1"})
    void anEntryOfAnotherShapeFails(String field, String value) {
        assertBroken("GET", APIS, 200, JSON, body(LIST, with(ENTRY, field, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "", "{\"count\":1,\"count\":1,\"list\":[],\"pagination\":null}"})
    void whatIsNoListFails(String body) {
        assertBroken("GET", APIS, 200, JSON, body);
    }

    private static void assertPasses(Map<String, String> list, Map<String, String> entry) {
        assertThatCode(() -> check("GET", APIS, 200, JSON, body(list, entry))).doesNotThrowAnyException();
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new TreeMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static String body(Map<String, String> list, Map<String, String> entry) {
        return object(with(list, "list", list.getOrDefault("list", "[]").replace("%s", object(entry))));
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void aFieldThatMustBeThereIsMissed() {
        assertBroken("POST", APIS, 201, JSON, "{\"name\":\"a\",\"version\":\"1\"}");
    }

    @ParameterizedTest
    @CsvSource({"POST,/apis,200", "GET,/apis,500", "GET,/apis/1,204", "DELETE,/apis,404", "GET,/apis/copy-api/x,200"})
    void anotherStatusFails(String method, String path, int status) {
        assertBroken(method, "/api/am/publisher/v4" + path, status, JSON, "{}");
    }

    @Test
    void whatIsNotInTheContractMustNotBeServed() {
        String path = "/api/am/publisher/v4/api-products";
        assertBroken("GET", path, 200, JSON, "{}");
        assertBroken("GET", "/api/am/other/v1/apis", 200, JSON, "{}");
        assertBroken("PATCH", APIS, 400, JSON, ERROR);
        assertThatCode(() -> check("GET", path, 404, JSON, ERROR)).doesNotThrowAnyException();
        assertThatCode(() -> check("PATCH", APIS, 405, JSON, ERROR)).doesNotThrowAnyException();
    }

    @Test
    void aRefusalHasTheErrorOfTheContract() {
        assertThatCode(() -> check("GET", APIS + "/1", 404, JSON, ERROR)).doesNotThrowAnyException();
        assertBroken("GET", APIS + "/1", 404, JSON, "{\"message\":\"no code\"}");
        assertBroken("GET", APIS + "/1", 404, "text/plain", "not found");
        assertBroken("GET", APIS + "/1", 404, null, "");
    }

    @Test
    void anAnswerWithoutABodyHasNone() {
        assertThatCode(() -> check("DELETE", APIS + "/1", 200, null, "")).doesNotThrowAnyException();
        assertThatCode(() -> check("HEAD", APIS + "/1", 200, JSON, "")).doesNotThrowAnyException();
        assertBroken("DELETE", APIS + "/1", 200, JSON, "{}");
    }

    @Test
    void whatIsNoRestOfThePublisherIsPassedOver() {
        assertThatCode(() -> check("GET", "/q/health/ready", 503, null, "down")).doesNotThrowAnyException();
    }

    private static void assertBroken(String method, String path, int status, @Nullable String type, String body) {
        assertThatThrownBy(() -> check(method, path, status, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(method + ' ' + path + " -> " + status);
    }

    private static void check(String method, String path, int status, @Nullable String type, String body) {
        RestContract.check(new RestAnswer(method, path, status, type, body));
    }
}
