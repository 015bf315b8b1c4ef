package dev.sluice.testsupport.installation;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.RevisionRef;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import java.util.List;
import java.util.Map;

/** An API as a publisher deploys it, with one production backend. Unless told otherwise it has one topic, open, for every path. */
public final class TestApi {
    /** The gateway environment of all. */
    public static final String ENVIRONMENT = "Default";

    private final String id;
    private String context;
    private int partitions = 1;
    private Endpoint backend = backend("http://127.0.0.1:1");
    private List<ApiTopic> topics = List.of(open("/*", TopicStreaming.DEFAULT));
    private ApiStreaming streaming = ApiStreaming.DEFAULT;

    public TestApi(String id) {
        this.id = id;
        this.context = "/api-" + id.substring(0, Math.min(8, id.length()));
    }

    /** Returns a topic that asks for no credentials. */
    public static ApiTopic open(String target, TopicStreaming streaming) {
        return new ApiTopic(target, null, ApiTopic.OPEN, List.of(), streaming);
    }

    /** Returns a backend that asks for no credentials, and is the same one as long as its URL is. */
    public static Endpoint backend(String url) {
        return new Endpoint(url, EndpointSecurity.NONE, "hash-of-" + url);
    }

    public TestApi context(String context) {
        this.context = context;
        return this;
    }

    /** Of its events topic. */
    public TestApi partitions(int partitions) {
        this.partitions = partitions;
        return this;
    }

    public TestApi backend(Endpoint backend) {
        this.backend = backend;
        return this;
    }

    public TestApi topics(List<ApiTopic> topics) {
        this.topics = List.copyOf(topics);
        return this;
    }

    public TestApi streaming(ApiStreaming streaming) {
        this.streaming = streaming;
        return this;
    }

    /** Returns its record, of a version and revision that no other has. */
    public ApiRecord deployed() {
        long version = TestPublisher.nextVersion();
        return new ApiRecord(
                VersionedRecord.SCHEMA,
                version,
                id,
                "Api",
                context,
                "1.0.0",
                context + "/1.0.0",
                false,
                ENVIRONMENT,
                List.of("localhost"),
                new RevisionRef("revision-" + version, Math.toIntExact(version)),
                LifecycleState.PUBLISHED,
                List.of(Transport.HTTP, Transport.HTTPS),
                partitions,
                Map.of(KeyType.PRODUCTION, backend),
                ApiAuth.DEFAULT,
                Cors.OFF,
                topics,
                streaming);
    }
}
