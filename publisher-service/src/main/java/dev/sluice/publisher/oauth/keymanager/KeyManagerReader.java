package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.endpoint.OutboundConfig;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.oauth.keymanager.KeyManagerSettings.Certificates;
import dev.sluice.publisher.oauth.keymanager.KeyManagerSettings.KeySource;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A key manager out of a body as WSO2's users send it. What is wrong is noted in the body. */
@Singleton
class KeyManagerReader {
    static final String NAME = "name";

    private static final int MAX_NAME = 100;
    private static final int MAX_TYPE = 45;
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_URL = 2_000;
    private static final int MAX_ISSUER = 500;
    private static final int MAX_CLAIM = 100;
    private static final int MAX_AUDIENCES = 20;
    private static final int MAX_AUDIENCE = 255;
    /** It stands before consumer keys, with a colon between them. */
    private static final Pattern NAME_SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]*");

    private static final String RESIDENT = "Resident Key Manager";

    private final OutboundPolicy policy;
    private final TokenConfig tokens;

    KeyManagerReader(OutboundConfig config, TokenConfig tokens) {
        this.policy = OutboundPolicy.of(config.allowPrivate(), config.allow().orElse(List.of()));
        this.tokens = tokens;
    }

    /** @param given keys that need not be fetched */
    record Read(String name, String issuer, KeyManagerSettings settings, List<Map<String, String>> given) {
        Read {
            given = List.copyOf(given);
        }
    }

    Read read(Fields body) {
        body.skip("id");
        body.skip("keySet");
        String name = body.required(NAME, MAX_NAME);
        if (!name.isBlank() && !NAME_SHAPE.matcher(name).matches()) {
            body.wrong(NAME, "must begin with a letter or digit, and have only those, blanks, '.', '_' and '-'");
        } else if (name.equalsIgnoreCase(RESIDENT)) {
            body.wrong(NAME, "is that of the key manager which is always there");
        }
        checkKind(body);
        Certificates certificates = certificates(body.object("certificates"));
        KeyManagerSettings settings = new KeyManagerSettings(
                body.text("displayName", name, MAX_NAME),
                body.required("type", MAX_TYPE),
                body.text("description", "", MAX_DESCRIPTION),
                url(body, "wellKnownEndpoint"),
                url(body, "tokenEndpoint"),
                certificates,
                body.texts("audiences", List.of(), MAX_AUDIENCES, MAX_AUDIENCE),
                claim(body, "consumerKeyClaim", KeyManagerSettings.CONSUMER_KEY_CLAIM),
                claim(body, "scopesClaim", KeyManagerSettings.SCOPES_CLAIM),
                body.flag("enabled", true),
                body.flag("enableMapOAuthConsumerApps", true));
        return new Read(name, issuer(body), settings, given(body.object("certificates"), certificates));
    }

    /** What would let in more than is meant if it were passed over. */
    private static void checkKind(Fields body) {
        if (!body.flag("enableSelfValidationJWT", true)) {
            body.wrong("enableSelfValidationJWT", "must be true: gateways verify tokens by themselves");
        }
        if (!body.text("tokenType", "DIRECT", MAX_TYPE).equals("DIRECT")) {
            body.wrong("tokenType", "must be DIRECT: no tokens are exchanged");
        }
        Fields permissions = body.object("permissions");
        if (!permissions.text("permissionType", "PUBLIC", MAX_TYPE).equals("PUBLIC")) {
            permissions.wrong("permissionType", "must be PUBLIC: every developer may map clients that are theirs");
        }
    }

    private String issuer(Fields body) {
        String issuer = body.required("issuer", MAX_ISSUER);
        if (issuer.equals(tokens.issuer())) {
            body.wrong("issuer", "is our own");
        } else if (!issuer.isBlank() && issuer.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7f)) {
            body.wrong("issuer", "must be ASCII without blanks, as 'iss' of the tokens has it");
        }
        return issuer;
    }

    private static String claim(Fields body, String field, String otherwise) {
        String claim = body.text(field, otherwise, MAX_CLAIM);
        return claim.isBlank() ? otherwise : claim;
    }

    private static @Nullable String url(Fields body, String field) {
        String text = body.text(field, "", MAX_URL);
        if (text.isBlank()) {
            return null;
        }
        if (OutboundUrl.of(text) instanceof OutboundUrl.Bad(String reason)) {
            body.wrong(field, reason);
        }
        return text;
    }

    private Certificates certificates(Fields certificates) {
        KeySource type =
                certificates.choice("type", KeySource.class, KeySource::name).orElse(KeySource.JWKS);
        Certificates read = new Certificates(
                type, certificates.required("value", KeySetReader.MAX_BYTES).strip());
        if (read.isUrl() && !read.value().isEmpty()) {
            switch (OutboundUrl.of(read.value())) {
                case OutboundUrl.Bad(String reason) -> certificates.wrong("value", reason);
                case OutboundUrl.Good(URI url) -> checkUrl(certificates, url);
            }
        }
        return read;
    }

    /** With keys that have come over a plain connection another could make tokens. */
    private void checkUrl(Fields certificates, URI url) {
        boolean isPlain = !"https".equalsIgnoreCase(url.getScheme());
        if (isPlain && !isThisMachine(url.getHost())) {
            certificates.wrong("value", "must begin with https://, since tokens are believed by these keys");
        } else if (policy.forbids(url)) {
            certificates.wrong(
                    "value",
                    "leads to an address that this installation does not allow: see sluice.publisher.outbound.allow");
        }
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || OutboundUrl.address(host)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    private static List<Map<String, String>> given(Fields certificates, Certificates read) {
        if (read.isUrl() || read.value().isEmpty()) {
            return List.of();
        }
        KeySet set = read.type() == KeySource.PEM
                ? KeySetReader.ofPem(read.value())
                : KeySetReader.ofGivenJwks(read.value());
        return switch (set) {
            case KeySet.Good(List<Map<String, String>> keys) -> keys;
            case KeySet.Empty(String reason) -> none(certificates, reason);
            case KeySet.Bad(String reason) -> none(certificates, reason);
        };
    }

    private static List<Map<String, String>> none(Fields certificates, String reason) {
        certificates.wrong("value", reason);
        return List.of();
    }
}
