package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.identity.user.Account;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;

/**
 * Who signs in from another machine with the password that the installation was set up with changes it before anything else:
 * it stands in files, and is the same wherever they were copied to.
 */
public final class InitialPassword {
    private InitialPassword() {}

    public static boolean mustBeChanged(Account account, HttpServerRequest request) {
        return mustBeChanged(account, request.remoteAddress().hostAddress());
    }

    /** @param address of the remote end */
    static boolean mustBeChanged(Account account, String address) {
        return account.hasInitialPassword() && !isThisMachine(address);
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
