package dev.sluice.gateway.server;

/** The same without TLS, where no other handler is between the streams and the socket. */
class ClearHttp2BackpressureIT extends Http2BackpressureIT {
    @Override
    boolean isOverTls() {
        return false;
    }
}
