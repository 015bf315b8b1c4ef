package dev.sluice.client.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import dev.sluice.client.ConsumerKeys;
import dev.sluice.client.DeveloperClient;
import dev.sluice.client.PublisherClient;
import dev.sluice.client.RestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API of the tutorial in front of the sample backend, with one subscribed application. Made if it is not there; a start
 * that was interrupted half way is completed by the next one.
 */
public final class SampleApi {
    private static final String NAME = "Observer";
    private static final String VERSION = "1.0.0";
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    private static final String PLAN = "AsyncUnlimited";
    private static final int CONFLICT = 409;

    private final PublisherClient publisher;
    private final DeveloperClient developer;
    private final SampleNotes notes;
    private final String endpoint;

    /**
     * @param notes    the file that keeps its ids and keys
     * @param endpoint of the sample backend
     */
    public SampleApi(RestClient rest, Authorization admin, Path notes, String endpoint) {
        this.publisher = new PublisherClient(rest, admin);
        this.developer = new DeveloperClient(rest, admin);
        this.notes = new SampleNotes(notes);
        this.endpoint = endpoint;
    }

    /** Makes what is missing and returns an access token for it. */
    public String tokenForSubscriber() throws IOException, InterruptedException {
        Optional<SampleNotes.SampleClient> noted = notes.read();
        if (noted.isPresent() && exists(noted.get().apiId())) {
            return token(noted.get().keys());
        }
        String apiId = api();
        ConsumerKeys keys = subscriber(apiId);
        notes.write(new SampleNotes.SampleClient(apiId, keys));
        return token(keys);
    }

    private String token(ConsumerKeys keys) throws IOException, InterruptedException {
        return developer.token(keys).expecting(200).text("access_token");
    }

    private boolean exists(String apiId) throws IOException, InterruptedException {
        return publisher.api(apiId).status() == 200;
    }

    private String api() throws IOException, InterruptedException {
        Answer created = publisher.create(Map.of(
                "name",
                NAME,
                "context",
                "/observer",
                "version",
                VERSION,
                "type",
                "SSE",
                "transport",
                List.of("http", "https"),
                "policies",
                List.of(PLAN),
                "operations",
                List.of(Map.of("target", "/*", "verb", "SUBSCRIBE")),
                "endpointConfig",
                Map.of("endpoint_type", "http", "production_endpoints", Map.of("url", endpoint))));
        String apiId =
                created.status() == CONFLICT ? find() : created.expecting(201).text("id");
        deployIfMissing(apiId);
        publishIfNotYet(apiId);
        return apiId;
    }

    private String find() throws IOException, InterruptedException {
        return publisher
                .find(NAME, VERSION)
                .orElseThrow(() -> new IOException("the sample API's name or context is taken by another API, and there"
                        + " is no " + NAME + " " + VERSION + "; start with --no-sample"));
    }

    private void deployIfMissing(String apiId) throws IOException, InterruptedException {
        JsonNode deployments = publisher.deployments(apiId).expecting(200).body();
        if (!deployments.path("list").isEmpty() || (deployments.isArray() && !deployments.isEmpty())) {
            return;
        }
        String revision = publisher
                .createRevision(apiId, "as the launcher made it")
                .expecting(201)
                .text("id");
        publisher.deploy(apiId, revision).expecting(201);
    }

    private void publishIfNotYet(String apiId) throws IOException, InterruptedException {
        Answer api = publisher.api(apiId).expecting(200);
        if (api.text("lifeCycleStatus").equals("CREATED")) {
            publisher.changeLifecycle(apiId, "Publish").expecting(200);
        }
    }

    /** Always a new application: the secret of one that is there already is not to be had again. */
    private ConsumerKeys subscriber(String apiId) throws IOException, InterruptedException {
        String application = developer
                .createApplication("Sample of " + Instant.now())
                .expecting(201)
                .text("applicationId");
        developer.subscribe(application, apiId, PLAN).expecting(201);
        return developer.generateKeys(application, "PRODUCTION", TOKEN_LIFETIME);
    }
}
