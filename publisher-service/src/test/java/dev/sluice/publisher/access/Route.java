package dev.sluice.publisher.access;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A route of the application, found by its annotations among the module's classes. */
public record Route(String httpMethod, String template, Method method) {
    private static final String CLASSES = "target/classes";

    /** Every one that there is. */
    public static List<Route> all() {
        List<Route> routes = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter().importPath(CLASSES)) {
            for (JavaMethod method : type.getMethods()) {
                if (method.isMetaAnnotatedWith(HttpMethod.class)) {
                    routes.add(of(load(type.getName()), method));
                }
            }
        }
        return routes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Route of(Class<?> type, JavaMethod found) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(found.getName())
                    && method.getParameterCount()
                            == found.getRawParameterTypes().size()) {
                return of(method);
            }
        }
        throw new IllegalStateException("not found again: " + found.getFullName());
    }

    private static Route of(Method method) {
        Path below = method.getAnnotation(Path.class);
        String base = requireNonNull(method.getDeclaringClass().getAnnotation(Path.class))
                .value();
        return new Route(httpMethod(method), base + (below == null ? "" : below.value()), method);
    }

    private static String httpMethod(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod httpMethod = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (httpMethod != null) {
                return httpMethod.value();
            }
        }
        throw new IllegalStateException(method + " has no HTTP method");
    }

    /** The path with ids in it that belong to nothing. */
    public String path() {
        return template.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    /** What it takes first, or JSON. */
    public String contentType() {
        Consumes consumes = method.getAnnotation(Consumes.class);
        return consumes == null ? "application/json" : consumes.value()[0];
    }

    /** Something of this type that no route does anything with. */
    public String body() {
        return switch (contentType()) {
            case "multipart/form-data" -> "--x\r\n\r\n--x--\r\n";
            case "application/x-www-form-urlencoded" -> "";
            default -> "{}";
        };
    }

    @Override
    public String toString() {
        return httpMethod + ' ' + template;
    }
}
