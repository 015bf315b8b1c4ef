package dev.sluice.publisher.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.PublisherTest;
import dev.sluice.publisher.Requests;
import dev.sluice.publisher.TestUser;
import dev.sluice.publisher.web.access.Role;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the document with what is another user's of the same roles: it is not shown, and it is not changed. An API is
 * its provider's when its access control and visibility are restricted to a role that neither has.
 */
@PublisherTest
class RouteOwnersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** With the one that is there as many as there may be. */
    private static final int MORE_API_KEYS = 9;
    /** When something was asked for. */
    private static final Pattern NOW = Pattern.compile("\"at\":\"[^\"]+\"");

    private static final Role[] ALL_BUT_ADMIN =
            Stream.of(Role.values()).filter(role -> role != Role.ADMIN).toArray(Role[]::new);

    /** Parameters, and fields of bodies, that look like an id and name nothing that has an owner. */
    private static final Set<String> SHARED = Set.of(
            "deploymentId",
            "environmentId",
            "keyManagerId",
            "policyId",
            "applicationPolicyId",
            "scopeId",
            // What an admin alone may ask for.
            "conditionId",
            "userId",
            "subjectId",
            "owner",
            "newOwner",
            // Of the client that asks.
            "client_id");

    /** Fields of bodies that are shown, and passed over when they are sent. */
    private static final Set<String> SHOWN = Set.of(
            "id",
            "revisionedApiId",
            "primaryProductionEndpointId",
            "primarySandboxEndpointId",
            "groupId",
            "revisionUuid");

    /** What names nothing that is another's: it shows or makes what is the user's own, or what is of all. */
    private static final Set<String> WITHOUT_OWNER = Set.of(
            "findAPIs",
            "getTags",
            "readSettings",
            "getThrottlingPolicies",
            "getThrottlingPolicy",
            "getKeyManagersForDevelopers",
            "getApplications",
            "createApplication",
            "changePassword",
            "getAllAPIs",
            "createAPI",
            "importAsyncAPISpecification",
            "validateAsyncAPISpecification",
            "getEnvironments",
            "getSettings",
            "getSharedScopes",
            "addSharedScope",
            "deleteSharedScope",
            "getSharedScope",
            "validateScope",
            "updateSharedScope",
            "getSharedScopeUsages",
            "getSubscriptionThrottlingPolicies",
            "getAllThrottlingPolicies",
            "getThrottlingPolicyByName",
            "registerClient",
            // Of tokens and clients of others: ScriptSignInIT.
            "introspectToken",
            "revokeToken",
            "getToken",
            "getKeySet",
            "getProviderConfiguration",
            "getIssuerConfiguration",
            "getPortalSession",
            "getPortalSettings",
            "signOutOfPortal");

    /** Operations on many things, with the outcome of each in the answer. */
    private static final Set<String> MANY = Set.of("changeSubscriptions", "createSubscriptions");

    private Requests requests = new Requests(0);
    private RawHttp http = new RawHttp(0, PATIENCE);

    @BeforeEach
    void aim() {
        requests = new Requests(RestAssured.port);
        http = new RawHttp(RestAssured.port, PATIENCE);
    }

    @Test
    void whatIsAnothersIsNeitherShownNorChanged() throws IOException {
        // Given
        Document document = Document.served();
        TestUser owner = TestUser.with(requests, ALL_BUT_ADMIN);
        TestUser other = TestUser.with(requests, ALL_BUT_ADMIN);
        RouteFixture owned = RouteFixture.of(owner, requests);
        RouteFixture own = RouteFixture.of(other, requests);
        Set<String> hidden = hide(owned, owner);
        OwnedThings things = new OwnedThings(document, own, owned);
        Map<String, String> before = shownTo(owner, document, new OwnedThings(document, owned, own));
        String authorization = RouteFixture.basic(other.name(), other.password());

        // When
        List<String> holes = new ArrayList<>();
        Set<String> ownIsRefused = new TreeSet<>();
        for (Document.Operation operation : mildFirst(document)) {
            List<OwnedThings.Slot> slots = things.slots(operation);
            boolean isOwnTaken = slots.isEmpty();
            for (Set<OwnedThings.Slot> foreign : OwnedThings.choices(slots)) {
                for (OwnedThings.Spelling spelling : OwnedThings.Spelling.of(foreign)) {
                    RawHttp.Request request = things.request(operation, foreign, spelling, authorization);
                    RawHttp.Answer answer = http.send(request);
                    boolean mayBeOwn = spelling == OwnedThings.Spelling.AFTER_OWN;
                    isOwnTaken |= mayBeOwn && answer.status() < 300;
                    String fault = fault(operation, answer, mayBeOwn, hidden);
                    if (!fault.isEmpty()) {
                        holes.add(fault + ": " + name(operation) + ": " + request + " -> " + answer);
                    }
                }
            }
            RawHttp.Request mine = things.request(operation, Set.of(), OwnedThings.Spelling.PLAIN, authorization);
            RawHttp.Answer answer = http.send(mine);
            if (answer.status() < 300 && isShown(answer, hidden)) {
                holes.add("shown: " + mine + " -> " + answer);
            }
            if (answer.status() >= 300 && !isOwnTaken && !isByRole(operation)) {
                ownIsRefused.add(name(operation) + ' ' + answer.status());
            }
        }

        // Then
        assertThat(holes).isEmpty();
        assertThat(shownTo(owner, document, new OwnedThings(document, owned, own)))
                .isEqualTo(before);
        assertThat(ownIsRefused)
                .as("requests that are refused whomever the thing belongs to prove nothing")
                .hasSizeLessThan(document.operations().size() / 10);
        assertThat(shownTo(owner, document, new OwnedThings(document, owned, own)))
                .isEqualTo(before);
    }

    /** Restricts the API, and returns all texts that are the owner's alone. */
    private Set<String> hide(RouteFixture owned, TestUser owner) {
        Requests as = requests.of(owner);
        String tag = Requests.freshName();
        Map<String, Object> api = new LinkedHashMap<>(as.readApi(owned.id("apiId")));
        api.putAll(Map.of(
                "accessControl", "RESTRICTED",
                "accessControlRoles", List.of("admin"),
                "visibility", "RESTRICTED",
                "visibleRoles", List.of("admin"),
                "tags", List.of(tag)));
        as.putApi(owned.id("apiId"), api).then().statusCode(200);
        Set<String> hidden = new TreeSet<>(Set.of(tag, owner.name(), String.valueOf(api.get("name"))));
        owned.ids().forEach((name, value) -> {
            if (OwnedThings.OWNED.contains(name)) {
                hidden.add(value);
            }
        });
        // Then bodies that name a key make no more of them.
        Map<String, Object> key = Map.of("apiId", owned.id("apiId"));
        for (int i = 0; i < MORE_API_KEYS; i++) {
            as.apiKey(owned.id("applicationId"), key).then().statusCode(200);
        }
        hidden.add(as.asSelf()
                .get(Requests.DEVPORTAL + "/applications/" + owned.id("applicationId"))
                .path("name"));
        return hidden;
    }

    /** What takes other things with it is last. */
    private static List<Document.Operation> mildFirst(Document document) {
        return document.operations().stream()
                .sorted(Comparator.comparing((Document.Operation operation) ->
                                operation.method().equals("DELETE"))
                        .thenComparing(operation -> operation.path().endsWith("{apiId}")
                                || operation.path().endsWith("{applicationId}"))
                        .thenComparing(Document.Operation::toString))
                .toList();
    }

    private static String name(Document.Operation operation) {
        return operation.node().path("operationId").asText();
    }

    /** Of admins, whosever the things are. */
    private static boolean isByRole(Document.Operation operation) {
        return operation.path().startsWith("/api/am/admin/") || operation.path().startsWith("/scim2/");
    }

    /** Empty = none. */
    private static String fault(
            Document.Operation operation, RawHttp.Answer answer, boolean mayBeOwn, Set<String> hidden) {
        boolean isTaken = answer.status() < 300;
        if (isTaken && isShown(answer, hidden) && !MANY.contains(name(operation))) {
            return "shown";
        }
        if (isTaken && !operation.method().equals("GET") && !mayBeOwn && !MANY.contains(name(operation))) {
            return "taken";
        }
        boolean isOfOwner = Set.of(403, 404).contains(answer.status());
        boolean isOfRole = answer.status() == 401 && isByRole(operation);
        return isTaken || isOfOwner || isOfRole || mayBeOwn ? "" : "refused for another reason";
    }

    private static boolean isShown(RawHttp.Answer answer, Set<String> hidden) {
        return hidden.stream().anyMatch(answer.body()::contains);
    }

    /** All that the owner can read of what is its own. */
    private Map<String, String> shownTo(TestUser owner, Document document, OwnedThings things) throws IOException {
        String authorization = RouteFixture.basic(owner.name(), owner.password());
        Map<String, String> shown = new LinkedHashMap<>();
        for (Document.Operation operation : document.operations()) {
            if (operation.method().equals("GET") && !things.slots(operation).isEmpty()) {
                RawHttp.Request request =
                        things.request(operation, Set.of(), OwnedThings.Spelling.PLAIN, authorization);
                RawHttp.Answer answer = http.send(request);
                shown.put(
                        operation.toString(),
                        answer.status() + " " + NOW.matcher(answer.body()).replaceAll(""));
            }
        }
        return shown;
    }

    @Test
    void ofEveryOperationItIsKnownWhatHasAnOwner() {
        Document document = Document.served();
        List<String> unknown = new ArrayList<>();
        for (Document.Operation operation : document.operations()) {
            Set<String> names = new TreeSet<>();
            operation.parameters().stream()
                    .filter(parameter -> !parameter.in().equals("header"))
                    .forEach(parameter -> names.add(parameter.name()));
            names.addAll(fields(operation));
            names.stream()
                    .filter(name -> name.matches("(?i).*(id|ids|uuid|owner)"))
                    .filter(name ->
                            !OwnedThings.OWNED.contains(name) && !SHARED.contains(name) && !SHOWN.contains(name))
                    .forEach(name -> unknown.add(operation + ": " + name));
            boolean namesOwned = names.stream().anyMatch(OwnedThings.OWNED::contains);
            if (!isByRole(operation) && !namesOwned && !WITHOUT_OWNER.contains(name(operation))) {
                unknown.add(operation + ": " + name(operation));
            }
        }
        assertThat(unknown)
                .as("say in this class, or in OwnedThings, whether it has an owner; fill it in RouteFixture")
                .isEmpty();
    }

    private static Set<String> fields(Document.Operation operation) {
        Set<String> names = new TreeSet<>();
        Document document = operation.document();
        document.resolve(operation.node().path("requestBody"))
                .path("content")
                .forEach(type -> addFields(document, type.path("schema"), names));
        return names;
    }

    private static void addFields(Document document, JsonNode reference, Set<String> names) {
        JsonNode schema = document.resolve(reference);
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> addFields(document, part, names));
        if (schema.has("items")) {
            addFields(document, schema.path("items"), names);
        }
    }
}
