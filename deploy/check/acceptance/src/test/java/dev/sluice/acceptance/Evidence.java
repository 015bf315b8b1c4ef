package dev.sluice.acceptance;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.testsupport.history.FeedHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a test that failed leaves: the accepted records of each feed, {@code feed-0.tsv}, and what each client was
 * sent, {@code client-0.tsv}. The fields of a line are separated by tabs, the data is the last.
 */
final class Evidence {
    private static final Path ALL = Path.of("target", "histories").toAbsolutePath();

    private Evidence() {}

    /** Returns the folder; what a test of this name left there before is written over. */
    static Path keep(String what, Map<Integer, FeedHistory> feeds, List<ResumingClient> clients) {
        Path folder = ALL.resolve(what.replace(' ', '-'));
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Integer, FeedHistory> feed : feeds.entrySet()) {
                Files.write(
                        folder.resolve("feed-" + feed.getKey() + ".tsv"),
                        feed.getValue().accepted().stream().map(Evidence::line).toList());
            }
            for (int i = 0; i < clients.size(); i++) {
                Files.write(
                        folder.resolve("client-" + i + ".tsv"),
                        clients.get(i).received().stream().map(Evidence::line).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static String line(FeedRecord record) {
        return record.offset() + "\t" + record.epoch() + '\t' + record.kind() + '\t' + record.key() + '\t'
                + record.generation() + '\t' + record.sequence() + '\t'
                + new String(record.data(), StandardCharsets.UTF_8);
    }

    private static String line(Stream.Event event) {
        return event.id() + '\t' + event.type() + '\t' + event.data();
    }
}
