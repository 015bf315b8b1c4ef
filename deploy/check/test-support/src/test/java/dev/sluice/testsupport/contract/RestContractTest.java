package dev.sluice.testsupport.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestContractTest {
    private static final String APIS = "/api/am/publisher/v4/apis";
    private static final String JSON = "application/json;charset=UTF-8";
    private static final String ERROR = "{\"code\":900308,\"message\":\"API Not Found\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":0,\"list\":[],\"pagination\":{\"offset\":0,\"next\":\"\"}}",
                "{\"list\":[{\"id\":\"a\",\"additionalProperties\":[{\"name\":\"n\",\"display\":true}]}]}",
                "{}"
            })
    void whatTheContractSaysPasses(String body) {
        assertThatCode(() -> check("GET", APIS, 200, JSON, body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\":\"0\"}",
                "{\"count\":null}",
                "{\"total\":0}",
                "{\"list\":[{\"id\":\"a\",\"secret\":\"b\"}]}",
                "{\"list\":[{\"additionalProperties\":[{\"other\":1}]}]}",
                "{\"pagination\":{\"page\":1}}",
                "[]",
                "{\"count\":1,\"count\":1}",
                "{",
                ""
            })
    void aBodyOfAnotherShapeFails(String body) {
        assertBroken("GET", APIS, 200, JSON, body);
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
