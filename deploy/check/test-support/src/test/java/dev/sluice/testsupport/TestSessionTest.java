package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

class TestSessionTest {
    @Test
    void aServiceThatStartsInASessionDoesNotFindTheTestsSettings() throws Exception {
        // Given
        System.setProperty("sluice.it", "embedded");
        try (URLClassLoader fresh = OtherClassLoader.open()) {
            Class<?> listeners = fresh.loadClass(LauncherSessionListener.class.getName());
            Class<?> session = fresh.loadClass(LauncherSession.class.getName());
            Object found = ServiceLoader.load(listeners, fresh).stream()
                    .filter(provider -> provider.type().getName().equals(TestSession.class.getName()))
                    .findAny()
                    .orElseThrow()
                    .get();

            // When
            listeners.getMethod("launcherSessionOpened", session).invoke(found, (Object) null);

            // Then
            assertThat(System.getProperty("sluice.it")).isNull();
        } finally {
            System.clearProperty("sluice.it");
        }
    }
}
