package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.stream.LoopStreams;
import dev.sluice.gateway.stream.ResumeResult;
import dev.sluice.model.problem.Problem;
import dev.sluice.model.relay.UpstreamStatus;
import java.util.Objects;

/** The responses to an admitted request that gets no stream. Confined to its event loop. */
final class Refusals {
    private static final int NOT_FOUND = 404;

    private final LoopStreams streams;
    private final ResponseWriter response;
    private final boolean isNative;

    Refusals(LoopStreams streams, ResponseWriter response, boolean isNative) {
        this.streams = streams;
        this.response = response;
        this.isNative = isNative;
    }

    void noContent(ResumeResult result) {
        response.noContent(result);
    }

    void retryLater(RetryableRefusal why) {
        streams.counters().onRefused(why.reason());
        response.retryLater(why, isNative, streams.encoder());
    }

    void refuse(QuotaReached limit, long nowMillis) {
        streams.counters().onQuotaRefused();
        response.quotaReached(limit, nowMillis, isNative, streams.encoder());
    }

    void refuse(UpstreamStatus status) {
        if (status.isCapped()) {
            retryLater(RetryableRefusal.CHANNELS_CAPPED);
            return;
        }
        boolean notFound = Objects.equals(status.http(), NOT_FOUND);
        Problem problem = notFound ? Problem.BACKEND_NOT_FOUND : Problem.BACKEND_REFUSED;
        String reason = status.reason() == null ? "" : " Reason: " + status.reason() + '.';
        String http = status.http() == null ? "" : " It answers " + status.http() + '.';
        response.problem(problem, problem.description() + http + reason);
    }
}
