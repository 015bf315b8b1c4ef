package dev.sluice.publisher.identity.role;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code /roles} of the admin REST API: what a user may be, and which scopes that allows. */
@Path("/api/am/admin/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RolesResource {
    record RoleBody(String name, List<String> scopes) {
        static RoleBody of(Role role) {
            return new RoleBody(
                    role.text(),
                    Scope.allowedTo(Set.of(role)).stream().map(Scope::text).toList());
        }
    }

    record RolesBody(int count, List<RoleBody> list) {}

    @GET
    @Path("/roles")
    @RequiresScope(Scope.ADMIN)
    public RolesBody roles() {
        List<RoleBody> roles = Arrays.stream(Role.values()).map(RoleBody::of).toList();
        return new RolesBody(roles.size(), roles);
    }
}
