package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is shown a class that breaks it, and finds it. */
class ArchitectureRulesTest {
    private static final JavaClasses BAD_CLASSES = new ClassFileImporter()
            .withImportOption(location -> location.contains("/test-classes/"))
            .importPackages("dev.sluice");

    @ParameterizedTest
    @MethodSource("breaches")
    void aClassThatBreaksARuleIsFound(String rule, String breaker) throws ReflectiveOperationException {
        assertThatThrownBy(() -> rule(rule).check(BAD_CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(breaker);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of("SERVICES_DO_NOT_TOUCH_EACH_OTHER", "dev.sluice.gateway.bad.KnowsTheRelay"),
                Arguments.of("SHARED_LIBRARIES_KNOW_NO_SERVICE", "dev.sluice.kafka.bad.KnowsAService"),
                Arguments.of("SHARED_LIBRARIES_KNOW_NO_SERVICE", "dev.sluice.outbound.bad.AlsoKnowsAService"),
                Arguments.of("THE_MODEL_IS_PLAIN_JAVA", "dev.sluice.model.bad.UsesJackson"),
                Arguments.of("THE_MODELS_CODEC_ADDS_JACKSON_ONLY", "dev.sluice.model.wire.bad.UsesKafka"),
                Arguments.of("THE_MODEL_HAS_NO_IO_THREAD_OR_CLOCK", "dev.sluice.model.bad.ReadsAFile"),
                Arguments.of("THE_MODEL_HAS_NO_IO_THREAD_OR_CLOCK", "dev.sluice.model.bad.ReadsTheClock"),
                Arguments.of("THE_MODEL_HAS_NO_IO_THREAD_OR_CLOCK", "dev.sluice.model.bad.StartsAThread"),
                Arguments.of("CORES_ARE_FREE_OF_FRAMEWORKS", "dev.sluice.relay.channel.bad.UsesKafka"),
                Arguments.of("CORES_ARE_FREE_OF_FRAMEWORKS", "dev.sluice.relay.channel.bad.Connects"),
                Arguments.of("CORES_ARE_FREE_OF_NETTY", "dev.sluice.gateway.stream.bad.UsesAnEventLoop"),
                Arguments.of("CORES_ARE_FREE_OF_NETTY", "dev.sluice.gateway.access.bad.UsesABuffer"),
                Arguments.of("ONLY_THE_PUBLISHER_HAS_A_DATABASE", "dev.sluice.gateway.bad.HasADatabase"),
                Arguments.of("PACKAGES_HAVE_NO_CYCLES", "dev.sluice.gateway.bad.two.Two"),
                Arguments.of("NAMES_SAY_A_ROLE", "dev.sluice.gateway.bad.RouteManager"),
                Arguments.of("PACKAGES_ARE_FEATURES", "dev.sluice.gateway.util.Strings"));
    }

    @Test
    void everyRuleIsShownABreach() {
        Set<String> rules = Arrays.stream(ArchitectureRules.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .map(Field::getName)
                .collect(Collectors.toSet());
        assertThat(breaches().map(breach -> (String) breach.get()[0]).collect(Collectors.toSet()))
                .isEqualTo(rules);
    }

    @Test
    void theGatewaysStreamMayUseNettysBuffers() throws ReflectiveOperationException {
        assertThatThrownBy(() -> rule("CORES_ARE_FREE_OF_NETTY").check(BAD_CLASSES))
                .message()
                .doesNotContain("dev.sluice.gateway.stream.bad.UsesABuffer");
    }

    private static ArchRule rule(String name) throws ReflectiveOperationException {
        return (ArchRule) ArchitectureRules.class.getDeclaredField(name).get(null);
    }
}
