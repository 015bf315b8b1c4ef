package dev.sluice.local.supervision;

import java.io.IOException;
import java.util.Map;

/** What a child must know and nobody else may see: environment variables, which only this user can read. */
@FunctionalInterface
public interface Secrets {

    Map<String, String> environment() throws IOException;
}
