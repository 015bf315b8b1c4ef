package dev.sluice.gateway.bad.two;

import dev.sluice.gateway.bad.one.One;
import org.jspecify.annotations.Nullable;

public final class Two {
    @Nullable
    One one;
}
