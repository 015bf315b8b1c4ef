package dev.sluice.gateway.access.deny;

import dev.sluice.model.access.AccessRecord.Deny;
import dev.sluice.model.access.AccessRecord.DenyType;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The deny rules that are on. What they name is found by its hash and addresses by halving, so that 10,000 rules cost a
 * client no more than ten. One thread changes them, any thread reads; a rule that is replaced is never missing in between,
 * and rules of addresses change in one step.
 */
public final class DenyRules {
    private final Map<String, Deny> rules = new HashMap<>();
    /** How many rules name this. */
    private final Map<Named, Integer> names = new ConcurrentHashMap<>();

    private volatile AddressRules addresses = AddressRules.NONE;
    private volatile boolean empty = true;

    /** What rules of this type have as their value. */
    private record Named(DenyType type, String value) {}

    /**
     * Puts a rule into force.
     *
     * @throws IllegalArgumentException its value is no address where it has to be one; nothing has changed
     */
    public void put(String id, Deny rule) {
        Deny former = rules.get(id);
        AddressRules next = without(with(addresses, rule), former);
        if (!isOfAddresses(rule)) {
            names.merge(named(rule), 1, Integer::sum);
        }
        addresses = next;
        subtractName(former);
        rules.put(id, rule);
        empty = false;
    }

    /** Takes a rule out of force. */
    public void remove(String id) {
        Deny former = rules.remove(id);
        addresses = without(addresses, former);
        subtractName(former);
        empty = rules.isEmpty();
    }

    private static AddressRules with(AddressRules all, Deny rule) {
        return isOfAddresses(rule) ? all.with(AddressRange.of(rule.value()), rule.inverted()) : all;
    }

    private static AddressRules without(AddressRules all, @Nullable Deny rule) {
        return rule != null && isOfAddresses(rule) ? all.without(AddressRange.of(rule.value()), rule.inverted()) : all;
    }

    private void subtractName(@Nullable Deny rule) {
        if (rule != null && !isOfAddresses(rule)) {
            names.computeIfPresent(named(rule), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private static boolean isOfAddresses(Deny rule) {
        return switch (rule.type()) {
            case IP, IP_RANGE -> true;
            case API, APPLICATION, USER -> false;
        };
    }

    private static Named named(Deny rule) {
        return new Named(rule.type(), rule.value());
    }

    public boolean isEmpty() {
        return empty;
    }

    /** Returns whether a rule of this type has this value. */
    public boolean name(DenyType type, String value) {
        return names.containsKey(new Named(type, value));
    }

    public boolean denyAddress(InetAddress address) {
        return addresses.deny(address);
    }
}
