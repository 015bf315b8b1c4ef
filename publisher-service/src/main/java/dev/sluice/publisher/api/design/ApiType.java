package dev.sluice.publisher.api.design;

/** What an API is to Sluice. */
public enum ApiType {
    /** Server-Sent Events: its gateways serve it. */
    SSE,
    /** Of another protocol and somebody else's: shown to developers with its document, and served nowhere. */
    ASYNC
}
