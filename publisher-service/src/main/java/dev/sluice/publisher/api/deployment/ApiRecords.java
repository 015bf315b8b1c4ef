package dev.sluice.publisher.api.deployment;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.RevisionRef;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.plan.PlanNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the data plane is told of a deployment. */
final class ApiRecords {
    private ApiRecords() {}

    /** The events topic first: no reader of the record finds it missing. */
    static List<OutboxStep> deploy(ApiEntity api, RevisionEntity revision, DeploymentEntity deployment) {
        Design design = revision.design();
        return List.of(
                new OutboxStep.EnsureEventsTopic(
                        api.id().toString(),
                        design.eventPartitions(),
                        design.streaming().retentionMs(),
                        design.streaming().retentionBytes()),
                put(api, revision, deployment));
    }

    static OutboxStep put(ApiEntity api, RevisionEntity revision, DeploymentEntity deployment) {
        return new OutboxStep.Put(
                ControlTopic.APIS,
                deployment.key(),
                version -> new String(Wire.write(record(api, revision, deployment, version)), StandardCharsets.UTF_8));
    }

    private static ApiRecord record(ApiEntity api, RevisionEntity revision, DeploymentEntity deployment, long version) {
        Design design = revision.design();
        return new ApiRecord(
                ApiRecord.SCHEMA,
                version,
                api.id().toString(),
                api.name(),
                api.context(),
                api.version(),
                api.basePath(),
                api.servesDefault(),
                deployment.environment(),
                List.of(deployment.vhost()),
                new RevisionRef(revision.id().toString(), revision.number()),
                api.state(),
                design.transports(),
                design.eventPartitions(),
                endpoints(design),
                design.auth().withSubscriptionlessPlan(design.needsSubscription() ? null : PlanNames.SUBSCRIPTIONLESS),
                design.cors(),
                design.topics(),
                design.streaming());
    }

    private static Map<KeyType, Endpoint> endpoints(Design design) {
        Map<KeyType, Endpoint> endpoints = new EnumMap<>(KeyType.class);
        design.endpoints().forEach((keyType, url) -> endpoints.put(keyType, endpoint(url, design.securityOf(keyType))));
        return endpoints;
    }

    private static Endpoint endpoint(String url, EndpointSecurity security) {
        return new Endpoint(url, security, hash(url + signedInAs(security)));
    }

    /** Whose stream it is; a new secret is no other stream. */
    private static String signedInAs(EndpointSecurity security) {
        return switch (security) {
            case EndpointSecurity.None _ -> "";
            case EndpointSecurity.Basic basic -> "\nBASIC\n" + basic.username();
            case EndpointSecurity.Bearer _ -> "\nBEARER";
            case EndpointSecurity.Header header -> "\nHEADER\n" + header.name();
            case EndpointSecurity.ClientCredentials client ->
                String.join(
                        "\n",
                        "\nOAUTH2",
                        client.tokenUrl(),
                        client.clientId(),
                        client.scopes().toString());
        };
    }

    /** Of all that decides which stream is pulled. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
