package dev.sluice.gateway.server;

/** The same without TLS. */
class ClearHttp2ConnectionsIT extends Http2ConnectionsIT {
    @Override
    boolean isOverTls() {
        return false;
    }
}
