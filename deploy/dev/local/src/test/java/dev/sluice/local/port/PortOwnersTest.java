package dev.sluice.local.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortOwnersTest {
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    @Test
    void theOwnerOfAListeningPortIsFoundWithPidAndCommand() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortOwner owner = new PortOwners().ownerOf(socket.getLocalPort()).orElseThrow();

            assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(owner.command()).contains("java");
        }
    }

    @Test
    void aFreePortHasNoOwner() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(new PortOwners().ownerOf(port)).isEmpty();
    }

    @Test
    void aBusyPortIsToldWithItsPurposeAndItsOwnerAndAFreeOneIsNot() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket released = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int busy = socket.getLocalPort();
            int free = released.getLocalPort();
            released.close();

            List<String> lines = new BusyPorts(new PortOwners()).among(Map.of(busy, "kafka", free, "postgres"));

            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("port " + busy + " (for kafka) is in use by pid "
                            + ProcessHandle.current().pid() + " (");
        }
    }

    @Test
    void theKernelsTableIsReadByLocalPortInHexadecimal() {
        List<String> table = List.of(
                HEADING,
                "   0: 0100007F:24E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0",
                "   1: 0100007F:1F90 0100007F:24E8 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 100 0",
                "   2: 0100007F:24E8 0100007F:1F90 06 00000000:00000000 00:00000000 00000000     0        0 0 1 0 100 0");

        assertThat(ProcNetTcp.inodesOf(9448, table)).containsExactly("4711");
        assertThat(ProcNetTcp.inodesOf(8080, table)).containsExactly("4712");
    }
}
