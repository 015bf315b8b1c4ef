package dev.sluice.publisher.developer.apikey;

/** A key that has just been made, with its text, which is shown once. A class: it does not print itself. */
final class NewApiKey {
    private final ApiKeyEntry entry;
    private final String text;

    NewApiKey(ApiKeyEntry entry, String text) {
        this.entry = entry;
        this.text = text;
    }

    ApiKeyEntry entry() {
        return entry;
    }

    String reveal() {
        return text;
    }
}
