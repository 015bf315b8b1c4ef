package dev.sluice.relay.ops;

import dev.sluice.relay.control.ControlLogs;
import dev.sluice.relay.shard.ShardGroup;
import dev.sluice.service.thread.ServiceThreads;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this relay takes part: it knows the deployed APIs, is a member of the group, and its threads work. */
@Readiness
@Singleton
class RelayReadiness implements HealthCheck {
    private final ControlLogs controlLogs;
    private final ShardGroup group;
    private final RelayStart start;
    private final ServiceThreads threads;

    RelayReadiness(ControlLogs controlLogs, ShardGroup group, RelayStart start, ServiceThreads threads) {
        this.controlLogs = controlLogs;
        this.group = group;
        this.start = start;
        this.threads = threads;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("relay")
                .status(controlLogs.isCaughtUp()
                        && group.hasJoined()
                        && !start.isStopping()
                        && threads.problems().isEmpty())
                .withData("caughtUp", controlLogs.isCaughtUp())
                .withData("joined", group.hasJoined())
                .withData("shards", group.ownedShards())
                .build();
    }
}
