package dev.sluice.client;

/** Consumer key and secret of an application. */
public final class ConsumerKeys {
    private final String key;
    private final String secret;

    public ConsumerKeys(String key, String secret) {
        this.key = key;
        this.secret = secret;
    }

    public String key() {
        return key;
    }

    public String secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "ConsumerKeys[" + key + ", secret not shown]";
    }
}
