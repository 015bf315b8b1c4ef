package dev.sluice.publisher.api.endpoint.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found at an endpoint.
 *
 * @param statusCode of the last answer; 0 = there was none
 * @param statusMessage its usual words
 * @param error why there was no answer, or why it was left at that; empty = neither
 * @param streaming only of an answer with 200
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProbeBody(
        int statusCode,
        String statusMessage,
        String error,
        @Nullable Streaming streaming) {
    private static final int MAX_CONTENT_TYPE = 200;

    /**
     * How it streams.
     *
     * @param firstEventMillis from the request on
     * @param events at most three
     * @param comments how many came meanwhile
     * @param idStyle {@code numbers}, {@code other}, {@code none}, {@code unknown}
     * @param resumes {@code yes}, {@code repeats}, {@code ignored}, {@code unknown}
     * @param backendClass {@code A}, {@code B}, {@code C}, {@code unknown}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Streaming(
            @Nullable String contentType,
            @Nullable Long firstEventMillis,
            List<SampleEvent> events,
            int comments,
            @Nullable Long retryMs,
            String idStyle,
            String resumes,
            @JsonProperty("class") String backendClass,
            List<String> warnings) {}

    static ProbeBody of(Findings findings, boolean isTokenLeftOut) {
        String leftOut = isTokenLeftOut ? Warnings.TOKEN_LEFT_OUT : "";
        return switch (findings.result()) {
            case ProbeResult.NoAnswer(String reason) -> new ProbeBody(0, "", reason, null);
            case ProbeResult.NoStream(int status, String reason) ->
                new ProbeBody(status, words(status), reason.isEmpty() ? leftOut : reason, null);
            case ProbeResult.Body body ->
                new ProbeBody(
                        200, words(200), "", streaming(body, findings, Warnings.of(body, findings, isTokenLeftOut)));
        };
    }

    private static Streaming streaming(ProbeResult.Body body, Findings findings, List<String> warnings) {
        StreamSample stream = body.stream();
        return new Streaming(
                cut(body.contentType()),
                stream.firstEventMillis(),
                stream.events(),
                stream.comments(),
                stream.retryMillis(),
                findings.ids().wireName(),
                findings.resumption().wireName(),
                findings.resumption().backendClass(findings.ids()).wireName(),
                warnings);
    }

    private static String words(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "" : known.getReasonPhrase();
    }

    private static @Nullable String cut(@Nullable String contentType) {
        return contentType == null || contentType.length() <= MAX_CONTENT_TYPE
                ? contentType
                : contentType.substring(0, MAX_CONTENT_TYPE);
    }
}
