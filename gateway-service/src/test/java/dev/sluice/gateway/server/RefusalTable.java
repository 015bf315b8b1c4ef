package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.model.problem.Problem;
import dev.sluice.testsupport.stream.EventReader.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All refusals of the gateway, as {@code docs/contract.md} has them, and the test that provokes each with a real request. */
final class RefusalTable {
    /** What makes a request one of a browser's own {@code EventSource}. */
    static final String[] NATIVE = {"Accept: text/event-stream", "Sec-Fetch-Mode: cors"};

    /** Of the row's problem {@link RefusalTableIT} provokes it. */
    static final String HERE = "RefusalTableIT#eachProblemIsAnsweredAsTheTableHasIt";

    private static final String NEVER = "";
    /** Until the window's end. */
    private static final String OF_WINDOW = "[1-9]\\d{0,6}";

    private static final Pattern RETRY = Pattern.compile("(?s)^retry: (\\d+)\n");
    private static final ObjectMapper JSON = new ObjectMapper();

    private RefusalTable() {}

    /**
     * One row.
     *
     * @param code of WSO2, or the status
     * @param retryAfter a pattern of the header; empty = it is not there
     * @param told to an {@code EventSource}: the same refusal, or a stream of one event
     * @param provokedBy the test, {@code Class#method}
     */
    record Row(int status, String code, String retryAfter, Told told, String provokedBy) {}

    /**
     * What a native {@code EventSource} gets.
     *
     * @param type of the event; {@code null} = the refusal, as others do
     * @param data a pattern of what its data has
     * @param leastRetry of {@code retry:}, in milliseconds
     */
    record Told(@Nullable String type, String data, long leastRetry, long mostRetry) {
        static final Told SAME = new Told(null, NEVER, 0, 0);
        /** An {@code EventSource} sends no such request. */
        static final Told NEVER_ASKS = new Told(null, "never", 0, 0);

        static final Told QUOTA = new Told(
                "sluice.quota",
                "\"plan\":\"[^\"]+\",\"limit\":\\d+,\"unit\":\"DAY\",\"resetsAt\":\"[-0-9]+T00:00:00Z\"",
                15_000,
                60_000);

        static Told goAway(String reason, long leastRetry, long mostRetry) {
            return new Told("sluice.goaway", "\"reason\":\"" + reason + "\",\"retryMs\":\\d+", leastRetry, mostRetry);
        }
    }

    /** A problem without a row does not compile. */
    static Row row(Problem problem) {
        return switch (problem) {
            case INVALID_CREDENTIALS -> same(401, "900901");
            case MISSING_CREDENTIALS -> same(401, "900902");
            case SUBSCRIPTION_BLOCKED -> same(401, "900907");
            case SUBSCRIPTION_INACTIVE -> same(401, "900909");
            case FORBIDDEN -> same(403, "900908");
            case MISSING_SCOPE -> same(403, "900910");
            case NO_ENDPOINT -> same(403, "900901");
            case NO_TICKETS -> new Row(404, "404", NEVER, Told.NEVER_ASKS, "StreamTicketsIT#aGatewayWithoutKeysSaysSo");
            case NO_SUCH_TOPIC -> same(404, "900906");
            case NO_SUCH_API -> same(404, "404");
            case BACKEND_NOT_FOUND -> same(404, "101504");
            case BACKEND_REFUSED -> same(502, "101503");
            case METHOD_NOT_ALLOWED -> new Row(405, "405", NEVER, Told.NEVER_ASKS, HERE);
            case NOT_ACCEPTABLE -> new Row(406, "406", NEVER, Told.NEVER_ASKS, HERE);
            case REQUEST_TIMEOUT ->
                new Row(408, "408", NEVER, Told.NEVER_ASKS, "RequestIT#aRequestThatIsNotWholeInTimeIsToldSo");
            case BAD_REQUEST -> same(400, "400");
            case BODY_TOO_LARGE -> new Row(413, "413", NEVER, Told.NEVER_ASKS, HERE);
            case URI_TOO_LONG -> same(414, "414");
            case TOO_MANY_CONNECTIONS ->
                new Row(
                        429,
                        "429",
                        "30",
                        Told.goAway("cap", 24_000, 36_000),
                        "CrowdIT#anAddressHasSoManyStreamsAndNoMoreUntilOneEnds");
            case TOO_MANY_CHANNELS_OF_APPLICATION ->
                new Row(
                        429,
                        "429",
                        "5",
                        Told.goAway("cap", 4_000, 6_000),
                        "ApplicationChannelsIT#anApplicationHasABoundOfChannelsAndFindsRoomWhenItLeavesOne");
            case QUOTA_OF_API -> new Row(429, "900800", OF_WINDOW, Told.QUOTA, HERE);
            case QUOTA_OF_APPLICATION ->
                new Row(
                        429,
                        "900803",
                        OF_WINDOW,
                        Told.QUOTA,
                        "QuotaIT#aPlanThatChangesHoldsForOpenStreamsOfAllLoopsWithinASecond");
            case QUOTA_OF_SUBSCRIPTION ->
                new Row(
                        429,
                        "900804",
                        OF_WINDOW,
                        Told.QUOTA,
                        "QuotaIT#aQuotaOfTwoGivesTwoEventsThenAWordThenTheNextOnesInTheNextWindow");
            case DENIED -> same(429, "900805");
            case HEADERS_TOO_LARGE -> same(431, "431");
            case API_BLOCKED -> new Row(503, "700700", "5", Told.goAway("blocked", 15_000, 60_000), HERE);
            case NOT_READY ->
                new Row(
                        503,
                        "101500",
                        "5",
                        Told.goAway("overload", 4_000, 6_000),
                        "KafkaAwayIT#streamsStayWhileKafkaIsAwayAndGoOnWhenItIsBack");
            case OVERLOADED ->
                new Row(
                        503,
                        "101500",
                        "10",
                        Told.goAway("overload", 8_000, 12_000),
                        "CrowdIT#aNodeHasSoManyConnectionsAndNoMore");
            case TOO_MANY_CHANNELS -> new Row(503, "101500", "30", Told.goAway("cap", 24_000, 36_000), HERE);
            case VERSION_NOT_SUPPORTED -> new Row(505, "505", NEVER, Told.NEVER_ASKS, HERE);
        };
    }

