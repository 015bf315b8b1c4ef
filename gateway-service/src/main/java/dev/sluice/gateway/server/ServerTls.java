package dev.sluice.gateway.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of the data plane: 1.3 and 1.2, ciphers with forward secrecy and authentication. By BoringSSL
 * where it runs, else by the JDK. For any thread; {@link #reloadIfChanged} and {@link #close}
 * are for one.
 */
final class ServerTls implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ServerTls.class);
    /** How long a goodbye may take that a client does not read. */
    private static final long CLOSE_MILLIS = 1000;

    private final Path certificate;
    private final Path key;
    private final SslProvider provider;
    private volatile SslContext context;
    /** Of the last but one reload: until then a connection may still be taking its handler from it. */
    private @Nullable SslContext retired;

    private String readAs;

    /** @throws IllegalStateException with the file that cannot be used */
    ServerTls(Path certificate, Path key, SslProvider provider) {
        this.certificate = certificate;
        this.key = key;
        this.provider = provider;
        try {
            readAs = state();
            context = read();
        } catch (IOException | IllegalArgumentException broken) {
            throw new IllegalStateException(
                    "the certificate " + certificate + " with the key " + key + " cannot be used: "
                            + broken.getMessage(),
                    broken);
        }
    }

    /**
     * Empty when no certificate is configured.
     *
     * @throws IllegalStateException when only one of the files is, or they cannot be used
     */
    static Optional<ServerTls> configured(TlsConfig config) {
        if (config.certificateFile().isEmpty() && config.keyFile().isEmpty()) {
            return Optional.empty();
        }
        Path certificate = config.certificateFile()
                .orElseThrow(() -> new IllegalStateException("sluice.gateway.tls.certificate-file is not set"));
        Path key =
                config.keyFile().orElseThrow(() -> new IllegalStateException("sluice.gateway.tls.key-file is not set"));
        return Optional.of(new ServerTls(certificate, key, bestProvider()));
    }

    static SslProvider bestProvider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    SslProvider provider() {
        return provider;
    }

    /** The handler of one connection; one whose handshake takes longer is closed. */
    SslHandler handler(ByteBufAllocator buffers, Duration handshakeTimeout) {
        SslHandler handler = context.newHandler(buffers);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
        return handler;
    }

    /**
     * Uses other files under the same names from the next connection on; those that cannot be used leave everything as it
     * is. Reads files: not for an event loop.
     */
    void reloadIfChanged() {
        try {
            String now = state();
            if (now.equals(readAs)) {
                return;
            }
            readAs = now;
            SslContext old = context;
            context = read();
            ReferenceCountUtil.release(retired);
            retired = old;
            LOG.infof("the data plane has a new certificate: file=%s", certificate);
        } catch (IOException | IllegalArgumentException broken) {
            LOG.warnf("the old certificate stays: file=%s reason=%s", certificate, broken.getMessage());
        }
    }

    /** After the last {@link #handler}. Connections that are open keep what they need. */
    @Override
    public void close() {
        ReferenceCountUtil.release(retired);
        ReferenceCountUtil.release(context);
    }

    /** Changes when one of the files does. */
    private String state() throws IOException {
        return Files.getLastModifiedTime(certificate) + " " + Files.getLastModifiedTime(key);
    }

    private SslContext read() throws SSLException {
        return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                .sslProvider(provider)
                .protocols("TLSv1.3", "TLSv1.2")
                // Also those of HTTP/1.1: what HTTP/2 forbids (RFC 9113 appendix A) is what no client should use.
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)))
                .build();
    }
}
