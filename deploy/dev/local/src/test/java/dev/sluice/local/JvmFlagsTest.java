package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    /** Uses up its memory on a thread that no other waits for, and would go on without it. */
    static final class Exhausted {
        private Exhausted() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.ofPlatform().start(() -> {
                List<byte[]> held = new ArrayList<>();
                while (true) {
                    held.add(new byte[1 << 20]);
                }
            });
            Thread.ofPlatform().start(() -> {}).join();
        }
    }

    @Test
    void aServiceThatRunsOutOfMemoryEnds() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.small("32m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Exhausted.class.getName()));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(printed).isEqualTo(3);
        assertThat(printed).contains("OutOfMemoryError");
    }
}
