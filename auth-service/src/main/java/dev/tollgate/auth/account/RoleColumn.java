package dev.tollgate.auth.account;

import dev.tollgate.platform.principal.Role;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A role as the database writes it: its name on the wire. */
@Converter
public class RoleColumn implements AttributeConverter<Role, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Role role) {
        return role == null ? null : role.wire();
    }

    @Override
    public @Nullable Role convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : Role.parse(column);
    }
}
