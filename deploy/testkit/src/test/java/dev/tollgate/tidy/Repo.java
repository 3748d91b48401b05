package dev.tollgate.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the repository that people write, without what tools make. */
record Repo(Path root, List<Source> files) {
    private static final Set<String> MADE_BY_TOOLS = Set.of("target", ".git", ".tollgate", "node_modules", ".idea");
    private static final Set<String> TEXT =
            Set.of("java", "md", "sql", "xml", "properties", "json", "sh", "html", "yaml", "yml");

    private static final Pattern NO_CODE = Pattern.compile("//|/\\*|\\*|import |package ");

    static Repo here() {
        var root = Path.of(System.getProperty("tollgate.root", "."));
        List<Source> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return MADE_BY_TOOLS.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = file.getFileName().toString();
                    if (TEXT.contains(name.substring(name.lastIndexOf('.') + 1))) {
                        files.add(new Source(root, file, read(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Repo(root, List.copyOf(files));
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Source> text() {
        return files;
    }

    List<Source> java() {
        return named(".java");
    }

    List<Source> named(String suffix) {
        return files.stream().filter(file -> file.name().endsWith(suffix)).toList();
    }

    List<Source> under(String folder) {
        return files.stream()
                .filter(file -> file.path().startsWith(root.resolve(folder)))
                .toList();
    }

    /** One file of text. */
    record Source(Path root, Path path, String text) {
        String name() {
            return path.getFileName().toString();
        }

        int lines() {
            return (int) text.lines().count();
        }

        /** What is neither blank, a comment, an import nor the package line. */
        int linesOfCode() {
            return (int) text.lines()
                    .map(String::strip)
                    .filter(line -> !NO_CODE.matcher(line).lookingAt() && !line.isEmpty())
                    .count();
        }

        boolean isMain() {
            return path.toString().contains("src/main/");
        }

        /** The folder of the module: {@code platform}, {@code deploy/local}. */
        String module() {
            var relative = root.relativize(path).toString();
            int source = relative.indexOf("/src/");
            return source < 0 ? "" : relative.substring(0, source);
        }

        /** The folder it is in. */
        String folder() {
            var relative = root.relativize(path).getParent();
            return relative == null ? "" : relative.toString();
        }

        boolean contains(Pattern pattern) {
            return pattern.matcher(text).find();
        }

        @Override
        public String toString() {
            return root.relativize(path).toString();
        }
    }
}
