package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.identity.user.Account;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * Who signs in from another machine with the password that the installation was set up with changes it before anything else:
 * it stands in files, and is the same wherever they were copied to.
 */
public final class InitialPassword {
    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded");

    private InitialPassword() {}

    public static boolean mustBeChanged(Account account, HttpServerRequest request) {
        boolean isForwarded = FORWARDED.stream().anyMatch(request.headers()::contains);
        return mustBeChanged(account, request.remoteAddress().hostAddress(), isForwarded);
    }

    /**
     * Returns whether a session may do nothing else.
     *
     * @param address of the remote end
     * @param isForwarded whether that is a proxy, which says so and may be this machine
     */
    static boolean mustBeChanged(Account account, String address, boolean isForwarded) {
        return account.hasInitialPassword() && (isForwarded || !isThisMachine(address));
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
