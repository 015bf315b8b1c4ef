package dev.sluice.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    Path folder;

    @Test
    void theNewestLinesAreKeptWholeInAFewFiles() throws Exception {
        try (OutputStream log = new RotatingFile(file("log"), 100, 2)) {
            for (int line = 0; line < 100; line++) {
                log.write(("line " + line + "\n").getBytes(US_ASCII));
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder("log", "log.1", "log.2");
        }
        String kept = read("log.2") + read("log.1") + read("log");
        assertThat(kept).startsWith("line ").endsWith("line 98\nline 99\n");
        assertThat(kept.lines()).allMatch(line -> line.matches("line \\d+")).doesNotHaveDuplicates();
        assertThat(read("log.1").length()).isBetween(100, 108);
        assertThat(read("log.2").length()).isBetween(100, 108);
    }

    @Test
    void manyLinesThatAreWrittenAtOnceAreCutAtTheirEnds() throws Exception {
        try (OutputStream log = new RotatingFile(file("log"), 10, 3)) {
            log.write("one two three\nfour\nfive six\nseven\n".getBytes(US_ASCII));
        }

        assertThat(read("log.2")).isEqualTo("one two three\n");
        assertThat(read("log.1")).isEqualTo("four\nfive six\n");
        assertThat(read("log")).isEqualTo("seven\n");
    }

    @Test
    void oneLineWithoutEndIsBoundedToo() throws Exception {
        try (OutputStream log = new RotatingFile(file("log"), 10, 1)) {
            for (int i = 0; i < 1000; i++) {
                log.write("abc".getBytes(US_ASCII));
            }
        }

        assertThat(Files.size(file("log"))).isLessThanOrEqualTo(20);
        assertThat(Files.size(file("log.1"))).isEqualTo(20);
    }

    @Test
    void aFileThatIsThereIsGoneOnWith() throws Exception {
        Files.writeString(file("log"), "before\n");
        try (OutputStream log = new RotatingFile(file("log"), 10, 1)) {
            log.write("after\nlast\n".getBytes(US_ASCII));
        }

        assertThat(read("log.1")).isEqualTo("before\nafter\n");
        assertThat(read("log")).isEqualTo("last\n");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String read(String name) throws IOException {
        return Files.readString(file(name));
    }
}
