package dev.sluice.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.authenticator.SaslClientCallbackHandler;
import org.jboss.logging.Logger;

/**
 * The password of a login, from a file that is read for each connection, so that another password needs no restart. While the
 * file cannot be read the last password stays. Made by Kafka's clients from {@code sasl.client.callback.handler.class}.
 */
public final class PasswordFileHandler implements AuthenticateCallbackHandler {
    /** The option of the login module that names the file. */
    static final String OPTION = "passwordFile";

    private static final Logger LOG = Logger.getLogger(PasswordFileHandler.class);

    private final AuthenticateCallbackHandler others = new SaslClientCallbackHandler();
    private String file = "";
    private volatile String last = "";

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> logins) {
        others.configure(configs, mechanism, logins);
        file = String.valueOf(logins.getFirst().getOptions().get(OPTION));
        try {
            last = KafkaSecurity.readPassword(file);
        } catch (IllegalArgumentException unreadable) {
            LOG.warnf("the login at Kafka has no password yet: reason=%s", unreadable.getMessage());
        }
    }

    /** @throws IOException when the file could not be read since this was made */
    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        List<Callback> rest = new ArrayList<>();
        for (Callback callback : callbacks) {
            if (callback instanceof PasswordCallback password) {
                password.setPassword(password().toCharArray());
            } else {
                rest.add(callback);
            }
        }
        others.handle(rest.toArray(Callback[]::new));
    }

    private String password() throws IOException {
        try {
            last = KafkaSecurity.readPassword(file);
        } catch (IllegalArgumentException unreadable) {
            if (last.isEmpty()) {
                throw new IOException("there is no password yet: " + unreadable.getMessage(), unreadable);
            }
            LOG.warnf("the login at Kafka keeps the old password: reason=%s", unreadable.getMessage());
        }
        return last;
    }

    @Override
    public void close() {
        others.close();
    }
}
