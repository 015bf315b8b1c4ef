package dev.sluice.publisher.usage.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application may still be delivered.
 *
 * @param at when it was so, RFC 3339
 */
record QuotaLeftBody(String applicationId, String at, int count, List<CounterBody> list) {
    /** @param counter {@code application}, {@code subscription} or {@code subscriptionless} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CounterBody(
            String counter,
            @Nullable String subscriptionId,
            @Nullable String apiId,
            @Nullable String apiName,
            @Nullable String apiVersion,
            String plan,
            boolean stopOnQuotaReach,
            List<LimitBody> limits) {
        static CounterBody of(QuotaLeft left) {
            String withoutSubscription = left.apiId() == null ? "application" : "subscriptionless";
            return new CounterBody(
                    left.subscriptionId() == null ? withoutSubscription : "subscription",
                    left.subscriptionId(),
                    left.apiId(),
                    left.apiName(),
                    left.apiVersion(),
                    left.plan(),
                    left.stopsStreams(),
                    left.limits().stream().map(LimitBody::of).toList());
        }
    }

    /** @param unit as in {@code sluice.quota}: {@code DAY}, {@code 5 MINUTE} */
    record LimitBody(String type, long limit, String unit, long used, long left, String resetsAt) {
        static LimitBody of(QuotaLeft.LimitLeft left) {
            return new LimitBody(
                    left.type().wireName(),
                    left.limit(),
                    left.unit(),
                    left.used(),
                    left.left(),
                    left.resets().toString());
        }
    }

    static QuotaLeftBody of(UUID applicationId, Instant at, List<QuotaLeft> left) {
        List<CounterBody> list = left.stream().map(CounterBody::of).toList();
        return new QuotaLeftBody(applicationId.toString(), at.toString(), list.size(), list);
    }
}
