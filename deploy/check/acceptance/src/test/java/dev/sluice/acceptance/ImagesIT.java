package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every image promises by itself, with nothing around it. */
@Tag("containers")
@EnabledIf(
        value = "dev.sluice.acceptance.ComposeSystem#isHere",
        disabledReason = "no Docker engine with compose answers on this machine")
class ImagesIT {
    private static final long MEGABYTE = 1_000_000;
    private static final int ELF_MACHINE_AT = 18;
    private static final short AARCH64 = 183;
    private static final List<String> READ_ONLY =
            List.of("docker", "run", "--rm", "--read-only", "--tmpfs", "/tmp:noexec", "--network", "none");

    @TempDir
    Path folder;

    @BeforeAll
    static void build() {
        ComposeSystem.buildImages();
    }

    /** A third of the publisher's is the archive of its classes, most of which are Hibernate's. */
    @ParameterizedTest
    @CsvSource({"gateway-service, 300", "event-relay, 300", "definition-service, 300", "publisher-service, 400"})
    void itIsSmallAndSaysWhatIsInIt(String service, long megabytes) throws IOException {
        String image = "sluice/" + service + ":" + ComposeSystem.TESTED;
        String size = docker("image", "inspect", "--format", "{{.Size}}", image).strip();
        String labels = docker("image", "inspect", "--format", "{{json .Config.Labels}}", image);

        assertThat(Long.parseLong(size)).isLessThan(megabytes * MEGABYTE);
        assertThat(labels)
                .contains("\"org.opencontainers.image.title\":\"sluice " + service + "\"")
                .contains("\"org.opencontainers.image.licenses\":\"Apache-2.0\"");
        copyOut(image, "/opt/sluice/sbom.json", folder);
        copyOut(image, "/opt/sluice/licences.txt", folder);
        assertThat(Files.readString(folder.resolve("sbom.json"))).contains("\"CycloneDX\"", "\"pkg:maven/io.quarkus/");
        assertThat(Files.readString(folder.resolve("licences.txt"))).contains("Apache");
    }

    /** Made where neither the machine nor the image has Node.js. */
    @Test
    void thePublisherHasThePortalAndSaysWhatIsInIt() throws IOException {
        String image = "sluice/publisher-service:" + ComposeSystem.TESTED;
        copyOut(image, "/opt/sluice/app", folder);
        copyOut(image, "/opt/sluice/sbom-portal.json", folder);

        assertThat(entriesOf(folder.resolve("app")))
                .contains("portal/index.html")
                .doesNotContain("portal/missing.txt")
                .anyMatch(name -> name.matches("portal/assets/.+\\.js"))
                .anyMatch(name -> name.matches("portal/assets/.+\\.css"));
        assertThat(Files.readString(folder.resolve("sbom-portal.json")))
                .contains("\"CycloneDX\"", "\"pkg:npm/react-dom@", "\"MIT\"")
                .doesNotContain("\"pkg:npm/vite@");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway-service, libnetty_tcnative_linux_x86_64.so",
        "gateway-service, libzstd",
        "event-relay, liblz4-java.so",
    })
    void itRefusesToStartWithoutANativeLibrary(String service, String name) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.so"), "no library");
        String image = "sluice/" + service + ":" + ComposeSystem.TESTED;
        copyOut(image, "/opt/sluice/native", folder);
        String library = fileOf(folder.resolve("native"), name);
        String path = "/opt/sluice/native/" + library;

        String printed = failing("--env", "SLUICE_NODE_ID=node-1", "--volume", broken + ":" + path + ":ro", image);

        assertThat(printed).contains("the native library " + path + " cannot be loaded: ");
    }

    /** A class archive that the JVM cannot use is an error here; the service then stops for want of its node's id. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway-service", "event-relay", "publisher-service", "definition-service"})
    void itsClassArchiveIsOneThatTheJvmTakes(String service) {
        String printed =
                failing("--env", "JAVA_TOOL_OPTIONS=-XX:AOTMode=on", "sluice/" + service + ":" + ComposeSystem.TESTED);

        assertThat(printed).contains("sluice.node.id").doesNotContain("[aot]").doesNotContain("AOT cache");
    }

    @Test
    void sigtermEndsItWithItsOwnExitCode() {
        String image = "sluice/definition-service:" + ComposeSystem.TESTED;
        String container = docker(
                        "run",
                        "--detach",
                        "--read-only",
                        "--tmpfs",
                        "/tmp:noexec",
                        "--network",
                        "none",
                        "--env",
                        "SLUICE_NODE_ID=definition-1",
                        image)
                .strip();
        try {
            await().until(() -> docker("logs", container).contains("Installed features"));
            docker("stop", "--time", "30", container);

            assertThat(docker("inspect", "--format", "{{.State.ExitCode}}", container)
                            .strip())
                    .isEqualTo("143");
        } finally {
            docker("rm", "--force", container);
        }
    }

    /** The only thing that is checked of images for arm64. */
    @Test
    void nativeLibrariesOfArm64AreThatMachines() throws IOException {
        List<String> build = new ArrayList<>(List.of("build", "--target", "build", "--build-arg", "TARGETARCH=arm64"));
        add(build, "--network", "SLUICE_BUILD_NETWORK", "");
        add(build, "--build-arg", "SLUICE_BASE_NODE", "BASE_NODE=");
        add(build, "--build-arg", "SLUICE_BASE_BUILD", "BASE_BUILD=");
        String home = LocalSystem.home().toString();
        build.addAll(List.of("--file", home + "/deploy/images/Dockerfile", "--tag", "sluice/build-arm64:test", home));
        docker(build.toArray(String[]::new));
        for (String service : List.of("gateway-service", "event-relay", "publisher-service")) {
            Path libraryFolder = Files.createDirectory(folder.resolve(service));
            copyOut("sluice/build-arm64:test", "/out/" + service + "/native/.", libraryFolder);
            List<Path> libraries = filesOf(libraryFolder);
            assertThat(libraries).as(service).hasSizeGreaterThanOrEqualTo(2);
            for (Path library : libraries) {
                short machine = ByteBuffer.wrap(Files.readAllBytes(library))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort(ELF_MACHINE_AT);
                assertThat(machine).as("%s", library).isEqualTo(AARCH64);
            }
        }
    }

    private static void add(List<String> arguments, String option, String variable, String before) {
        String value = System.getenv(variable);
        if (value != null) {
            arguments.addAll(List.of(option, before + value));
        }
    }

    private static String fileOf(Path directory, String prefix) throws IOException {
        return filesOf(directory).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + prefix + " in " + directory));
    }

    /** Of all jars in a folder. */
    private static List<String> entriesOf(Path jars) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path jar : filesOf(jars)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream().map(ZipEntry::getName).forEach(names::add);
            }
        }
        return names;
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void copyOut(String image, String path, Path to) {
        // The engine's warnings come first. A command there must be, though nothing is run.
        String container = docker("create", image, "none").lines().toList().getLast();
        try {
            docker("cp", container + ":" + path, to.toString());
        } finally {
            docker("rm", container);
        }
    }

    private static String failing(String... arguments) {
        List<String> command = new ArrayList<>(READ_ONLY);
        command.addAll(List.of(arguments));
        return ComposeSystem.run(command, Map.of(), 1);
    }

    private static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return ComposeSystem.run(command, Map.of(), 0);
    }
}
