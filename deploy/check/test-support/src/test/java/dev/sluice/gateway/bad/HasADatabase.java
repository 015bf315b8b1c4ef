package dev.sluice.gateway.bad;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

final class HasADatabase {
    @Nullable
    Connection connection;
}
