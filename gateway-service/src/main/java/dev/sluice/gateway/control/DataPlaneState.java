package dev.sluice.gateway.control;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The data plane's state, for readiness and the node's record. For any thread. */
@Singleton
public class DataPlaneState {
    private volatile @Nullable Bound bound;

    /**
     * The data plane takes connections.
     *
     * @param address host and port as others reach it
     * @param connections how many streams are open now; asked from any thread
     */
    public void onBound(String address, IntSupplier connections) {
        bound = new Bound(address, connections);
    }

    public boolean isBound() {
        return bound != null;
    }

    Optional<String> address() {
        return Optional.ofNullable(bound).map(Bound::address);
    }

    int connections() {
        Bound now = bound;
        return now == null ? 0 : now.connections().getAsInt();
    }

    private record Bound(String address, IntSupplier connections) {}
}
