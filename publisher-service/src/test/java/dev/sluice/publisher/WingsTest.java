package dev.sluice.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The laws of the wings: which may use which, and where HTTP and JSON end. */
@AnalyzeClasses(packages = WingsTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class WingsTest {
    static final String BASE = "dev.sluice.publisher";

    private static final List<String> FROM_TOP_TO_BOTTOM = List.of(
            "ops",
            "oauth",
            "webhook",
            "deny",
            "usage",
            "developer",
            "api",
            "plan",
            "identity",
            "audit",
            "delivery",
            "secret",
            "web");

    private static final int MAX_TYPES = 25;

    private static final Pattern AT_THE_BORDER = Pattern.compile(".*(Resource|Body|Reader)|web\\..*");

    /** What knows of HTTP or JSON and should not. Take names out; none may come in. */
    private static final Set<String> STILL_KNOW_HTTP_OR_JSON = Set.of(
            "api.body.ApiAnswers",
            "api.registry.AccessControlFilter",
            "delivery.propagation.OutcomeAnswers",
            "delivery.propagation.RecordSizes",
            "identity.signin.Authentication",
            "identity.signin.RequestUser");

    /** What makes bodies and should return values. Take names out; none may come in. */
    private static final Set<String> STILL_MAKE_BODIES = Set.of(
            "api.body.ApiAnswers",
            "api.document.ApiExtensions",
            "api.registry.AccessControlFilter",
            "delivery.propagation.OutcomeAnswers",
            "delivery.propagation.RecordSizes",
            "identity.signin.Authentication");

    @ArchTest
    static final ArchRule A_WING_USES_THOSE_BELOW_IT_ONLY = CompositeArchRule.of(
                    IntStream.range(1, FROM_TOP_TO_BOTTOM.size())
                            .mapToObj(WingsTest::usesNoneAbove)
                            .toList())
            .as("A wing uses those below it only");

    private static ArchRule usesNoneAbove(int wing) {
        return noClasses()
                .that()
                .resideInAPackage(packagesOf(FROM_TOP_TO_BOTTOM.get(wing)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FROM_TOP_TO_BOTTOM.subList(0, wing).stream()
                        .map(WingsTest::packagesOf)
                        .toArray(String[]::new));
    }

    private static String packagesOf(String wing) {
        return BASE + '.' + wing + "..";
    }

    @ArchTest
    static void everyTypeIsInAWing(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(type -> nameOf(type).replaceFirst("\\..*", ""))
                        .filter(first -> !first.equals("package-info"))
                        .distinct())
                .isSubsetOf(FROM_TOP_TO_BOTTOM);
    }

    @ArchTest
    static void noPackageIsAboveItsSize(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_TYPES));
    }

    @ArchTest
    static void httpAndJsonEndAtTheBorder(JavaClasses classes) {
        assertThat(offBorder(
                        classes,
                        used -> used.getPackageName().startsWith("jakarta.ws.rs")
                                || used.getSimpleName().equals("JsonNode")))
                .containsExactlyInAnyOrderElementsOf(STILL_KNOW_HTTP_OR_JSON);
    }

    @ArchTest
    static void bodiesAreMadeAtTheBorder(JavaClasses classes) {
        assertThat(offBorder(
                        classes,
                        used -> used.getPackageName().startsWith(BASE)
                                && nameOf(used).endsWith("Body")))
                .containsExactlyInAnyOrderElementsOf(STILL_MAKE_BODIES);
    }

    /** Types that are not at the border and use some of these. */
    private static Set<String> offBorder(JavaClasses classes, Predicate<JavaClass> used) {
        return classes.stream()
                .filter(type -> !AT_THE_BORDER.matcher(nameOf(type)).matches())
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                used.test(dependency.getTargetClass().getBaseComponentType())))
                .map(WingsTest::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name of its outermost type, from the wing on. */
    private static String nameOf(JavaClass type) {
        return type.getName().substring(BASE.length() + 1).replaceFirst("\\$.*", "");
    }
}
