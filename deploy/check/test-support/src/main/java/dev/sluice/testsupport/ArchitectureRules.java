package dev.sluice.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The laws of the architecture. Each module's {@code ArchitectureTest} analyses its own package, without tests, and takes them
 * all in:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.sluice.relay", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests LAWS = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 *
 * A rule that finds none of its classes in a module passes there.
 */
public final class ArchitectureRules {
    private static final List<String> SERVICES =
            List.of("dev.sluice.publisher..", "dev.sluice.relay..", "dev.sluice.gateway..", "dev.sluice.definition..");

    private static final String[] CORES = {
        "dev.sluice.gateway.stream..",
        "dev.sluice.gateway.access..",
        "dev.sluice.gateway.quota..",
        "dev.sluice.relay.channel..",
        "dev.sluice.definition.document..",
    };

    @ArchTest
    public static final ArchRule SERVICES_DO_NOT_TOUCH_EACH_OTHER = CompositeArchRule.of(SERVICES.stream()
                    .map(ArchitectureRules::touchesNoOtherService)
                    .toList())
            .as("A service knows no class of another service");

    @ArchTest
    public static final ArchRule SHARED_LIBRARIES_KNOW_NO_SERVICE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.sluice.model..", "dev.sluice.kafka..", "dev.sluice.outbound..", "dev.sluice.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES.toArray(String[]::new))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule THE_MODEL_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("dev.sluice.model..")
            .and()
            .resideOutsideOfPackage("dev.sluice.model.wire..")
            .should()
            .onlyDependOnClassesThat(
                    // Ciphers are as plain as java.security, where their interfaces are.
                    resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "dev.sluice.model.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule THE_MODELS_CODEC_ADDS_JACKSON_ONLY = classes()
            .that()
            .resideInAPackage("dev.sluice.model.wire..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "dev.sluice.model..", "com.fasterxml.jackson.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule THE_MODEL_HAS_NO_IO_THREAD_OR_CLOCK = CompositeArchRule.of(noClasses()
                    .that()
                    .resideInAPackage("dev.sluice.model..")
                    .should()
                    .dependOnClassesThat(filesSocketsThreadsAndClocks())
                    .allowEmptyShould(true))
            .and(neverCalls(java.time.Instant.class, "now"))
            .and(neverCalls(System.class, "currentTimeMillis"))
            .and(neverCalls(System.class, "nanoTime"))
            .and(neverCalls(InetAddress.class, "getByName", String.class))
            .and(neverCalls(InetAddress.class, "getAllByName", String.class))
            .as("dev.sluice.model does no I/O, starts no thread, reads no clock");

    @ArchTest
    public static final ArchRule CORES_ARE_FREE_OF_FRAMEWORKS = noClasses()
            .that()
            .resideInAnyPackage(CORES)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.quarkus..",
                            "jakarta..",
                            "io.vertx..",
                            "io.smallrye..",
                            "org.eclipse.microprofile..",
                            "org.apache.kafka..",
                            "dev.sluice.kafka..",
                            "dev.sluice.outbound..")
                    .and(not(nameStartingWith("dev.sluice.outbound.OutboundUrl"))))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule CORES_ARE_FREE_OF_NETTY = CompositeArchRule.of(List.of(
                    noClasses()
                            .that()
                            .resideInAnyPackage(CORES)
                            .and()
                            .resideOutsideOfPackage("dev.sluice.gateway.stream..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("io.netty..")
                            .allowEmptyShould(true),
                    noClasses()
                            .that()
                            .resideInAPackage("dev.sluice.gateway.stream..")
                            .should()
                            .dependOnClassesThat(
                                    resideInAPackage("io.netty..").and(not(resideInAPackage("io.netty.buffer.."))))
                            .allowEmptyShould(true)))
            .as("Of Netty, cores know nothing but its buffers, and those in the gateway's stream only");

    @ArchTest
    public static final ArchRule ONLY_THE_PUBLISHER_HAS_A_DATABASE = noClasses()
            .that()
            .resideInAPackage("dev.sluice..")
            .and()
            .resideOutsideOfPackages("dev.sluice.publisher..", "dev.sluice.testsupport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "io.agroal..",
                    "org.postgresql..")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NAMES_SAY_A_ROLE = noClasses()
            .that()
            .resideInAPackage("dev.sluice..")
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule PACKAGES_ARE_FEATURES = noClasses()
            .that()
            .resideInAPackage("dev.sluice..")
            .should()
            .resideInAnyPackage("..util..", "..common..", "..impl..")
            .allowEmptyShould(true);

    private ArchitectureRules() {}

    private static ArchRule touchesNoOtherService(String service) {
        String[] others =
                SERVICES.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true);
    }

    /** {@code IOException} is what Jackson declares, and does nothing by itself; an address is looked up by its name alone. */
    private static DescribedPredicate<JavaClass> filesSocketsThreadsAndClocks() {
        DescribedPredicate<JavaClass> harmless = DescribedPredicate.describe(
                "an exception, an address, or a function of text",
                type -> Stream.of(
                                "java.io.IOException",
                                "java.io.UncheckedIOException",
                                "java.net.URLDecoder",
                                "java.net.InetAddress",
                                "java.net.Inet4Address",
                                "java.net.UnknownHostException")
                        .anyMatch(type.getName()::equals));
        DescribedPredicate<JavaClass> named = DescribedPredicate.describe(
                "a thread or a clock",
                type -> Arrays.asList(
                                "java.lang.Thread",
                                "java.lang.Runtime",
                                "java.lang.Process",
                                "java.lang.ProcessBuilder",
                                "java.time.Clock")
                        .contains(type.getName()));
        return resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .and(not(harmless))
                .or(named);
    }

    private static ArchRule neverCalls(Class<?> owner, String method, Class<?>... parameters) {
        return noClasses()
                .that()
                .resideInAPackage("dev.sluice.model..")
                .should()
                .callMethod(owner, method, parameters)
                .allowEmptyShould(true);
    }
}
