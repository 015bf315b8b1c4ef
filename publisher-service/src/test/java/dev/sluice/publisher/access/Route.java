package dev.sluice.publisher.access;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A route of the application, found by its annotations among the module's classes. */
public record Route(String httpMethod, String template, Method method) {
    private static final String CLASSES = "target/classes";

    /** Every one that there is. */
    public static List<Route> all() {
        return new ClassFileImporter()
                .importPath(CLASSES).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> Arrays.stream(load(type.getName()).getDeclaredMethods()))
                        .flatMap(method -> httpMethod(method).map(name -> of(name, method)).stream())
                        .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Route of(String httpMethod, Method method) {
        Path below = method.getAnnotation(Path.class);
        String base = requireNonNull(method.getDeclaringClass().getAnnotation(Path.class))
                .value();
        return new Route(httpMethod, base + (below == null ? "" : below.value()), method);
    }

    /** Empty for a method that is no route. */
    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** The path with ids in it that belong to nothing. */
    public String path() {
        return template.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    /** What it takes first, or JSON. */
    public String contentType() {
        return Optional.ofNullable(method.getAnnotation(Consumes.class))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(Consumes.class)))
                .map(consumes -> consumes.value()[0])
                .orElse("application/json");
    }

    @Override
    public String toString() {
        return httpMethod + ' ' + template;
    }
}
