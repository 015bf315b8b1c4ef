package dev.sluice.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.embedded.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    /** So long a byte that does not come is waited for. */
    private static final int A_WHILE_MILLIS = 300;

    private static final int PATIENCE_MILLIS = 5_000;

    /** One connection, seen from both ends. */
    private record Pair(Socket client, Socket server) {}

    private final List<Socket> opened = new ArrayList<>();
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
        proxy = FaultProxy.to(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
        for (Socket socket : opened) {
            socket.close();
        }
    }

    @Test
    void bytesGoBothWaysAndEachWayEndsByItself() throws IOException {
        Pair pair = pair();

        send(pair.client(), "question");
        pair.client().shutdownOutput();

        assertThat(new String(pair.server().getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("question");
        send(pair.server(), "answer");
        assertReads(pair.client(), "answer");
    }

    @Test
    void whatIsDelayedComesLateAndInOrder() throws IOException {
        // Given
        Pair pair = pair();
        proxy.delay(() -> 3 * A_WHILE_MILLIS);

        // When
        send(pair.client(), "one");
        send(pair.client(), "two");

        // Then
        assertReadsNothing(pair.server());
        assertReads(pair.server(), "onetwo");
    }

    @Test
    void oneWayIsHeldWhileTheOtherPassesAndWhatWasHeldComesInOrder() throws IOException {
        // Given
        Pair pair = pair();
        proxy.hold(Direction.TO_CLIENT);

        // When
        send(pair.server(), "one");
        send(pair.server(), "two");
        send(pair.client(), "up");

        // Then
        assertReads(pair.server(), "up");
        assertReadsNothing(pair.client());
        proxy.mend();
        assertReads(pair.client(), "onetwo");
    }

    @Test
    void theEndOfAConnectionIsHeldToo() throws IOException {
        // Given
        Pair pair = pair();
        proxy.hold();

        // When
        pair.server().close();

        // Then
        assertReadsNothing(pair.client());
        proxy.mend();
        assertThat(pair.client().getInputStream().read()).isNegative();
    }

    @Test
    void aConnectionThatIsBegunWhileAllIsHeldIsServedAfterwards() throws IOException {
        // Given
        proxy.hold();

        // When
        Pair pair = pair();
        send(pair.client(), "late");

        // Then
        assertReadsNothing(pair.server());
        proxy.mend();
        assertReads(pair.server(), "late");
    }

    @Test
    void newConnectionsAreRefusedWhileOpenOnesGoOn() throws IOException {
        // Given
        Pair pair = pair();

        // When
        proxy.refuse();

        // Then
        Socket refused = connect();
        assertThatThrownBy(() -> refused.getInputStream().read()).isExactlyInstanceOf(SocketException.class);
        send(pair.client(), "on");
        assertReads(pair.server(), "on");
    }

    @Test
    void bothEndsSeeAReset() throws IOException {
        // Given
        Pair pair = pair();
        send(pair.client(), "there");
        assertReads(pair.server(), "there");

        // When
        proxy.reset();

        // Then
        assertThatThrownBy(() -> pair.client().getInputStream().read()).isExactlyInstanceOf(SocketException.class);
        assertThatThrownBy(() -> pair.server().getInputStream().read()).isExactlyInstanceOf(SocketException.class);
    }

    private Pair pair() throws IOException {
        Socket client = connect();
        Socket accepted = server.accept();
        accepted.setSoTimeout(PATIENCE_MILLIS);
        opened.add(accepted);
        return new Pair(client, accepted);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(PATIENCE_MILLIS);
        opened.add(client);
        return client;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static void assertReads(Socket socket, String text) throws IOException {
        assertThat(new String(socket.getInputStream().readNBytes(text.length()), US_ASCII))
                .isEqualTo(text);
    }

    private static void assertReadsNothing(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }
}
