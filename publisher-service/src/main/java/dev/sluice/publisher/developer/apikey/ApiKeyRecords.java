package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the gateways are told of API keys: never the key itself. */
final class ApiKeyRecords {
    private ApiKeyRecords() {}

    static OutboxStep put(ApiKeyEntity key) {
        Instant end = key.expiresAt();
        Long expiresAt = end == null ? null : end.toEpochMilli();
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.apiKey(key.hash()).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.ApiKey(
                                AccessRecord.ApiKey.SCHEMA,
                                version,
                                key.id().toString(),
                                key.apiId().toString(),
                                key.applicationId().toString(),
                                key.keyType(),
                                expiresAt,
                                key.permittedIps(),
                                key.permittedReferers())),
                        StandardCharsets.UTF_8));
    }

    static OutboxStep tombstone(String hash) {
        return new OutboxStep.Tombstone(
                ControlTopic.ACCESS, AccessKey.apiKey(hash).toString());
    }
}
