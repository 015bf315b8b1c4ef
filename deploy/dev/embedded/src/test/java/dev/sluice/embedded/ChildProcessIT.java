package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildProcessIT {
    /** A JVM that starts a child from a thread which ends at once, prints its pid, and then waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Thread starter = Thread.ofVirtual().start(() -> {
                try {
                    System.out.println(ChildProcess.start("TERM", new ProcessBuilder("sleep", "600"))
                            .pid());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            starter.join();
            System.in.read();
        }
    }

    @Test
    void aChildOutlivesTheThreadThatAskedForItAndDiesWithTheKilledJvm() throws Exception {
        // Given
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = parent.inputReader();
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        // When
        parent.destroyForcibly().waitFor();

        // Then
        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }
}
