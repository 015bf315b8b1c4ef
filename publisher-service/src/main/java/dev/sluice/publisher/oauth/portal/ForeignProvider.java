package dev.sluice.publisher.oauth.portal;

import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.identity.user.ArrivalResult;
import dev.sluice.publisher.identity.user.ProviderAccounts;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The provider that the installation has in the place of our own, if it has one. Nothing is asked of it at the start, and a
 * provider that is away keeps only those who want to sign in waiting.
 */
@Singleton
class ForeignProvider {
    static final String TLS = "sign-in-provider";
    private static final String PREFIX = "sluice.publisher.sign-in.provider.";

    private final ProviderConfig config;
    private final ProviderAccounts accounts;
    private final OutboundPolicy policy;
    private final ClaimedRoles roles;
    private final String secret;

    ForeignProvider(ProviderConfig config, ProviderAccounts accounts, OutboundConfig outbound) {
        this.config = config;
        this.accounts = accounts;
        this.policy = OutboundPolicy.of(
                outbound.allowPrivate() || config.allowPrivate(),
                outbound.allow().orElse(List.of()));
        this.roles = new ClaimedRoles(config.rolesClaim(), config.roles().orElse(List.of()));
        this.secret = config.clientSecretFile().map(ForeignProvider::read).orElse("");
        config.issuerUrl().ifPresent(url -> check(url, config));
    }

    private static void check(String url, ProviderConfig config) {
        URI uri = URI.create(url);
        boolean isSecure = "https".equals(uri.getScheme());
        if (uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(isSecure || (config.allowPrivate() && "http".equals(uri.getScheme())))) {
            throw new IllegalStateException(PREFIX + "issuer-url: '" + url
                    + "' is no URL as https://id.example.org/realms/sluice (http:// with allow-private alone)");
        }
        if (config.clientId().isEmpty() || config.clientSecretFile().isEmpty()) {
            throw new IllegalStateException(
                    PREFIX + "issuer-url needs " + PREFIX + "client-id and " + PREFIX + "client-secret-file");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException(PREFIX + "client-secret-file " + file + " cannot be read", unreadable);
        }
    }

    /** Makes a wrong setting known at the start, not at the first sign-in. */
    void start(@Observes StartupEvent start, TlsConfigurationRegistry registry) {
        config.trustFile().ifPresent(file -> registry.register(TLS, new Trust(file)));
    }

    /** Trusts the authorities of a PEM file alone. */
    private static final class Trust extends BaseTlsConfiguration {
        private final Path file;

        Trust(Path file) {
            this.file = file;
        }

        @Override
        public String getName() {
            return TLS;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return new PemTrustOptions().addCertPath(file.toString());
        }

        @Override
        public @Nullable KeyStore getTrustStore() {
            return null;
        }
    }

    boolean isThere() {
        return config.issuerUrl().isPresent();
    }

    ProviderConfig config() {
        return config;
    }

    String secret() {
        return secret;
    }

    /** Why it is not to be connected to; empty = it may be. Asks the resolver. */
    Optional<String> fault() {
        if (!isThere()) {
            return Optional.empty();
        }
        String host = URI.create(config.issuerUrl().orElseThrow()).getHost();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!policy.allows(host, address)) {
                    return Optional.of("The sign-in provider is at an address that this installation does not allow: "
                            + PREFIX + "allow-private says that it may be on a private network.");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of("The name of the sign-in provider is not known at this moment. Try again later.");
        }
    }

    /**
     * The account of whose ID token this is.
     *
     * @param claims that have been verified
     * @throws SignInRefusedException it has none
     */
    Account accountOf(JsonObject claims) {
        String name = claims.getValue(config.userNameClaim()) instanceof String text ? text : "";
        if (!(claims.getValue("sub") instanceof String subject) || subject.isBlank()) {
            throw new SignInRefusedException("The sign-in provider does not say who you are: its ID token has no sub.");
        }
        return switch (accounts.arrive(claims.getString("iss") + '|' + subject, name, roles.in(claims))) {
            case ArrivalResult.Welcome(var account) -> account;
            case ArrivalResult.Inactive _ ->
                throw new SignInRefusedException("Your account here is not active. An administrator can change that.");
            case ArrivalResult.NoName(var rule) ->
                throw new SignInRefusedException("Your name with the sign-in provider (its claim "
                        + config.userNameClaim() + ") cannot be a user name here: it " + rule + '.');
            case ArrivalResult.NameTaken _ ->
                throw new SignInRefusedException(
                        "There is another user of your name here, or there are APIs of one who was deleted. Ask an"
                                + " administrator.");
        };
    }
}
