package dev.sluice.gateway.quotalog;

import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.kafka.TopicTable;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.Window;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.node.NodeIdentity;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts into the table what other gateways have reported, and what earlier incarnations of this one have: with what this one
 * counts itself that is what a window has used. Closed windows are passed over.
 *
 * <p>Called on the reader's thread.
 */
public final class QuotaReader implements TopicTable.Sink {
    private final QuotaTable table;
    private final LiveGateways gateways;
    private final NodeIdentity identity;
    private final Clock clock;
    private final Runnable onLostLog;
    private final QuotaKeyReader keys = new QuotaKeyReader();
    private long beganNanos;
    private boolean hasBegun;
    private boolean hasCaughtUp;
    /** Whether what comes may have been said long ago. */
    private boolean isHistory = true;

    /** Read by others a little late. */
    private long records;

    private volatile double recoverySeconds;

    /** @param onLostLog the topic may have been made anew: what this gateway has reported may be missing there */
    public QuotaReader(
            QuotaTable table, LiveGateways gateways, NodeIdentity identity, Clock clock, Runnable onLostLog) {
        this.table = table;
        this.gateways = gateways;
        this.identity = identity;
        this.clock = clock;
        this.onLostLog = onLostLog;
    }

    @Override
    public void onBeginning() {
        if (hasBegun && hasCaughtUp) {
            onLostLog.run();
        }
        if (!hasCaughtUp) {
            beganNanos = System.nanoTime();
        }
        hasBegun = true;
        isHistory = true;
    }

    @Override
    public void onRecord(ConsumerRecord<String, byte[]> row) {
        records++;
        QuotaKeyReader.Parts key = keys.read(row.key());
        boolean isOwn =
                key.nodeId().equals(identity.nodeId()) && key.incarnation().equals(identity.incarnation());
        boolean isGateway = key.counter().equals(LiveGateways.COUNTER);
        if (isOwn && !isGateway) {
            return;
        }
        Window window = key.window();
        if (window == null) {
            onConnections(key, row.value());
        } else if (row.value() != null && window.end().toEpochMilli() > clock.millis()) {
            QuotaRecord used = Wire.readQuota(row.value());
            table.setRemote(key.counter(), window, key.nodeId(), key.incarnation(), used.events(), used.bytes());
        }
    }

    /**
     * Of what comes now the reader's clock says how old it is; of history the writer's, since the log does not say when it
     * was read.
     */
    private void onConnections(QuotaKeyReader.Parts key, byte @Nullable [] json) {
        boolean isGateway = key.counter().equals(LiveGateways.COUNTER);
        if (isGateway) {
            onGateway(key, json);
        } else if (json == null) {
            table.removeRemoteConnections(key.counter(), key.nodeId(), key.incarnation());
        } else {
            QuotaRecord open = Wire.readQuota(json);
            table.setRemoteConnections(key.counter(), key.nodeId(), key.incarnation(), open.connections(), at(open));
        }
    }

    private void onGateway(QuotaKeyReader.Parts key, byte @Nullable [] json) {
        if (json == null) {
            gateways.onGone(key.nodeId(), key.incarnation());
        } else {
            long age = clock.millis() - at(Wire.readQuota(json));
            gateways.onReport(key.nodeId(), key.incarnation(), age);
        }
        table.setGateways(gateways.count());
    }

    private long at(QuotaRecord open) {
        long now = clock.millis();
        return isHistory ? Math.min(now, open.at()) : now;
    }

    @Override
    public void onCaughtUp() {
        isHistory = false;
        if (!hasCaughtUp) {
            hasCaughtUp = true;
            recoverySeconds = (System.nanoTime() - beganNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** Returns how many records it has read so far. */
    public long records() {
        return records;
    }

    /** Returns how long it took to read what was there at the start; 0 = it is not done. */
    public double recoverySeconds() {
        return recoverySeconds;
    }
}
