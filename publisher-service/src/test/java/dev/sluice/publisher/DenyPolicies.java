package dev.sluice.publisher;

import java.util.Map;
import java.util.UUID;

/** Bodies of deny policies. */
public final class DenyPolicies {
    public static final String PATH = "/api/am/admin/v4/throttling/deny-policies";

    private DenyPolicies() {}

    /** Of an address that no other test uses, and no client has (RFC 3849). */
    public static Map<String, Object> ofFreshAddress() {
        return ofAddress(freshAddress(), false);
    }

    public static Map<String, Object> ofAddress(String address, boolean inverted) {
        return Map.of("conditionType", "IP", "conditionValue", Map.of("fixedIp", address, "invert", inverted));
    }

    /** In 2001:db8::/32. */
    public static String freshAddress() {
        long bits = UUID.randomUUID().getLeastSignificantBits();
        return "2001:db8:0:0:%x:%x:%x:%x"
                .formatted(bits >>> 48, bits >>> 32 & 0xffff, bits >>> 16 & 0xffff, bits & 0xffff);
    }
}
