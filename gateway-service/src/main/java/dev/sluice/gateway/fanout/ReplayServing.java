package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.ReplaySource.Request;
import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Serves all who wait with what one poll has read; each record is encoded once. Confined to the reader's thread. */
final class ReplayServing {
    private static final class Chunk {
        private final Request request;
        private final List<Frame> frames = new ArrayList<>();
        private int credit;
        private long next = -1;

        Chunk(Request request) {
            this.request = request;
            this.credit = request.credit();
        }

        boolean wants(long offset) {
            return next < 0 && request.from() <= offset;
        }

        void release() {
            frames.forEach(Frame::release);
        }
    }

    private final List<Chunk> chunks;
    private final Map<String, List<Chunk>> byChannel = new HashMap<>();
    private final FrameEncoder encoder;

    ReplayServing(List<Request> requests, FrameEncoder encoder) {
        this.chunks = requests.stream().map(Chunk::new).toList();
        this.encoder = encoder;
        chunks.forEach(chunk -> byChannel
                .computeIfAbsent(chunk.request.channel(), _ -> new ArrayList<>())
                .add(chunk));
    }

    /**
     * Answers how many bytes it has given to all clients together.
     *
     * @param next the offset behind these records
     */
    long serve(List<ConsumerRecord<String, byte[]>> rows, long next) {
        try {
            for (ConsumerRecord<String, byte[]> row : rows) {
                EventRecords.read(row).ifPresent(this::serve);
            }
        } catch (RuntimeException broken) {
            for (Chunk chunk : chunks) {
                chunk.release();
                refuse(chunk.request);
            }
            throw broken;
        }
        long bytes = 0;
        for (Chunk chunk : chunks) {
            bytes += chunk.request.credit() - chunk.credit;
            answer(chunk, chunk.next < 0 ? next : chunk.next);
        }
        return bytes;
    }

    /** Tells who asks that the log cannot be read. */
    static void refuse(Request request) {
        answer(request, () -> request.asker().onUnreadable(request));
    }

    /** @return false = the loop has ended, and its streams with it */
    static boolean answer(Request request, Runnable answer) {
        try {
            request.loop().execute(answer);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private void serve(FeedRecord row) {
        List<Chunk> concerned = row.kind() == RecordKind.CLAIM ? chunks : byChannel.get(row.key());
        if (concerned == null) {
            return;
        }
        @Nullable Frame frame = null;
        for (Chunk chunk : concerned) {
            if (chunk.wants(row.offset())
                    && chunk.request.acceptance().read(row).isAccepted()) {
                frame = frame == null ? encoder.encode(chunk.request.channel(), row) : frame;
                chunk.frames.add(frame.retain(1));
                chunk.credit -= frame.bytes();
                if (chunk.credit <= 0) {
                    chunk.next = row.offset() + 1;
                }
            }
        }
        if (frame != null) {
            frame.release();
        }
    }

    private static void answer(Chunk chunk, long next) {
        Request request = chunk.request;
        if (!answer(request, () -> request.asker().onChunk(request, chunk.frames, next))) {
            chunk.release();
        }
    }
}
