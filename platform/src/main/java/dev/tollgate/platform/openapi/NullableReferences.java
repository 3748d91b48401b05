package dev.tollgate.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Another object or null: the generator says so with {@code anyOf}, and next to it {@code type: object}, which would forbid null again. */
@OpenApiFilter
public final class NullableReferences implements OASFilter {
    @Override
    public Schema filterSchema(Schema schema) {
        var alternatives = schema.getAnyOf();
        if (alternatives != null && alternatives.stream().anyMatch(NullableReferences::isNull)) {
            schema.setType(null);
        }
        return schema;
    }

    private static boolean isNull(Schema alternative) {
        return List.of(SchemaType.NULL).equals(alternative.getType());
    }
}
