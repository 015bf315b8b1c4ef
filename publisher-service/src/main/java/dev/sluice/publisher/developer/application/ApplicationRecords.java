package dev.sluice.publisher.developer.application;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import java.nio.charset.StandardCharsets;

/** What the gateways are told of an application. */
final class ApplicationRecords {
    private ApplicationRecords() {}

    /** @param isOwnerActive else its tokens open nothing, and open streams end */
    static OutboxStep of(ApplicationEntity application, boolean isOwnerActive) {
        String id = application.id().toString();
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.application(id).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.Application(
                                AccessRecord.Application.SCHEMA,
                                version,
                                id,
                                application.name(),
                                application.owner(),
                                application.policy(),
                                status(isOwnerActive))),
                        StandardCharsets.UTF_8));
    }

    static String status(boolean isOwnerActive) {
        return isOwnerActive ? AccessRecord.Application.APPROVED : AccessRecord.Application.INACTIVE;
    }
}
