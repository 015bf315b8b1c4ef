package dev.sluice.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;

/** What a disk can do to the log of a broker. */
public final class DamagedDisk {
    private static final String FIRST_SEGMENT = "00000000000000000000.log";

    private DamagedDisk() {}

    /**
     * Alters the newest record of a partition's first segment that has this text; its checksum stays as it was.
     *
     * @param broker the directory of its logs
     * @param from in Latin-1, as is {@code to}, which is as long
     * @throws IllegalArgumentException when no record has it, as when the batches are compressed
     */
    public static void alter(Path broker, TopicPartition partition, String from, String to) throws IOException {
        Path segment = broker.resolve(partition.toString()).resolve(FIRST_SEGMENT);
        int at = Files.readString(segment, ISO_8859_1).lastIndexOf(from);
        if (at < 0 || from.length() != to.length()) {
            throw new IllegalArgumentException("cannot write " + to + " over " + from + " in " + segment);
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(at);
            file.write(to.getBytes(ISO_8859_1));
        }
    }
}
