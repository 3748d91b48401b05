package dev.tollgate.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that is under test: the system property {@code tollgate.root}, which the build sets. */
final class Repository {

    private Repository() {}

    /** A file or folder of the checkout. */
    static Path file(String... parts) {
        var root = System.getProperty("tollgate.root");
        if (root == null || !Files.isRegularFile(Path.of(root, "pom.xml"))) {
            throw new IllegalStateException("system property tollgate.root does not name the checkout: " + root);
        }
        return Path.of(root, parts);
    }
}
