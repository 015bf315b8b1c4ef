package dev.sluice.local.sample;

/** An OAuth2 client of an application. */
final class ClientKeys {
    private final String consumerKey;
    private final String consumerSecret;

    ClientKeys(String consumerKey, String consumerSecret) {
        this.consumerKey = consumerKey;
        this.consumerSecret = consumerSecret;
    }

    String consumerKey() {
        return consumerKey;
    }

    String consumerSecret() {
        return consumerSecret;
    }

    @Override
    public String toString() {
        return "ClientKeys[" + consumerKey + ", secret not shown]";
    }
}
