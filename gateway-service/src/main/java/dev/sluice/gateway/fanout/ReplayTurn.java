package dev.sluice.gateway.fanout;

import dev.sluice.gateway.fanout.ReadWindow.Entry;
import dev.sluice.gateway.fanout.ReadWindow.Run;
import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameBlocks;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ReplaySource;
import dev.sluice.gateway.stream.ReplaySource.Request;
import dev.sluice.model.event.FeedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * One turn of a reader with one feed: the requests that it serves together, each record encoded once for all of them. Every
 * request is answered exactly once, or handed back. Confined to the reader's thread.
 */
final class ReplayTurn implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReplayTurn.class);

    /** What one client gets. */
    private static final class Chunk {
        private final Request request;
        private final List<Frame> frames = new ArrayList<>();
        private int credit;
        private long next;

        Chunk(Request request) {
            this.request = request;
            this.credit = request.credit();
            this.next = request.from();
        }

        boolean isFull() {
            return credit <= 0;
        }

        boolean hasMoved() {
            return next > request.from();
        }

        void release() {
            frames.forEach(Frame::release);
        }
    }

    private final List<Chunk> chunks;
    /** Of those that get no chunk. */
    private final List<Runnable> otherAnswers = new ArrayList<>();

    private final ReadWindow window;
    private final FrameEncoder encoder;
    private final FrameBlocks blocks;

    ReplayTurn(List<Request> requests, ReadWindow window, FrameEncoder encoder) {
        this.chunks = new ArrayList<>(requests.stream().map(Chunk::new).toList());
        this.window = window;
        this.encoder = encoder;
        this.blocks =
                encoder.blocks(0, requests.stream().mapToInt(Request::credit).sum(), 1);
    }

    /** Gives each client what the window has for it. */
    void serve() {
        chunks.forEach(this::serve);
    }

    /** Returns the first offset that some client still waits for; -1 = all have what they asked for. */
    long hindmost() {
        long hindmost = -1;
        for (Chunk chunk : chunks) {
            if (!chunk.isFull() && (hindmost < 0 || chunk.next < hindmost)) {
                hindmost = chunk.next;
            }
        }
        return hindmost;
    }

    /** Returns whether a client can be answered, which is not to wait for Kafka because of others. */
    boolean hasAnswers() {
        return !otherAnswers.isEmpty() || chunks.stream().anyMatch(Chunk::hasMoved);
    }

    /** Notifies the clients whose place the log no longer holds. */
    void cutOutside(long logStart, long logEnd) {
        answerIf(chunk -> chunk.next < logStart, cut -> cut.requester().onCut(cut, logStart));
        answerIf(chunk -> chunk.next > logEnd, ReplayTurn::refuse);
    }

    /** Notifies the clients that wait for this offset, and have nothing that comes before it, that it cannot be read. */
    void refuseAt(long offset) {
        answerIf(chunk -> chunk.next == offset, ReplayTurn::refuse);
    }

    /** Notifies all clients that have nothing that the log cannot be read. */
    void refuseAll() {
        answerIf(_ -> true, ReplayTurn::refuse);
    }

    /**
     * Answers all clients that have come farther, be it without an event for them, and those that cannot.
     *
     * @return how many bytes they were given together
     */
    long answer() {
        blocks.close(); // it may move the bytes of a block's frames: not under the eyes of an event loop
        otherAnswers.forEach(Runnable::run);
        long bytes = 0;
        for (Chunk chunk : chunks) {
            if (chunk.hasMoved()) {
                bytes += chunk.request.credit() - chunk.credit;
                answer(chunk);
            }
        }
        return bytes;
    }

    /** Returns the requests that have come no farther, which are still to be answered. */
    List<Request> unanswered() {
        return chunks.stream()
                .filter(chunk -> !chunk.hasMoved())
                .map(chunk -> chunk.request)
                .toList();
    }

    /** Is given each client that has come farther, and the offset from which it will ask again. */
    interface Places {
        void add(ReplaySource.Requester client, long next);
    }

    void forEachPlace(Places places) {
        for (Chunk chunk : chunks) {
            if (chunk.hasMoved()) {
                places.add(chunk.request.requester(), chunk.next);
            }
        }
    }

    @Override
    public void close() {
        blocks.close();
    }

    private void answerIf(Predicate<Chunk> which, Consumer<Request> answer) {
        chunks.removeIf(chunk -> {
            boolean answered = !chunk.hasMoved() && which.test(chunk);
            if (answered) {
                Request request = chunk.request;
                otherAnswers.add(() -> answer(request, () -> answer.accept(request)));
            }
            return answered;
        });
    }

    private static void refuse(Request request) {
        request.requester().onUnreadable(request);
    }

    private void serve(Chunk chunk) {
        while (!chunk.isFull()) {
            Run run = window.runAt(chunk.next);
            if (run == null) {
                return;
            }
            FeedRecord claim = run.claim();
            if (claim != null) {
                chunk.request.acceptance().read(claim);
            } else {
                serve(chunk, run.entries(chunk.request.channel()));
            }
            if (!chunk.isFull()) {
                chunk.next = run.next();
            }
        }
    }

    private void serve(Chunk chunk, List<Entry> entries) {
        for (int i = firstFrom(entries, chunk.next); i < entries.size() && !chunk.isFull(); i++) {
            Entry entry = entries.get(i);
            FeedRecord row = entry.row();
            if (chunk.request.acceptance().read(row).isAccepted()) {
                give(chunk, entry);
                if (chunk.isFull()) {
                    chunk.next = row.offset() + 1;
                }
            }
        }
    }

    /** A record that cannot be encoded is left out; the client gets a gap event for it, as for any other. */
    private void give(Chunk chunk, Entry entry) {
        try {
            Frame frame = entry.frame(chunk.request.channel(), encoder, blocks);
            chunk.frames.add(frame);
            chunk.credit -= frame.bytes();
        } catch (RuntimeException broken) {
            LOG.errorf(
                    broken,
                    "a record is left out of a replay: channel=%s offset=%d",
                    entry.row().key(),
                    entry.row().offset());
        }
    }

    /** Returns the index of the first entry at or after this offset. */
    private static int firstFrom(List<Entry> entries, long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).row().offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void answer(Chunk chunk) {
        Request request = chunk.request;
        if (!answer(request, () -> request.requester().onChunk(request, chunk.frames, chunk.next))) {
            chunk.release();
        }
    }

    /** Returns whether the client's event loop takes it; a loop that has ended has ended its streams, too. */
    private static boolean answer(Request request, Runnable answer) {
        try {
            request.loop().execute(answer);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }
}
