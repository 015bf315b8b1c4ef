package dev.sluice.local.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks ports before anything is started on them. */
public final class BusyPorts {
    private final PortOwners owners;

    public BusyPorts(PortOwners owners) {
        this.owners = owners;
    }

    /**
     * One line for each port that cannot be bound on loopback, naming the port, what it is wanted for, and its owner.
     *
     * @param wanted port to what it is for
     */
    public List<String> among(Map<Integer, String> wanted) {
        List<String> busy = new ArrayList<>();
        wanted.forEach((port, purpose) -> {
            if (!isFree(port)) {
                String owner =
                        owners.ownerOf(port).map(PortOwner::toString).orElse("a process that this user cannot see");
                busy.add("port " + port + " (for " + purpose + ") is in use by " + owner);
            }
        });
        return busy;
    }

    private static boolean isFree(int port) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true); // as the services do: connections of the last run may linger
            trial.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
