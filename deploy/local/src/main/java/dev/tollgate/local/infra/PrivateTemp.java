package dev.tollgate.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder in the system's temporary folder that belongs to the current user alone: what is unpacked or cached there is
 * executed later, so nobody else may write to it.
 */
public final class PrivateTemp {

    private PrivateTemp() {}

    /** The user's folder, made when absent; refuses one that somebody else prepared. */
    public static Path folder() {
        var user = System.getProperty("user.name", "user");
        var folder =
                Path.of(System.getProperty("java.io.tmpdir"), "tollgate-" + user.replaceAll("[^A-Za-z0-9_.-]", "_"));
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                createOwnerOnly(folder);
            }
            if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                    .equals(folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(user))) {
                throw new IllegalStateException(folder + " belongs to another user; remove it or set -Djava.io.tmpdir");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder, e);
        }
    }

    private static void createOwnerOnly(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (java.nio.file.FileAlreadyExistsException madeByAnotherProcessMeanwhile) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw madeByAnotherProcessMeanwhile;
            }
        }
    }
}
