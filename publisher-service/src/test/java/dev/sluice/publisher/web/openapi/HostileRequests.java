package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Makes requests of the operations of a document, right ones and such with something wrong. */
final class HostileRequests {
    private static final String FORM = "multipart/form-data";
    private static final String BOUNDARY = "hostile";

    private final RouteFixture prepared;
    private final RandomGenerator random;
    private final SchemaValues values;
    private final Hostility hostility;

    HostileRequests(Document document, RouteFixture prepared, RandomGenerator random) {
        this.prepared = prepared;
        this.random = random;
        this.values = new SchemaValues(document, random);
        this.hostility = new Hostility(random);
    }

    /** What a request has wrong. */
    private enum Wrong {
        NOTHING,
        PATH,
        QUERY,
        BODY,
        CONTENT_TYPE,
        CONDITION,
        ACCEPT,
        LENGTH
    }

    /** As the document has it, with some of what is optional. */
    RawHttp.Request right(Document.Operation operation) {
        return request(operation, Wrong.NOTHING);
    }

    /** Returns the body of a right request, and puts its type among the headers. */
    byte[] rightBody(Document.Operation operation, Map<String, String> headers) {
        return body(operation, Wrong.NOTHING, headers);
    }

    RawHttp.Request wrong(Document.Operation operation) {
        List<Wrong> ways = new ArrayList<>(List.of(Wrong.QUERY, Wrong.CONDITION, Wrong.ACCEPT, Wrong.LENGTH));
        if (operation.path().contains("{")) {
            ways.addAll(List.of(Wrong.PATH, Wrong.PATH));
        }
        if (operation.node().has("requestBody")) {
            ways.addAll(List.of(Wrong.BODY, Wrong.BODY, Wrong.BODY, Wrong.BODY, Wrong.BODY, Wrong.CONTENT_TYPE));
        }
        return request(operation, ways.get(random.nextInt(ways.size())));
    }

    private RawHttp.Request request(Document.Operation operation, Wrong wrong) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", prepared.authorization(operation));
        if (wrong == Wrong.ACCEPT) {
            headers.put("Accept", hostility.contentType());
        }
        if (wrong == Wrong.CONDITION) {
            headers.put("If-Match", hostility.entityTag());
            headers.put("If-None-Match", hostility.entityTag());
        }
        byte[] body = body(operation, wrong, headers);
        String target = path(operation, wrong) + query(operation, wrong);
        return new RawHttp.Request(operation.method(), target, headers, body);
    }

    private String path(Document.Operation operation, Wrong wrong) {
        String path = operation.path();
        List<Document.Parameter> parameters = operation.parameters("path");
        int chosen = parameters.isEmpty() ? -1 : random.nextInt(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            boolean isWrong = wrong == Wrong.PATH && i == chosen;
            path = path.replace('{' + name + '}', isWrong ? hostility.segment() : prepared.id(name));
        }
        return wrong == Wrong.LENGTH ? path + "/x".repeat(random.nextInt(3_000)) : path;
    }

    private String query(Document.Operation operation, Wrong wrong) {
        List<String> query = new ArrayList<>();
        for (Document.Parameter parameter : operation.parameters("query")) {
            String name = parameter.name();
            String good = prepared.ids()
                    .getOrDefault(name, encoded(values.value(parameter.schema()).asText()));
            boolean isWrong = wrong == Wrong.QUERY && random.nextBoolean();
            query.add(name + '=' + (isWrong ? hostility.parameter() : good));
            if (isWrong && random.nextInt(3) == 0) {
                query.add(name + '=' + hostility.parameter());
            }
        }
        if (wrong == Wrong.QUERY) {
            query.add(hostility.parameter() + '=' + hostility.parameter());
        }
        return query.isEmpty() ? "" : '?' + String.join("&", query);
    }

    private byte[] body(Document.Operation operation, Wrong wrong, Map<String, String> headers) {
        JsonNode content = operation
                .document()
                .resolve(operation.node().path("requestBody"))
                .path("content");
        if (content.isEmpty()) {
            return new byte[0];
        }
        String type = content.fieldNames().next();
        JsonNode good = prepared.body(operation)
                .orElseGet(() -> values.value(content.path(type).path("schema")));
        headers.put("Content-Type", wrong == Wrong.CONTENT_TYPE ? hostility.contentType() : header(type));
        if (type.endsWith("json")) {
            return wrong == Wrong.BODY ? hostility.body(good) : bytes(good.toString());
        }
        return type.equals(FORM) ? multipart(good, wrong) : form(good, wrong);
    }

    private static String header(String type) {
        return type.equals(FORM) ? type + "; boundary=" + BOUNDARY : type;
    }

    private byte[] form(JsonNode good, Wrong wrong) {
        String form = good.propertyStream()
                .map(field -> field.getKey()
                        + '='
                        + (wrong == Wrong.BODY && random.nextBoolean()
                                ? hostility.parameter()
                                : encoded(field.getValue().asText())))
                .collect(Collectors.joining("&"));
        return bytes(wrong == Wrong.BODY && random.nextBoolean() ? form + '&' + form : form);
    }

    private byte[] multipart(JsonNode good, Wrong wrong) {
        StringBuilder parts = new StringBuilder();
        good.properties()
                .forEach(part -> parts.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                        .append(part.getKey())
                        .append(part.getKey().equals("file") ? "\"; filename=\"a.yaml\"" : "\"")
                        .append("\r\n\r\n")
                        .append(part.getValue().asText())
                        .append("\r\n"));
        byte[] right = bytes(parts + "--" + BOUNDARY + "--\r\n");
        return wrong == Wrong.BODY ? hostility.damaged(right) : right;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
