package dev.sluice.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.sluice.model.WireName;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Enums by their wire name, instants in RFC 3339. */
final class WireModule extends com.fasterxml.jackson.databind.Module {
    @Override
    public String getModuleName() {
        return "sluice-wire";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        SimpleSerializers serializers = new SimpleSerializers();
        serializers.addSerializer(new WireNameSerializer());
        serializers.addSerializer(new InstantSerializer());
        context.addSerializers(serializers);
        context.addDeserializers(new WireNameDeserializers());
    }

    private static final class WireNameSerializer extends StdScalarSerializer<WireName> {
        private static final long serialVersionUID = 1L;

        WireNameSerializer() {
            super(WireName.class);
        }

        @Override
        public void serialize(WireName value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.wireName());
        }
    }

    private static final class InstantSerializer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(DateTimeFormatter.ISO_INSTANT.format(value));
        }
    }

    private static final class WireNameDeserializers extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        WireNameDeserializers() {
            addDeserializer(Instant.class, new InstantDeserializer());
        }

        @Override
        public @Nullable JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return WireName.class.isAssignableFrom(type) ? new WireNameDeserializer(type) : null;
        }
    }

    private static final class WireNameDeserializer extends StdScalarDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        private final transient Object[] constants;

        WireNameDeserializer(Class<?> type) {
            super(type);
            constants = type.getEnumConstants();
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getText();
            for (Object constant : constants) {
                if (((WireName) constant).wireName().equals(text)) {
                    return constant;
                }
            }
            return context.handleWeirdStringValue(_valueClass, text, "not one of its names");
        }
    }

    private static final class InstantDeserializer extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }
}
