package dev.sluice.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.sample.PublisherClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API of the tutorial in front of the sample backend, with one subscribed application. Made if it is not there; a start
 * that was interrupted half way is completed by the next one.
 */
public final class SampleApi {
    private static final String PUBLISHER = "/api/am/publisher/v4";
    private static final String PORTAL = "/api/am/devportal/v3";
    private static final String NAME = "Observer";
    private static final String VERSION = "1.0.0";
    private static final int CONFLICT = 409;
    private static final int PAGE = 100;

    private final PublisherClient publisher;
    private final SampleNotes notes;
    private final String endpoint;

    /**
     * @param notes    the file that keeps its ids and keys
     * @param endpoint of the sample backend
     */
    public SampleApi(PublisherClient publisher, Path notes, String endpoint) {
        this.publisher = publisher;
        this.notes = new SampleNotes(notes);
        this.endpoint = endpoint;
    }

    /** Makes what is missing and returns an access token for it. */
    public String tokenForSubscriber() throws IOException, InterruptedException {
        Optional<SampleNotes.Noted> noted = notes.read();
        if (noted.isPresent() && exists(noted.get().apiId())) {
            return publisher.token(noted.get().keys());
        }
        String apiId = api();
        ClientKeys keys = subscriber(apiId);
        notes.write(new SampleNotes.Noted(apiId, keys));
        return publisher.token(keys);
    }

    private boolean exists(String apiId) throws IOException, InterruptedException {
        return publisher.get(PUBLISHER + "/apis/" + apiId).status() == 200;
    }

    private String api() throws IOException, InterruptedException {
        Answer created = publisher.post(
                PUBLISHER + "/apis",
                Map.of(
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
                        List.of("AsyncUnlimited"),
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
        for (int offset = 0; ; offset += PAGE) {
            JsonNode page = publisher
                    .get(PUBLISHER + "/apis?limit=" + PAGE + "&offset=" + offset)
                    .expecting(200)
                    .body()
                    .path("list");
            for (JsonNode api : page) {
                if (api.path("name").asText().equals(NAME)
                        && api.path("version").asText().equals(VERSION)) {
                    return api.path("id").asText();
                }
            }
            if (page.size() < PAGE) {
                throw new IOException("the sample API's name or context is taken by another API, and there is no "
                        + NAME + " " + VERSION + "; start with --no-sample");
            }
        }
    }

    private void deployIfMissing(String apiId) throws IOException, InterruptedException {
        String api = PUBLISHER + "/apis/" + apiId;
        JsonNode deployments =
                publisher.get(api + "/deployments").expecting(200).body();
        if (!deployments.path("list").isEmpty() || (deployments.isArray() && !deployments.isEmpty())) {
            return;
        }
        String revision = publisher
                .post(api + "/revisions", Map.of("description", "as the launcher made it"))
                .expecting(201)
                .text("id");
        publisher
                .post(
                        api + "/deploy-revision?revisionId=" + revision,
                        List.of(Map.of("name", "Default", "vhost", "localhost", "displayOnDevportal", true)))
                .expecting(201);
    }

    private void publishIfNotYet(String apiId) throws IOException, InterruptedException {
        Answer api = publisher.get(PUBLISHER + "/apis/" + apiId).expecting(200);
        if (api.text("lifeCycleStatus").equals("CREATED")) {
            publisher
                    .post(PUBLISHER + "/apis/change-lifecycle?action=Publish&apiId=" + apiId, Map.of())
                    .expecting(200);
        }
    }

    /** Always a new application: the secret of one that is there already is not to be had again. */
    private ClientKeys subscriber(String apiId) throws IOException, InterruptedException {
        String application = publisher
                .post(
                        PORTAL + "/applications",
                        Map.of("name", "Sample of " + Instant.now(), "throttlingPolicy", "Unlimited"))
                .expecting(201)
                .text("applicationId");
        publisher
                .post(
                        PORTAL + "/subscriptions",
                        Map.of("apiId", apiId, "applicationId", application, "throttlingPolicy", "AsyncUnlimited"))
                .expecting(201);
        Answer keys = publisher
                .post(
                        PORTAL + "/applications/" + application + "/generate-keys",
                        Map.of(
                                "keyType", "PRODUCTION",
                                "grantTypesToBeSupported", List.of("client_credentials"),
                                "validityTime", "3600"))
                .expecting(200);
        return new ClientKeys(keys.text("consumerKey"), keys.text("consumerSecret"));
    }
}
