package dev.tollgate.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A JDK start-up cache (JEP 483, 514) of one class path. The first run of a class path writes it when it ends, later
 * runs start from it: a Kafka node serves after 2 s instead of 6. The name follows the JDK and every jar's path, size
 * and time, so a cache never meets jars it was not made of; it appears under its name complete or not at all, so runs
 * in parallel do no harm.
 */
final class AotCache {

    private static final Duration WRITTEN_WITHIN = Duration.ofHours(1);

    private final Path file;
    private final Path unfinished;
    private final boolean present;

    private AotCache(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp");
        this.present = Files.exists(file);
    }

    static AotCache of(String name, List<Path> classPath) {
        var folder = PrivateTemp.folder();
        var where =
                digest(classPath.getFirst().toAbsolutePath().resolveSibling("").toString());
        return new AotCache(folder.resolve(name + "-" + where + "-" + digest(describe(classPath)) + ".aot"));
    }

    /** The JVM option that uses the cache, or makes it. */
    String option() {
        return present ? "-XX:AOTCache=" + file : "-XX:AOTCacheOutput=" + unfinished;
    }

    /** After the end of the process: what it wrote becomes the cache of the next, and caches of older jars go. */
    void keep() {
        if (present || !Files.exists(unfinished)) {
            return;
        }
        var name = file.getFileName().toString();
        var sameFolder = name.substring(0, name.lastIndexOf('-'));
        try (var others = Files.newDirectoryStream(file.getParent(), sameFolder + "-*.{aot,tmp,config}")) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            for (var other : others) {
                if (!other.equals(file) && isAbandoned(other)) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the start-up cache " + file, e);
        }
    }

    /** A cache of older jars is; one that is being written only when its writer must have died long ago. */
    private static boolean isAbandoned(Path other) throws IOException {
        var age = Duration.between(Files.getLastModifiedTime(other).toInstant(), Instant.now());
        return other.toString().endsWith(".aot") || age.compareTo(WRITTEN_WITHIN) > 0;
    }

    private static String describe(List<Path> classPath) {
        var text = new StringBuilder(System.getProperty("java.vm.version", ""));
        try {
            for (var jar : classPath) {
                text.append('\n').append(jar.toAbsolutePath());
                text.append(' ').append(Files.size(jar));
                text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
