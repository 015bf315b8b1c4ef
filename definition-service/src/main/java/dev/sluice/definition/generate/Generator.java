package dev.sluice.definition.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.definition.document.AsyncApiVersion;
import dev.sluice.definition.document.DocumentSyntax;
import dev.sluice.model.definition.ApiDesign;
import java.util.EnumSet;
import java.util.Set;

/** Makes the document of an API. The same design gives the same text. */
final class Generator {
    /** The versions that are written. */
    static final Set<AsyncApiVersion> VERSIONS = EnumSet.of(AsyncApiVersion.V2_6_0, AsyncApiVersion.V3_0_0);

    private Generator() {}

    /** @param version one of {@link #VERSIONS} */
    static String generate(ApiDesign design, AsyncApiVersion version, DocumentSyntax format) {
        ObjectNode document = version.isV3() ? new GeneratorV3(design).document() : new GeneratorV2(design).document();
        return format.write(document);
    }
}
