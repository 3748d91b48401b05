package dev.tollgate.onboarding.document;

import static dev.tollgate.onboarding.Accounts.PDF;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What crashes and clients that never come leave behind (the essay of this package), and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class DocumentsDbTest {
    private final Accounts accounts = Accounts.ofNewOrganization("test");
    private String account = "";

    @Inject
    SweepDocuments sweep;

    @ConfigProperty(name = "tollgate.documents.folder")
    Path folder;

    @BeforeEach
    void anAccount() {
        account = accounts.created(SELLER);
    }

    @Test
    void whatIsStoredIsOneFileOfTheTenant() throws Exception {
        accounts.uploadDocument(account, "business_registration");

        var stored = folder.resolve(accounts.org()).resolve("test").resolve(documentId());
        assertEquals(PDF.length, Files.size(stored));
    }

    @Test
    void aUrlThatNobodyUsedIsForgottenAnHourAfterItsEnd() throws Exception {
        accounts.uploadPath(account, "business_registration", "application/pdf");
        sql("update document set expires_at = now() - interval '59 minutes' where owner_id = '" + account + "'");
        sweep.round();
        accounts.get(account).then().body("documents.status", contains("awaiting_upload"));

        sql("update document set expires_at = now() - interval '61 minutes' where owner_id = '" + account + "'");
        sweep.round();

        accounts.get(account).then().body("documents", empty());
    }

    @Test
    void whatWasUploadedStays() throws Exception {
        accounts.uploadDocument(account, "business_registration");
        sql("update document set expires_at = now() - interval '1 day' where owner_id = '" + account + "'");

        sweep.round();

        accounts.get(account).then().body("documents.status", contains("uploaded"));
        assertTrue(Files.exists(folder.resolve(accounts.org()).resolve("test").resolve(documentId())));
    }

    @Test
    void anObjectWhoseRowWasNotFinishedIsFoundBySubmitting() throws Exception {
        crashedAfterTheRename(PDF);
        accounts.acceptTerms(account);

        accounts.submit(account).then().statusCode(200);
    }

    @Test
    void whatCamePastUsIsFoundByWhoeverReadsTheAccount() throws Exception {
        crashedAfterTheRename(PDF);

        accounts.get(account)
                .then()
                .body("documents.status", contains("uploaded"))
                .body("missing", contains("tos: must be accepted"));
    }

    @Test
    void whatCamePastUsAndMayNotBeIsToldWithItsReason() throws Exception {
        crashedAfterTheRename("<html>".getBytes(StandardCharsets.US_ASCII));

        accounts.get(account)
                .then()
                .body("documents.status", contains("refused"))
                .body("documents.refusedBecause", contains("other_content"))
                .body("missing", hasItem("documents.business_registration: must be uploaded"));
        accounts.uploadDocument(account, "business_registration");
        accounts.get(account).then().body("documents.status", contains("refused", "uploaded"));
    }

    @Test
    void anObjectWhoseRowWasNotFinishedIsFoundByTheSweep() throws Exception {
        crashedAfterTheRename(PDF);
        sql("update document set expires_at = now() - interval '1 day' where owner_id = '" + account + "'");

        sweep.round();

        accounts.get(account).then().body("documents.status", contains("uploaded"));
    }

    @Test
    void anObjectThatMayNotBeIsDeletedWithItsRowOnceItsUrlIsOver() throws Exception {
        var place = crashedAfterTheRename("<html>".getBytes(StandardCharsets.US_ASCII));

        accounts.submit(account).then().statusCode(400);
        assertTrue(Files.exists(place));

        sql("update document set expires_at = now() - interval '1 day' where owner_id = '" + account + "'");
        sweep.round();
        assertFalse(Files.exists(place));
        accounts.get(account).then().body("documents", empty());
    }

    @Test
    void aBodyThatWasNeverKeptIsRemovedAfterAnHour() throws Exception {
        var incoming = Files.createDirectories(folder.resolve("incoming"));
        var old = Files.writeString(incoming.resolve("old-" + account), "x");
        var young = Files.writeString(incoming.resolve("young-" + account), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3700)));

        sweep.round();

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
        Files.delete(young);
    }

    @Test
    void aRefusedBodyLeavesNoFile() throws Exception {
        var path = accounts.uploadPath(account, "business_registration", "image/png");
        Accounts.upload(path, "image/png", PDF).then().statusCode(400);

        try (var left = Files.list(folder.resolve("incoming"))) {
            assertEquals(0, left.filter(file -> isOurs(file)).count());
        }
    }

    @Test
    void aTransactionSeesItsOwnOrganizationAndModeOnly() throws Exception {
        accounts.uploadDocument(account, "business_registration");
        assertEquals(1, seenBy(accounts.org() + "/test"));
        assertEquals(1, seenBy("*"));
        assertEquals(0, seenBy(accounts.org() + "/live"));
        assertEquals(0, seenBy(Accounts.ofNewOrganization("test").org() + "/test"));
        assertEquals(0, seenBy(""));
    }

    private Path crashedAfterTheRename(byte[] content) throws Exception {
        accounts.uploadPath(account, "business_registration", "application/pdf");
        var place = folder.resolve(accounts.org()).resolve("test").resolve(documentId());
        Files.createDirectories(place.getParent());
        return Files.write(place, content);
    }

    /** Files of the size of the body that was refused: others may upload at the same time. */
    private static boolean isOurs(Path file) {
        try {
            return Files.size(file) == PDF.length;
        } catch (IOException gone) {
            return false;
        }
    }

    private String documentId() {
        return accounts.get(account).then().extract().path("documents[0].id");
    }

    private int seenBy(String scope) throws SQLException {
        try (var app = Infra.postgres().asApp("onboarding");
                var statement = app.createStatement()) {
            statement.execute("select set_config('tollgate.tenant', '" + scope + "', false)");
            try (var found =
                    statement.executeQuery("select count(*) from document where owner_id = '" + account + "'")) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    private static void sql(String text) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute(text);
        }
    }
}
