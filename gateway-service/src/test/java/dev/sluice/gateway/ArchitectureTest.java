package dev.sluice.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.sluice.testsupport.ArchitectureRules;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@AnalyzeClasses(packages = ArchitectureTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String BASE = "dev.sluice.gateway";

    private static final List<String> FROM_TOP_TO_BOTTOM = List.of(
            "ops",
            "server",
            "subscribe",
            "delivery",
            "protocol",
            "fanout",
            "control",
            "usage",
            "access",
            "route",
            "request",
            "stream",
            "quotalog",
            "quota");

    private static final int MAX_TYPES = 25;
    /** Above that size as the law came. Take it out; nothing may come in. */
    private static final String STILL_TOO_LARGE = BASE + ".stream";

    @ArchTest
    static final ArchTests LAWS = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule A_PACKAGE_USES_THOSE_BELOW_IT_ONLY = CompositeArchRule.of(
                    IntStream.range(1, FROM_TOP_TO_BOTTOM.size())
                            .mapToObj(ArchitectureTest::usesNoneAbove)
                            .toList())
            .as("A package uses those below it only");

    private static ArchRule usesNoneAbove(int floor) {
        return noClasses()
                .that()
                .resideInAPackage(packagesOf(FROM_TOP_TO_BOTTOM.get(floor)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FROM_TOP_TO_BOTTOM.subList(0, floor).stream()
                        .map(ArchitectureTest::packagesOf)
                        .toArray(String[]::new));
    }

    private static String packagesOf(String name) {
        return BASE + '.' + name + "..";
    }

    @ArchTest
    static void everyPackageHasItsPlace(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(type -> type.getPackageName()
                                .substring(BASE.length() + 1)
                                .replaceFirst("\\..*", ""))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(FROM_TOP_TO_BOTTOM);
    }

    @ArchTest
    static void noPackageIsAboveItsSize(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        types.remove(STILL_TOO_LARGE);
        assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_TYPES));
    }
}
