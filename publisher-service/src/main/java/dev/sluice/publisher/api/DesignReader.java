package dev.sluice.publisher.api;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.problem.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The design out of a body as WSO2's users post it. Fields that are not used here are passed over, since a script posts a
 * full body; inside {@code streaming}, which only we define, an unknown field is wrong.
 */
final class DesignReader {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final int MAX_DESCRIPTION = 32_766;
    private static final Set<String> STREAMING = Set.of(
            "eventPartitions",
            "retentionMs",
            "retentionBytes",
            "heartbeatMs",
            "retryMs",
            "maxAgeMs",
            "maxEventBytes",
            "sameStream");

    private DesignReader() {}

    static ApiDesign read(Fields body) {
        if (!body.text("type", "SSE", 32).equals("SSE")) {
            body.wrong("type", "must be SSE");
        }
        Fields streaming = body.object("streaming");
        streaming.onlyKnown(STREAMING);
        return new ApiDesign(
                body.text("description", "", MAX_DESCRIPTION),
                EndpointsReader.read(body),
                transports(body),
                policies(body),
                new ApiAuth(
                        header(body, "authorizationHeader", ApiAuth.DEFAULT.authorizationHeader()),
                        header(body, "apiKeyHeader", ApiAuth.DEFAULT.apiKeyHeader()),
                        ApiAuth.DEFAULT.schemes(),
                        ApiAuth.DEFAULT.queryToken()),
                (int) streaming.number("eventPartitions", 1, 1, ApiRecord.MAX_EVENT_PARTITIONS),
                TopicsReader.read(body),
                streaming(streaming));
    }

    private static List<Transport> transports(Fields body) {
        EnumSet<Transport> found = EnumSet.noneOf(Transport.class);
        for (String text : body.texts("transport", List.of("http", "https"), 10, 16)) {
            Optional<Transport> transport = EnumSet.allOf(Transport.class).stream()
                    .filter(known -> known.wireName().equals(text))
                    .findFirst();
            transport.ifPresentOrElse(
                    found::add, () -> body.wrong("transport", "must hold http, https; found " + text));
        }
        if (found.isEmpty()) {
            body.wrong("transport", "must hold at least one of http, https");
        }
        return List.copyOf(found);
    }

    private static List<String> policies(Fields body) {
        List<String> policies = body.texts("policies", List.of("AsyncUnlimited"), 50, 60);
        if (policies.stream().anyMatch(String::isBlank)) {
            body.wrong("policies", "must hold names of plans");
        }
        return policies;
    }

    private static String header(Fields body, String field, String otherwise) {
        String header = body.text(field, otherwise, 100);
        if (!HEADER.matcher(header).matches()) {
            body.wrong(field, "must be the name of a header");
        }
        return header;
    }

    private static ApiStreaming streaming(Fields streaming) {
        ApiStreaming usual = ApiStreaming.DEFAULT;
        long second = Duration.ofSeconds(1).toMillis();
        long day = Duration.ofDays(1).toMillis();
        return new ApiStreaming(
                streaming.number("retentionMs", usual.retentionMs(), second, 365 * day),
                streaming.number("retentionBytes", usual.retentionBytes(), 1L << 20, 1L << 40),
                streaming.number("heartbeatMs", usual.heartbeatMs(), second, 120 * second),
                streaming.number("retryMs", usual.retryMs(), 100, 60 * second),
                streaming.number("maxAgeMs", usual.maxAgeMs(), second, day),
                (int) streaming.number("maxEventBytes", usual.maxEventBytes(), 1024, usual.maxEventBytes()),
                streaming.flag("sameStream", usual.sameStream()));
    }
}
