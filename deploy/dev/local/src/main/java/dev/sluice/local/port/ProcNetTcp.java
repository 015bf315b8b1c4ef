package dev.sluice.local.port;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of {@code /proc/net/tcp} and {@code tcp6}. */
final class ProcNetTcp {
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private ProcNetTcp() {}

    /** The inodes of all sockets bound to the local port; sockets without a process (inode 0) are left out. */
    static Set<String> inodesOf(int port, List<String> lines) {
        String suffix = ":%04X".formatted(port);
        return lines.stream()
                .skip(1) // the heading
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > INODE
                        && columns[LOCAL_ADDRESS].endsWith(suffix)
                        && !columns[INODE].equals("0"))
                .map(columns -> columns[INODE])
                .collect(Collectors.toSet());
    }
}
