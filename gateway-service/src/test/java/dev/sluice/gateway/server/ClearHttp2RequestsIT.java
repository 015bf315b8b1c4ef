package dev.sluice.gateway.server;

/** The same without TLS. */
class ClearHttp2RequestsIT extends Http2RequestsIT {
    @Override
    boolean isOverTls() {
        return false;
    }
}
