package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What an overlay of {@code deploy/kubernetes} is made of, as {@code kustomize build} renders it. */
final class Manifests {
    static final Path FOLDER = LocalSystem.home().resolve("deploy/kubernetes");
    /** The workloads of Sluice, and the modules that they run. */
    static final Map<String, String> MODULES = Map.of(
            "definition", "definition-service",
            "publisher", "publisher-service",
            "relay", "event-relay",
            "gateway", "gateway-service");

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private final List<HasMetadata> all;

    private Manifests(List<HasMetadata> all) {
        this.all = all;
    }

    /** Returns a folder's objects; where there is no kustomize the test is skipped. */
    static Manifests of(String folder) {
        Optional<List<String>> kustomize = kustomize();
        Assumptions.assumeTrue(
                kustomize.isPresent(), "neither kustomize nor kubectl is on the PATH: the overlays are not rendered");
        return RENDERED.computeIfAbsent(
                folder, name -> new Manifests(StrictManifests.read(render(kustomize.orElseThrow(), name))));
    }

    /** Returns an overlay's objects with a component added to it. */
    static Manifests with(String overlay, String component) throws IOException {
        Path folder = Files.createTempDirectory("overlay").toRealPath();
        try {
            Files.writeString(
                    folder.resolve("kustomization.yaml"),
                    "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: ["
                            + folder.relativize(FOLDER.resolve(overlay)) + "]\ncomponents: ["
                            + folder.relativize(FOLDER.resolve(component)) + "]\n");
            return of(folder.toString());
        } finally {
            Files.deleteIfExists(folder.resolve("kustomization.yaml"));
            Files.delete(folder);
        }
    }

    private static Optional<List<String>> kustomize() {
        return Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
                .filter(command -> isOnPath(command.getFirst()))
                .findFirst();
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String render(List<String> kustomize, String folder) {
        return output(Stream.concat(
                        kustomize.stream(), Stream.of(FOLDER.resolve(folder).toString()))
                .toList());
    }

    /** Returns what a command prints; it has to end well. */
    static String output(List<String> command) {
        try {
            Path errors = Files.createTempFile("manifests", ".log");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String wrong = Files.readString(errors);
            Files.delete(errors);
            if (code != 0 || !wrong.isEmpty()) {
                throw new AssertionError(command + " ended with " + code + ": " + wrong);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    List<HasMetadata> all() {
        return all;
    }

    <T> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + ' ' + name));
    }

    /** Returns the pods of all workloads, by the workload's name. */
    Map<String, PodTemplateSpec> pods() {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        all(Deployment.class)
                .forEach(it -> pods.put(it.getMetadata().getName(), it.getSpec().getTemplate()));
        all(StatefulSet.class)
                .forEach(it -> pods.put(it.getMetadata().getName(), it.getSpec().getTemplate()));
        all(Job.class)
                .forEach(it -> pods.put(it.getMetadata().getName(), it.getSpec().getTemplate()));
        return pods;
    }

    /** Returns the pods of Sluice's services. */
    Map<String, PodTemplateSpec> services() {
        Map<String, PodTemplateSpec> services = pods();
        services.keySet().retainAll(MODULES.keySet());
        if (services.size() != MODULES.size()) {
            throw new AssertionError("not all services are there: " + services.keySet());
        }
        return services;
    }

    /** Returns the container of one of Sluice's services. */
    Container service(String name) {
        return container(requireNonNull(services().get(name), name));
    }

    /** Returns the only container of a pod. */
    static Container container(PodTemplateSpec pod) {
        List<Container> containers = pod.getSpec().getContainers();
        if (containers.size() != 1) {
            throw new AssertionError(containers.size() + " containers");
        }
        return containers.getFirst();
    }
}
