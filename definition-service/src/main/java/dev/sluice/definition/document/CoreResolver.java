package dev.sluice.definition.document;

import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Leaves what a scalar without quotes means to {@link PlainScalars}, and distinguishes it from one with a tag. */
final class CoreResolver extends Resolver {
    static final Tag PLAIN = new Tag("tag:sluice.dev,2026:plain");

    @Override
    protected void addImplicitResolvers() {
        // None: YAML 1.1 makes booleans of yes and no, and numbers of times.
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return switch (kind) {
            case scalar -> implicit ? PLAIN : Tag.STR;
            case sequence -> Tag.SEQ;
            case mapping, anchor -> Tag.MAP;
        };
    }
}
