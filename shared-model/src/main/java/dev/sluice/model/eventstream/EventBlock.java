package dev.sluice.model.eventstream;

import org.jspecify.annotations.Nullable;

/** The block being read, used again for every block of a stream, and the id that is in force after it. */
final class EventBlock {
    private static final byte[] LINE_FEED = {'\n'};
    private static final String DEFAULT_TYPE = "message";

    private final BoundedBytes data;
    private final BoundedBytes type;
    private BoundedBytes id;
    private BoundedBytes idBeingRead;
    private boolean hasData;
    private boolean hasId;
    private String lastEventId;
    private String lastType = DEFAULT_TYPE;

    EventBlock(EventStreamLimits limits, String lastEventId) {
        this.data = new BoundedBytes(limits.maxEventBytes());
        this.type = new BoundedBytes(limits.maxTypeBytes());
        this.id = new BoundedBytes(limits.maxIdBytes());
        this.idBeingRead = new BoundedBytes(limits.maxIdBytes());
        this.lastEventId = lastEventId;
    }

    String lastEventId() {
        return lastEventId;
    }

    void beginData() {
        if (hasData) {
            data.append(LINE_FEED, 0, 1);
        }
        hasData = true;
    }

    void appendData(byte[] bytes, int from, int length) {
        data.append(bytes, from, length);
    }

    void beginType() {
        type.clear();
    }

    void appendType(byte[] bytes, int from, int length) {
        type.append(bytes, from, length);
    }

    void beginId() {
        idBeingRead.clear();
    }

    void appendId(byte[] bytes, int from, int length) {
        idBeingRead.append(bytes, from, length);
    }

    /** Only now is it known whether the id is one: a NUL or too many bytes leave the block with the id it had. */
    void endId() {
        if (idBeingRead.isOverflown() || idBeingRead.contains((byte) 0)) {
            return;
        }
        BoundedBytes replaced = id;
        id = idBeingRead;
        idBeingRead = replaced;
        hasId = true;
    }

    /** The blank line: passes the block on and begins the next. */
    void dispatch(EventStreamSink sink) {
        String ownId = hasId ? id.decoded() : null;
        if (ownId != null) {
            lastEventId = ownId;
        }
        if (hasData) {
            tellEvent(sink, ownId);
        } else if (ownId != null) {
            sink.onId(ownId);
        }
        discard();
    }

    void discard() {
        data.clear();
        type.clear();
        id.clear();
        idBeingRead.clear();
        hasData = false;
        hasId = false;
    }

    private void tellEvent(EventStreamSink sink, @Nullable String ownId) {
        if (type.isOverflown()) {
            sink.onOversize(null, data.offered(), ownId, lastEventId);
        } else if (data.isOverflown()) {
            sink.onOversize(type(), data.offered(), ownId, lastEventId);
        } else {
            sink.onEvent(type(), data.copy(), ownId, lastEventId);
        }
    }

    /** Mostly the type of the event before, then without a new string. */
    private String type() {
        if (type.offered() == 0) {
            return DEFAULT_TYPE;
        }
        if (!type.isAscii(lastType)) {
            lastType = type.decoded();
        }
        return lastType;
    }
}
