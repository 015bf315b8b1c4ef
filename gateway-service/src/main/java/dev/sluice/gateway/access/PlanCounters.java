package dev.sluice.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.request.Cidr;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.api.ApiRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a stream is counted, as subscriptions and plans are now: its subscription, or the plan of an API that needs none, and
 * its application; or the client's address where a topic is open. A plan without a record limits nothing. Test keys are not counted. Thread safe.
 */
final class PlanCounters {
    /** The plan of topics that are open to all. */
    private static final String OPEN_TOPICS = "AsyncDefaultSubscriptionless";

    private static final int HASH_BYTES = 16;

    private final AccessTable table;

    PlanCounters(AccessTable table) {
        this.table = table;
    }

    /** @param before by what it was counted until now; empty = by nothing */
    List<PlanCounter> of(Grant grant, ApiRecord api, List<PlanCounter> before) {
        return switch (grant.holder()) {
            case Grant.Application holder -> ofApplication(holder.applicationId(), grant, api);
            case Grant.ApiKey holder -> ofApplication(holder.applicationId(), grant, api);
            case Grant.Tester _ -> List.of();
            case null -> ofAddress(grant, before);
        };
    }

    /** Whom a topic is open to is not known: each address is counted. Its hash is made once for a stream. */
    private List<PlanCounter> ofAddress(Grant grant, List<PlanCounter> before) {
        Optional<Plan> plan = table.plan(PlanLevel.SUBSCRIPTION, OPEN_TOPICS);
        if (plan.isEmpty()) {
            return List.of();
        }
        String counter = before.size() == 1 ? before.getFirst().id() : addressOf(grant);
        return List.of(new PlanCounter(counter, plan.get()));
    }

    private static String addressOf(Grant grant) {
        String site = Cidr.siteOf(grant.address()).network().getHostAddress();
        return PlanCounter.ADDRESS + hash(grant.apiId() + '|' + site);
    }

    private List<PlanCounter> ofApplication(String applicationId, Grant grant, ApiRecord api) {
        List<PlanCounter> all = new ArrayList<>(2);
        Optional<Subscription> subscription = table.subscription(applicationId, api.apiId())
                .filter(known -> known.state().opens(grant.keyType()));
        if (subscription.isPresent()) {
            Subscription known = subscription.get();
            add(all, PlanLevel.SUBSCRIPTION, known.plan(), PlanCounter.SUBSCRIPTION + known.subscriptionId());
        } else {
            add(
                    all,
                    PlanLevel.SUBSCRIPTION,
                    api.auth().subscriptionlessPlan(),
                    PlanCounter.SUBSCRIPTIONLESS + applicationId + '.' + api.apiId());
        }
        table.application(applicationId)
                .ifPresent(application ->
                        add(all, PlanLevel.APPLICATION, application.policy(), PlanCounter.APPLICATION + applicationId));
        return all;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private void add(List<PlanCounter> all, PlanLevel level, @Nullable String plan, String counter) {
        if (plan != null) {
            table.plan(level, plan).ifPresent(record -> all.add(new PlanCounter(counter, record)));
        }
    }
}
