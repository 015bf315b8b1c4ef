package dev.sluice.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What creators and publishers of APIs do ({@code /api/am/publisher/v4}). */
public final class PublisherClient {
    private static final String APIS = "/api/am/publisher/v4/apis";
    private static final int PAGE = 100;

    private final RestClient rest;
    private final Authorization authorization;

    public PublisherClient(RestClient rest, Authorization authorization) {
        this.rest = rest;
        this.authorization = authorization;
    }

    /** @param api as REST takes it: {@code name}, {@code context}, {@code version}, {@code type}, ... */
    public Answer create(Object api) throws IOException, InterruptedException {
        return post(APIS, api);
    }

    public Answer api(String apiId) throws IOException, InterruptedException {
        return get(of(apiId));
    }

    public Answer delete(String apiId) throws IOException, InterruptedException {
        return rest.send("DELETE", of(apiId), authorization, null);
    }

    /** Returns the id of an API by its name and version. */
    public Optional<String> find(String name, String version) throws IOException, InterruptedException {
        for (int offset = 0; ; offset += PAGE) {
            JsonNode page = get(APIS + "?limit=" + PAGE + "&offset=" + offset)
                    .expecting(200)
                    .body()
                    .path("list");
            for (JsonNode api : page) {
                if (api.path("name").asText().equals(name)
                        && api.path("version").asText().equals(version)) {
                    return Optional.of(api.path("id").asText());
                }
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
        }
    }

    /** Makes a revision of what the API is now. */
    public Answer createRevision(String apiId, String description) throws IOException, InterruptedException {
        return post(of(apiId) + "/revisions", Map.of("description", description));
    }

    /** Deploys to the gateways of the environment {@code Default}. */
    public Answer deploy(String apiId, String revisionId) throws IOException, InterruptedException {
        return post(of(apiId) + "/deploy-revision?revisionId=" + revisionId, DEFAULT_GATEWAYS);
    }

    public Answer undeploy(String apiId, String revisionId) throws IOException, InterruptedException {
        return post(of(apiId) + "/undeploy-revision?revisionId=" + revisionId, DEFAULT_GATEWAYS);
    }

    private static final List<Map<String, Object>> DEFAULT_GATEWAYS =
            List.of(Map.of("name", "Default", "vhost", "localhost", "displayOnDevportal", true));

    public Answer deployments(String apiId) throws IOException, InterruptedException {
        return get(of(apiId) + "/deployments");
    }

    /** What pulls the API's backends, and how it stands. */
    public Answer upstreams(String apiId) throws IOException, InterruptedException {
        return get(of(apiId) + "/upstreams");
    }

    /** @param action such as {@code Publish}, {@code Block}, {@code Re-Publish} */
    public Answer changeLifecycle(String apiId, String action) throws IOException, InterruptedException {
        return post(APIS + "/change-lifecycle?action=" + encoded(action) + "&apiId=" + apiId);
    }

    /** Copies an API to a new version. */
    public Answer copy(String apiId, String newVersion, boolean becomesDefault)
            throws IOException, InterruptedException {
        return post(APIS + "/copy-api?apiId=" + apiId + "&newVersion=" + encoded(newVersion) + "&defaultVersion="
                + becomesDefault);
    }

    /** Makes a key with which the API can be tried without a subscription. */
    public Answer generateTestKey(String apiId) throws IOException, InterruptedException {
        return post(of(apiId) + "/generate-key");
    }

    /** @param query such as {@code ?version=2.6.0}; empty = as it is */
    public Answer asyncApi(String apiId, String query) throws IOException, InterruptedException {
        return get(of(apiId) + "/asyncapi" + query);
    }

    /** @param form {@code multipart/form-data} with the boundary {@code part} */
    public Answer importAsyncApi(String form) throws IOException, InterruptedException {
        return rest.send(
                "POST",
                APIS + "/import-asyncapi",
                authorization,
                form,
                Optional.of("multipart/form-data; boundary=part"));
    }

    private static String of(String apiId) {
        return APIS + '/' + apiId;
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return rest.send("GET", path, authorization, null);
    }

    private Answer post(String path) throws IOException, InterruptedException {
        return rest.send("POST", path, authorization, null);
    }

    private Answer post(String path, Object body) throws IOException, InterruptedException {
        return rest.send("POST", path, authorization, body);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
