package dev.sluice.local.supervision;

import java.io.IOException;
import java.util.Map;

/** What a child must know and others may not see: environment variables, which only this user can read. */
@FunctionalInterface
public interface Secrets {

    Map<String, String> environment() throws IOException;
}
