package dev.tollgate.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Role;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAccountTest {
    @Test
    void whoSignsUpIsOwnerAndNotRemoved() {
        var account = UserAccount.owner("org_x", "ada@acme.example", "Ada", Instant.EPOCH);

        assertEquals(Role.OWNER, account.role());
        assertEquals("owner", account.wireRole());
        assertFalse(account.isRemoved());
        assertTrue(UserAccount.ID.matches(account.id()));
    }

    @Test
    void staffHaveNoRoleColumn() {
        var column = new RoleColumn();

        assertNull(column.convertToDatabaseColumn(null));
        assertNull(column.convertToEntityAttribute(null));
        assertEquals(Role.VIEWER, column.convertToEntityAttribute("viewer"));
    }

    @ParameterizedTest
    @CsvSource({
        "ada@acme.example, true",
        "a.b+c@sub.acme.example, true",
        "o'neil@acme.example, true",
        "ada@acme..example, false",
        "ada@-acme.example, false",
        "ada acme@x.example, false",
        "ada@acme.example;x@y.example, false",
        "адa@acme.example, false"
    })
    void addressesAreAsciiOfTheCommonForm(String text, boolean valid) {
        assertEquals(valid, Pattern.matches(EmailAddress.FORM, text));
    }
}
