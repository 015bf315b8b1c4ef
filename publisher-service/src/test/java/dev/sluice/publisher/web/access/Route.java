package dev.sluice.publisher.web.access;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A route of the application, found by its annotations among the module's classes. */
public record Route(String httpMethod, String template, Method method) {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");
    private static final String SUFFIX = ".class";

    /** Every one that there is. */
    public static List<Route> all() {
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(Route::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(method -> httpMethod(method).map(name -> of(name, method)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
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
