package dev.sluice.acceptance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** The portal's pages in a browser: each test of {@code src/test/portal} is shown as one of this class. */
@EnabledIf(
        value = "dev.sluice.acceptance.Playwright#isHere",
        disabledReason = "the portal's pages need Chromium, and Node.js 20 or newer with npm: "
                + "apt-get install chromium nodejs npm")
class PortalIT {
    @TestFactory
    Stream<DynamicTest> pages() {
        return Playwright.resultsOn(LocalSystem.shared()).stream()
                .map(result -> DynamicTest.dynamicTest(result.name(), result::require));
    }
}
