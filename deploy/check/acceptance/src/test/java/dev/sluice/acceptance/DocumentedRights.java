package dev.sluice.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights in Kafka of {@code docs/operations/kafka.md}, each of the principal {@code User:<service>}. */
final class DocumentedRights {
    static final List<String> SERVICES = List.of("publisher", "relay", "gateway");

    private static final Path MANUAL = LocalSystem.home().resolve("docs/operations/kafka.md");

    private DocumentedRights() {}

    static List<AclBinding> all() throws IOException {
        List<AclBinding> rights = new ArrayList<>();
        for (String line : Files.readAllLines(MANUAL)) {
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells.length == 7 && SERVICES.contains(cells[1])) {
                ResourcePattern resource = new ResourcePattern(
                        ResourceType.valueOf(cells[2]), cells[4].replace("`", ""), PatternType.valueOf(cells[3]));
                for (String operation : cells[5].split(", ", -1)) {
                    rights.add(right(cells[1], resource, AclOperation.valueOf(operation)));
                }
            }
        }
        if (rights.size() < 40) {
            throw new AssertionError(MANUAL + " has a table of " + rights.size() + " rights only");
        }
        return rights;
    }

    static AclBinding right(String service, ResourcePattern resource, AclOperation operation) {
        return new AclBinding(
                resource, new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }
}
