package dev.sluice.publisher.delivery.propagation;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.SentMark;
import dev.sluice.publisher.delivery.outbox.SentMarks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether what was committed has reached the gateways. Any thread.
 *
 * <p>{@code true} is never false: a record is in Kafka, then all that the gateways had said by then has been read, and every
 * gateway that is or may be alive has reported the record. Whatever is not known in time is {@code pending}.
 */
public final class Propagation {
    /** As the header {@code Sluice-Propagated} says it. */
    public enum Result {
        TRUE("true"),
        PENDING("pending");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** How many gateways serve a deployment. */
    public record Counts(int live, int deployed, int failed) {}

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SentMarks sent;
    private final NodeReader reader;
    private final Nodes nodes;

    Propagation(SentMarks sent, NodeReader reader, Nodes nodes) {
        this.sent = sent;
        this.reader = reader;
        this.nodes = nodes;
    }

    /** Waits at most a second; not at all when Kafka is known to be away. */
    public Result await(List<Change> changes) {
        if (changes.isEmpty()) {
            return Result.TRUE;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            return hasReached(changes, deadline) ? Result.TRUE : Result.PENDING;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Result.PENDING;
        }
    }

    private boolean hasReached(List<Change> changes, long deadline) throws InterruptedException {
        for (Change change : changes) {
            if (sent.await(change, deadline) != SentMark.Sent.YES) {
                return false;
            }
        }
        return reader.awaitPresentEnd(deadline) && nodes.awaitAll(hasReported(changes), deadline);
    }

    private static Predicate<NodeRecord> hasReported(List<Change> changes) {
        return gateway -> changes.stream()
                .filter(change -> concerns(change, gateway))
                .allMatch(change -> appliedVersion(change, gateway) >= change.version() || hasFailed(change, gateway));
    }

    /** How the live gateways of its environment stand with this record. */
    public Counts counts(Change change) {
        List<NodeRecord> live = nodes.liveGateways().stream()
                .filter(gateway -> concerns(change, gateway))
                .toList();
        int failed = (int)
                live.stream().filter(gateway -> hasFailed(change, gateway)).count();
        int deployed = (int) live.stream()
                .filter(gateway -> appliedVersion(change, gateway) >= change.version() && !hasFailed(change, gateway))
                .count();
        return new Counts(live.size(), deployed, failed);
    }

    /** The nodes of this kind; empty when what they say now cannot be read within a second. */
    public Optional<List<NodeStatus>> nodes(NodeRecord.Kind kind) {
        try {
            return reader.awaitPresentEnd(System.nanoTime() + PATIENCE.toNanos())
                    ? Optional.of(nodes.all().stream()
                            .filter(node -> node.record().kind() == kind)
                            .toList())
                    : Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** How far each gateway is that it concerns, those that are silent left out; empty when that cannot be read now. */
    public Optional<List<GatewayProgress>> progress(Change change) {
        return nodes(NodeRecord.Kind.GATEWAY)
                .map(gateways -> gateways.stream()
                        .filter(gateway -> gateway.liveness() != NodeStatus.Liveness.SILENT)
                        .filter(gateway -> concerns(change, gateway.record()))
                        .map(gateway -> progress(change, gateway))
                        .toList());
    }

    private static GatewayProgress progress(Change change, NodeStatus gateway) {
        return failureOf(change, gateway.record())
                .map(failure -> new GatewayProgress(gateway, GatewayProgress.Step.FAILED, failure.reason()))
                .orElseGet(() -> new GatewayProgress(
                        gateway,
                        appliedVersion(change, gateway.record()) >= change.version()
                                ? GatewayProgress.Step.APPLIED
                                : GatewayProgress.Step.PENDING,
                        ""));
    }

    private static boolean concerns(Change change, NodeRecord gateway) {
        return switch (change.topic()) {
            case ACCESS -> true;
            case APIS -> change.key().startsWith(gateway.environment() + "/");
        };
    }

    private static long appliedVersion(Change change, NodeRecord gateway) {
        return switch (change.topic()) {
            case APIS -> gateway.apisVersion();
            case ACCESS -> gateway.accessVersion();
        };
    }

    private static boolean hasFailed(Change change, NodeRecord gateway) {
        return failureOf(change, gateway).isPresent();
    }

    private static Optional<NodeRecord.Failure> failureOf(Change change, NodeRecord gateway) {
        return gateway.failures().stream()
                .filter(failure -> failure.key().equals(change.key()) && failure.version() >= change.version())
                .findFirst();
    }

    /** Returns whether this record is in Kafka, waiting at most a second. */
    public boolean awaitSent(Change change) {
        try {
            return sent.await(change, System.nanoTime() + PATIENCE.toNanos()) == SentMark.Sent.YES;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns whether every gateway has reported this record; does not wait for one that has not. */
    public boolean hasReachedAll(Change change) {
        try {
            long now = System.nanoTime();
            return sent.await(change, now) == SentMark.Sent.YES
                    && reader.awaitPresentEnd(now + PATIENCE.toNanos())
                    && nodes.awaitAll(hasReported(List.of(change)), System.nanoTime());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
