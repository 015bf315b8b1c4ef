package dev.sluice.publisher.web.openapi;

import dev.sluice.publisher.web.access.AccessRule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * A route, as it was found in the code.
 *
 * @param method  as in a path item of a document: {@code get}
 * @param headers that it reads
 */
record ScannedOperation(String path, String method, Set<String> headers, AccessRule rule) {
    ScannedOperation {
        headers = Set.copyOf(headers);
    }

    /** @param scanned with an id of the strategy {@code package-class-method} */
    static ScannedOperation of(String path, String method, Operation scanned) {
        return new ScannedOperation(path, method, headers(scanned), rule(scanned.getOperationId()));
    }

    private static Set<String> headers(Operation scanned) {
        List<Parameter> parameters = scanned.getParameters();
        return parameters == null
                ? Set.of()
                : parameters.stream()
                        .filter(parameter -> parameter.getIn() == Parameter.In.HEADER)
                        .map(Parameter::getName)
                        .collect(Collectors.toSet());
    }

    private static AccessRule rule(String operationId) {
        int end = operationId.lastIndexOf('_');
        String method = operationId.substring(end + 1);
        return routes(operationId.substring(0, end))
                .filter(route -> route.getName().equals(method))
                .flatMap(route -> AccessRule.of(route).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a route without a rule: " + operationId));
    }

    private static Stream<Method> routes(String resource) {
        try {
            return Arrays.stream(
                    Class.forName(resource, false, Thread.currentThread().getContextClassLoader())
                            .getDeclaredMethods());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
