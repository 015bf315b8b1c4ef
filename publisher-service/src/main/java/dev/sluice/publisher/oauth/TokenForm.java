package dev.sluice.publisher.oauth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a form, each once; a class, not a record: it shows no secret. */
final class TokenForm {
    private final Map<String, String> parameters;

    private TokenForm(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Of several values of a parameter the first one counts. */
    static TokenForm of(Map<String, List<String>> form) {
        Map<String, String> first = new HashMap<>();
        form.forEach((name, values) -> {
            if (!values.isEmpty()) {
                first.put(name, values.getFirst());
            }
        });
        return new TokenForm(first);
    }

    @Nullable
    String get(String parameter) {
        return parameters.get(parameter);
    }

    /** What is not there is empty. */
    String text(String parameter) {
        String value = parameters.get(parameter);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "TokenForm" + parameters.keySet();
    }
}
