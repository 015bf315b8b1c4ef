package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which parameters and fields of an operation name something that has an owner, and requests in which some of them name what is
 * another's.
 */
final class OwnedThings {
    /** By the names of parameters and of fields of bodies. */
    static final Set<String> OWNED = Set.of(
            "apiId",
            "apiIds",
            "revisionId",
            "webhookId",
            "subscriptionId",
            "subscriptionIds",
            "applicationId",
            "keyMappingId",
            "keyUUID",
            "clientId");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final JsonMapper JSON = new JsonMapper();
    /** Of an operation that has to be told what to do. */
    private static final Map<String, String> MEANT = Map.of(
            "action", "Deprecate",
            "blockState", "BLOCKED",
            "businessPlan", "AsyncUnlimited",
            "endpointUrl", "http://127.0.0.1:1/",
            "limit", "1000");

    private final RouteFixture own;
    private final RouteFixture others;
    private final HostileRequests ownRequests;
    private final HostileRequests othersRequests;
    private final Map<String, Body> ownBodies = new HashMap<>();
    private final Map<String, Body> othersBodies = new HashMap<>();

    private record Body(Map<String, String> headers, byte[] bytes) {
        static Body of(HostileRequests requests, Document.Operation operation) {
            Map<String, String> headers = new HashMap<>();
            byte[] bytes = requests.rightBody(operation, headers);
            return new Body(headers, bytes);
        }
    }

    OwnedThings(Document document, RouteFixture own, RouteFixture others) {
        this.own = own;
        this.others = others;
        this.ownRequests = new HostileRequests(document, own, new Random(1));
        this.othersRequests = new HostileRequests(document, others, new Random(1));
    }

    /**
     * A place in a request that names something owned.
     *
     * @param in path, query or body
     */
    record Slot(String in, String name) {}

    /** How what is another's is written. */
    enum Spelling {
        PLAIN,
        UPPER_CASE,
        /** A parameter of a query twice, first with what is another's. */
        BEFORE_OWN,
        /** The first one counts, as long as no part of the service takes the second one. */
        AFTER_OWN;

        /** Those that make different requests. */
        static List<Spelling> of(Set<Slot> slots) {
            boolean hasParameter = slots.stream().anyMatch(slot -> slot.in().equals("query"));
            return hasParameter ? List.of(values()) : List.of(PLAIN, UPPER_CASE);
        }
    }

    List<Slot> slots(Document.Operation operation) {
        Stream<Slot> parameters = operation.parameters().stream()
                .filter(parameter -> OWNED.contains(parameter.name()))
                .map(parameter -> new Slot(parameter.in(), parameter.name()));
        JsonNode body = json(ownBody(operation).bytes());
        Stream<Slot> fields = OWNED.stream()
                .filter(name -> body.findValue(name) != null)
                .sorted()
                .map(name -> new Slot("body", name));
        return Stream.concat(parameters, fields).toList();
    }

    /** All ways to take some of them from the other user, but none. */
    static List<Set<Slot>> choices(List<Slot> slots) {
        List<Set<Slot>> choices = new ArrayList<>();
        for (int bits = 1; bits < 1 << slots.size(); bits++) {
            int chosen = bits;
            choices.add(slots.stream()
                    .filter(slot -> (chosen >> slots.indexOf(slot) & 1) == 1)
                    .collect(Collectors.toSet()));
        }
        return choices;
    }

    /** @param foreign which name what is another's; the rest is the user's own */
    RawHttp.Request request(Document.Operation operation, Set<Slot> foreign, Spelling spelling, String authorization) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", authorization));
        byte[] body = body(operation, foreign, spelling, headers);
        return new RawHttp.Request(operation.method(), target(operation, foreign, spelling), headers, body);
    }

    private String target(Document.Operation operation, Set<Slot> foreign, Spelling spelling) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Document.Parameter parameter : operation.parameters()) {
            String name = parameter.name();
            boolean isForeign = foreign.contains(new Slot(parameter.in(), name));
            switch (parameter.in()) {
                case "path" -> path = path.replace('{' + name + '}', isForeign ? foreign(name, spelling) : id(name));
                case "query" -> {
                    if (isForeign) {
                        query.addAll(foreignParameter(name, spelling));
                    } else if (own.ids().containsKey(name) || MEANT.containsKey(name)) {
                        query.add(
                                name + '=' + MEANT.getOrDefault(name, own.ids().get(name)));
                    }
                }
                default -> {}
            }
        }
        return query.isEmpty() ? path : path + '?' + String.join("&", query);
    }

    private String id(String name) {
        return (OWNED.contains(name) ? own : others).id(name);
    }

    private String foreign(String name, Spelling spelling) {
        String id = others.id(name);
        return spelling == Spelling.UPPER_CASE ? id.toUpperCase(Locale.ROOT) : id;
    }

    private List<String> foreignParameter(String name, Spelling spelling) {
        String mine = name + '=' + own.id(name);
        String theirs = name + '=' + foreign(name, spelling);
        return switch (spelling) {
            case PLAIN, UPPER_CASE -> List.of(theirs);
            case AFTER_OWN -> List.of(mine, theirs);
            case BEFORE_OWN -> List.of(theirs, mine);
        };
    }

    private byte[] body(
            Document.Operation operation, Set<Slot> foreign, Spelling spelling, Map<String, String> headers) {
        Body mine = ownBody(operation);
        headers.putAll(mine.headers());
        JsonNode body = json(mine.bytes());
        if (operation.path().endsWith("/map-keys")) {
            // Which all but an admin have to send; without it the request is refused before its owner is asked for.
            ((ObjectNode) body).put("accessToken", "a.b.c");
        }
        List<String> names = foreign.stream()
                .filter(slot -> slot.in().equals("body"))
                .map(Slot::name)
                .toList();
        if (!(body instanceof ObjectNode || body instanceof ArrayNode)) {
            return mine.bytes();
        }
        JsonNode theirs = names.isEmpty() ? body : json(othersBody(operation).bytes());
        for (String name : names) {
            put(body, name, theirs.findValue(name));
        }
        String text = body.toString();
        return (spelling == Spelling.UPPER_CASE ? upperCaseIds(text) : text).getBytes(StandardCharsets.UTF_8);
    }

    private Body ownBody(Document.Operation operation) {
        return ownBodies.computeIfAbsent(operation.toString(), _ -> Body.of(ownRequests, operation));
    }

    private Body othersBody(Document.Operation operation) {
        return othersBodies.computeIfAbsent(operation.toString(), _ -> Body.of(othersRequests, operation));
    }

    private static String upperCaseIds(String text) {
        return ID.matcher(text).replaceAll(id -> id.group().toUpperCase(Locale.ROOT));
    }

    private static void put(JsonNode body, String name, JsonNode value) {
        if (body instanceof ObjectNode object && object.has(name)) {
            object.set(name, value);
        }
        if (body instanceof ArrayNode array) {
            array.forEach(each -> put(each, name, value));
        }
    }

    /** Missing when it is none. */
    private static JsonNode json(byte[] body) {
        boolean isJson = body.length > 0 && (body[0] == '{' || body[0] == '[');
        try {
            return isJson ? JSON.readTree(body) : JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
