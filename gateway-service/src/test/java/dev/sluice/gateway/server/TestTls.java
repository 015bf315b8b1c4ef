package dev.sluice.gateway.server;

import dev.sluice.embedded.CertificateTrust;
import dev.sluice.embedded.LocalCertificate;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A certificate in a folder, servers that have it, and clients that trust it. */
final class TestTls {
    private final LocalCertificate files;
    private final SSLContext context;

    TestTls(Path folder) throws IOException {
        files = LocalCertificate.in(folder);
        files.ensure();
        context = CertificateTrust.sslContext(files.certificate());
    }

    LocalCertificate files() {
        return files;
    }

    ServerTls server(SslProvider provider) {
        return new ServerTls(files.certificate(), files.key(), provider);
    }

    /** For clients that speak this protocol and no other. */
    SslContext clientOf(String protocol) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(files.certificate().toFile())
                    .sslProvider(SslProvider.JDK)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            protocol))
                    .build();
        } catch (SSLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    StreamClient connect(int port, String path, String... headers) throws IOException {
        StreamClient client = connectUnread(port, path, 0, headers);
        client.read();
        return client;
    }

    StreamClient connectUnread(int port, String path, int receiveBuffer, String... headers) throws IOException {
        return StreamClient.over(
                socket(StreamClient.socket(port, receiveBuffer), context.getDefaultSSLParameters()),
                path,
                receiveBuffer,
                headers);
    }

    /** Over a connection that is open; the server's name is checked. */
    SSLSocket socket(Socket connected, SSLParameters parameters) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(connected, "localhost", connected.getPort(), true);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    SSLParameters parameters() {
        return context.getDefaultSSLParameters();
    }
}
