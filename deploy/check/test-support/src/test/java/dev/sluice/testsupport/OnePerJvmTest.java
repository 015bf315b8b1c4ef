package dev.sluice.testsupport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OnePerJvmTest {
    @Test
    void whyAServerDoesNotStartIsSaidToTheFirstWhoAsksAndToTheNext() {
        for (int asked = 1; asked <= 2; asked++) {
            assertThatThrownBy(() -> OnePerJvm.ask(Broken.class, "answer", String.class))
                    .as("asked %d", asked)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no engine answers");
        }
    }

    private static final class Broken {
        private static final String ANSWER = find();

        private Broken() {}

        static String answer() {
            return ANSWER;
        }

        private static String find() {
            throw new IllegalStateException("no engine answers");
        }
    }
}
