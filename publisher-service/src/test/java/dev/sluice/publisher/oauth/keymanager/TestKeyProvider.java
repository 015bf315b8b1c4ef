package dev.sluice.publisher.oauth.keymanager;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A provider on this machine: it shows its keys and signs tokens. */
final class TestKeyProvider implements AutoCloseable {
    private final HttpServer server;
    private final RsaJsonWebKey key;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String body;
    private volatile int status = 200;

    TestKeyProvider() throws IOException, JoseException {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        body = "";
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] bytes = (exchange.getRequestURI().getPath().equals("/jwks") ? body : wellKnown())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/other");
            exchange.sendResponseHeaders(status, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
        showKey("first");
    }

    private String wellKnown() {
        return "{\"issuer\":\"" + url("") + "\",\"jwks_uri\":\"" + url("/jwks") + "\",\"token_endpoint\":\""
                + url("/token") + "\",\"other\":[1]}";
    }

    /** The same key under another id. */
    void showKey(String keyId) {
        key.setKeyId(keyId);
        body = "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    void answer(int otherStatus, String otherBody) {
        status = otherStatus;
        body = otherBody;
    }

    int timesAsked() {
        return asked.get();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Of a client that got it for itself. */
    String token(String issuer, String consumerKey, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(consumerKey);
        claims.setStringClaim("azp", consumerKey);
        claims.setAudience("sluice");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key.getRsaPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
