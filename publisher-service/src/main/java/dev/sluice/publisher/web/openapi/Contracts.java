package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** All files of the contract, and the part of a document that they give. */
final class Contracts {
    private final Contract signIn = Contract.load("sign-in.yaml", "SignIn");
    private final List<Contract> files = List.of(
            Contract.load("publisher-v4.yaml", ""),
            Contract.load("devportal-v3.yaml", "Devportal"),
            Contract.load("admin-v4.yaml", "Admin"),
            signIn);

    /**
     * The paths of a document, and the components that they need.
     *
     * @throws IllegalStateException if a route is in none of the files
     */
    ObjectNode document(List<ScannedOperation> routes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        ObjectNode paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        components.set(RouteSecurity.SCHEMES, RouteSecurity.schemes(signIn.components(RouteSecurity.SCHEMES)));
        for (ScannedOperation route : routes) {
            Contract file = fileOf(route);
            ObjectNode operation = file.operation(route);
            RouteSecurity.apply(route.rule(), operation);
            paths.withObjectProperty(route.path()).set(route.method(), operation);
            addComponents(operation, file, components);
        }
        return document;
    }

    private Contract fileOf(ScannedOperation route) {
        return files.stream()
                .filter(file -> file.knows(route))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        route.method() + ' ' + route.path() + " is in no file of the contract"));
    }

    private static void addComponents(JsonNode operation, Contract file, ObjectNode components) {
        Deque<References.Target> wanted = new ArrayDeque<>(References.in(operation));
        while (!wanted.isEmpty()) {
            References.Target next = wanted.pop();
            ObjectNode kind = components.withObjectProperty(next.kind());
            if (!kind.has(next.name())) {
                JsonNode component = file.component(next);
                kind.set(next.name(), component);
                wanted.addAll(References.in(component));
            }
        }
    }
}