    private static Row same(int status, String code) {
        return new Row(status, code, NEVER, Told.SAME, HERE);
    }

    static void assertRefused(Problem problem, StreamClient answer) throws InterruptedException {
        List<String> head = new ArrayList<>();
        for (String name : List.of("Content-Type", "Cache-Control", "Retry-After", "WWW-Authenticate")) {
            String value = answer.header(name);
            if (value != null) {
                head.add(name + ": " + value);
            }
        }
        assertRefused(problem, answer.status(), head, answer.next().data());
    }

    static void assertRefused(Problem problem, RawExchange exchange) {
        assertThat(exchange.answers()).as(problem + ": " + exchange.answer()).isEqualTo(1);
        assertRefused(problem, exchange.status(), exchange.head().lines().toList(), exchange.body());
    }

    private static void assertRefused(Problem problem, int status, List<String> head, String body) {
        Row row = row(problem);
        assertThat(status).as(problem + ": " + body).isEqualTo(row.status());
        assertThat(head).as(problem.name()).contains("Content-Type: application/json", "Cache-Control: no-store");
        if (row.retryAfter().isEmpty()) {
            assertThat(head).as(problem.name()).noneMatch(line -> line.startsWith("Retry-After:"));
        } else {
            assertThat(head).as(problem.name()).anyMatch(line -> line.matches("Retry-After: " + row.retryAfter()));
        }
        assertThat(head.contains("WWW-Authenticate: Bearer")).as(problem.name()).isEqualTo(status == 401);
        JsonNode json = json(body);
        assertThat(json.fieldNames()).toIterable().as(problem.name()).containsExactly("code", "message", "description");
        assertThat(json.get("code").isTextual()).isTrue();
        assertThat(json.get("code").textValue()).as(problem.name()).isEqualTo(row.code());
        assertThat(json.get("message").textValue()).isEqualTo(problem.message());
        assertThat(json.get("description").textValue()).isNotBlank();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException none) {
            throw new AssertionError("no JSON: " + body, none);
        }
    }

    /** What a request of {@link #NATIVE} was answered. */
    static void assertTold(Problem problem, RawExchange exchange) {
        Told told = row(problem).told();
        if (told.type() == null) {
            assertRefused(problem, exchange);
            return;
        }
        assertThat(exchange.status()).as(problem + ": " + exchange.answer()).isEqualTo(200);
        assertThat(exchange.head())
                .as(problem.name())
                .contains("Content-Type: text/event-stream\r\n", "Cache-Control: no-store, no-transform\r\n")
                .doesNotContain("Retry-After");
        String events = exchange.body().replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", "");
        var retry = RETRY.matcher(events);
        assertThat(retry.find()).as(problem + ": " + events).isTrue();
        assertThat(Long.parseLong(retry.group(1))).as(problem.name()).isBetween(told.leastRetry(), told.mostRetry());
        assertThat(events)
                .as(problem.name())
                .containsOnlyOnce("data:")
                .containsPattern("event: " + told.type() + "\ndata: \\{" + told.data() + "}\n\n$");
    }

    /** The same, of the events alone. */
    static void assertTold(Problem problem, StreamClient browser) throws InterruptedException {
        Told told = row(problem).told();
        assertThat(browser.status()).as(problem.name()).isEqualTo(200);
        assertThat(browser.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(browser.header("Retry-After")).isNull();
        Received event = browser.next();
        assertThat(event.type()).as(problem.name()).isEqualTo(told.type());
        assertThat(event.data()).as(problem.name()).matches("\\{" + told.data() + "}");
        assertThat(StreamClient.isClosed(browser.next())).as(problem.name()).isTrue();
    }
}
