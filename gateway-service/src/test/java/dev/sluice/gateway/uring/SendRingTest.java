package dev.sluice.gateway.uring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the kernel that runs the test, and its sockets. */
class SendRingTest {
    private static final int ENTRIES = 8;
    private static final int CONNECTION_IS_GONE = -104;

    /** A connection of which the ring writes one end. */
    private record Connection(Socket ours, java.net.Socket theirs) {
        String read(int bytes) throws IOException {
            return new String(theirs.getInputStream().readNBytes(bytes), US_ASCII);
        }
    }

    private final Arena memory = Arena.ofConfined();
    private final List<Connection> connections = new ArrayList<>();
    private SendRing ring;

    @BeforeAll
    static void loadSockets() {
        assertThat(io.netty.channel.epoll.Epoll.isAvailable()).isTrue();
    }

    @BeforeEach
    void open() throws IOException {
        try {
            ring = SendRing.open(ENTRIES);
        } catch (IOException refused) {
            abort("this system has no ring for us: " + refused.getMessage());
        }
        for (int i = 0; i < ENTRIES; i++) {
            connections.add(connect());
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Connection connection : connections) {
            connection.ours().close();
            connection.theirs().close();
        }
        memory.close();
        ring.close();
    }

    @Test
    void eachSocketGetsItsBytesInTheirOrder() throws IOException {
        int turns = 5;
        for (int turn = 0; turn < turns; turn++) {
            int due = 1 + turn; // so that a turn begins anywhere in the ring
            for (int i = 0; i < due; i++) {
                add(connections.get(i), turn + "." + i + ";");
            }
            assertThat(ring.size()).isEqualTo(due);

            ring.submit();

            assertThat(ring.size()).isZero();
            for (int i = 0; i < due; i++) {
                assertThat(ring.result(i)).isEqualTo(4);
            }
        }
        assertThat(connections.get(0).read(20)).isEqualTo("0.0;1.0;2.0;3.0;4.0;");
        assertThat(connections.get(2).read(12)).isEqualTo("2.2;3.2;4.2;");
    }

    @Test
    void itIsFullAtItsSize() throws IOException {
        for (Connection connection : connections) {
            assertThat(ring.isFull()).isFalse();
            add(connection, "all");
        }
        assertThat(ring.isFull()).isTrue();

        ring.submit();

        assertThat(ring.isFull()).isFalse();
        for (Connection connection : connections) {
            assertThat(connection.read(3)).isEqualTo("all");
        }
    }

    @Test
    void whatASocketDoesNotTakeIsCountedAndHoldsUpNoOther() throws IOException {
        String much = "x".repeat(64 * 1024);
        long taken = 0;
        int answer;
        do {
            add(connections.get(0), much);
            add(connections.get(1), "next");
            ring.submit();
            answer = ring.result(0);
            taken += Math.max(0, answer);
            assertThat(ring.result(1)).isEqualTo(4);
            assertThat(connections.get(1).read(4)).isEqualTo("next");
        } while (answer > 0);

        assertThat(answer).isEqualTo(SendRing.EAGAIN);
        assertThat(connections.get(0).read((int) taken)).isEqualTo("x".repeat((int) taken));
    }

    @Test
    void aBrokenConnectionIsToldAsItsErrorAndHoldsUpNoOther() throws IOException {
        connections.get(0).theirs().setSoLinger(true, 0); // closes with a reset
        connections.get(0).theirs().close();

        add(connections.get(0), "lost");
        add(connections.get(1), "kept");
        ring.submit();

        assertThat(ring.result(0)).isEqualTo(CONNECTION_IS_GONE);
        assertThat(connections.get(1).read(4)).isEqualTo("kept");
        assertThat(ring.isUsable()).isTrue();
    }

    @Test
    void whatTheKernelDoesNotBeginIsNotSent() throws IOException {
        ring.close();
        add(connections.get(0), "a");
        add(connections.get(1), "b");

        ring.submit();

        assertThat(ring.result(0)).isEqualTo(SendRing.EAGAIN);
        assertThat(ring.result(1)).isEqualTo(SendRing.EAGAIN);
        assertThat(ring.isUsable()).isFalse();
        assertThat(connections.get(0).theirs().getInputStream().available()).isZero();
    }

    @Test
    void aRingThatTheSystemRefusesSaysWhy() {
        assertThatThrownBy(() -> SendRing.open(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("errno 22");
    }

    private void add(Connection connection, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        MemorySegment copied = memory.allocate(bytes.length);
        copied.copyFrom(MemorySegment.ofArray(bytes));
        ring.add(connection.ours().intValue(), copied.address(), bytes.length);
    }

    private static Connection connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket ours = Socket.newSocketStream();
            ours.setSendBufferSize(32 * 1024);
            ours.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            java.net.Socket theirs = server.accept();
            return new Connection(ours, theirs);
        }
    }
}
