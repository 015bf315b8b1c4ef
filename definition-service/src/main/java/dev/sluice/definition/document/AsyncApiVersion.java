package dev.sluice.definition.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The versions of AsyncAPI that are read. */
public enum AsyncApiVersion {
    V2_0_0,
    V2_1_0,
    V2_2_0,
    V2_3_0,
    V2_4_0,
    V2_5_0,
    V2_6_0,
    V3_0_0,
    V3_1_0;

    /** As documents write it: {@code 2.6.0}. */
    public String text() {
        return name().substring(1).replace('_', '.');
    }

    public boolean isV3() {
        return compareTo(V3_0_0) >= 0;
    }

    /** The version that is written so. */
    public static Optional<AsyncApiVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text().equals(text))
                .findFirst();
    }

    /** All of them, for messages. */
    static String list() {
        return Arrays.stream(values()).map(AsyncApiVersion::text).collect(Collectors.joining(", "));
    }
}
