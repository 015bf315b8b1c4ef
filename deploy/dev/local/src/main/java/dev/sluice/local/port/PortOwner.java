package dev.sluice.local.port;

/**
 * A process that holds a port.
 *
 * @param command its command line, shortened
 */
public record PortOwner(long pid, String command) {

    @Override
    public String toString() {
        return "pid " + pid + " (" + command + ")";
    }
}
