package dev.tollgate.onboarding.document;

import dev.tollgate.onboarding.document.Document.Content;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A folder of this machine, for one machine: replicas on several need a shared one, or S3. Clients send to our own route. */
final class FolderStorage implements DocumentStorage {
    static final String ROUTE = "/v1/uploads";

    private static final Duration LEFT_BEHIND = Duration.ofHours(1);
    private static final int CHUNK = 64 << 10;

    private final Path folder;
    private final Path incoming;
    private final String publicUrl;
    private final UploadTokens tokens;
    private final Vertx vertx;
    private final FileSystem files;
    private final Clock clock;

    FolderStorage(Path folder, String publicUrl, UploadTokens tokens, Vertx vertx, Clock clock) {
        this.folder = folder.toAbsolutePath();
        this.incoming = this.folder.resolve("incoming");
        this.publicUrl = publicUrl;
        this.tokens = tokens;
        this.vertx = vertx;
        this.files = vertx.fileSystem();
        this.clock = clock;
    }

    /** A body that has come in and is not yet anybody's. */
    record Incoming(Path file, Content content) {}

    @Override
    public Target target(Document document) {
        return new Target(
                publicUrl + ROUTE + '/' + tokens.issue(document),
                Map.of("Content-Type", document.kind().contentType()));
    }

    /** Takes a body in and syncs it, on a thread that may wait. 413 as soon as it is too large; fails if the client goes away, or the disk is full. */
    Uni<Incoming> take(InputStream body) {
        return vertx.executeBlocking(() -> write(body), false);
    }

    private Incoming write(InputStream body) throws IOException {
        Files.createDirectories(incoming);
        var file = incoming.resolve(UUID.randomUUID().toString());
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var start = new byte[0];
            byte[] chunk = new byte[CHUNK];
            long size = 0;
            for (int read = body.readNBytes(chunk, 0, CHUNK); read > 0; read = body.readNBytes(chunk, 0, CHUNK)) {
                start = size == 0 ? Arrays.copyOf(chunk, Math.min(read, FileKind.LONGEST_START)) : start;
                size += read;
                if (size > Document.LARGEST_BYTES) {
                    throw DocumentProblem.tooLarge();
                }
                write(out, ByteBuffer.wrap(chunk, 0, read));
            }
            out.force(true);
            return new Incoming(file, Content.of(size, start));
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Gives an incoming body its place: that of a document whose row the caller holds. What a crash left there is replaced. */
    Uni<Void> keep(Incoming body, Document document) {
        var place = place(document);
        return vertx.executeBlocking(() -> {
            var parent = Files.createDirectories(place.getParent());
            Files.move(body.file(), place, StandardCopyOption.ATOMIC_MOVE);
            try (var directory = FileChannel.open(parent, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return null;
        });
    }

    /** Forgets an incoming body that nobody wanted. */
    Uni<Void> drop(Incoming body) {
        return delete(body.file());
    }

    @Override
    public Uni<Optional<Content>> inspect(Document document, Duration patience) {
        var place = place(document).toString();
        return files.exists(place)
                .chain(exists -> exists
                        ? files.props(place)
                                .chain(props -> start(place).map(start -> Content.of(props.size(), start)))
                                .map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<byte[]> start(String place) {
        return files.open(place, new OpenOptions().setWrite(false).setCreate(false))
                .chain(file -> file.read(io.vertx.mutiny.core.buffer.Buffer.buffer(), 0, 0, FileKind.LONGEST_START)
                        .map(read -> read.getBytes())
                        .eventually(file::close));
    }

    @Override
    public Uni<Buffer> read(Document document) {
        return files.readFile(place(document).toString()).map(content -> content.getDelegate());
    }

    @Override
    public Uni<Void> delete(Document document) {
        return delete(place(document));
    }

    @Override
    public Uni<Void> tidy() {
        return files.exists(incoming.toString())
                .chain(exists -> exists ? tidyIncoming() : Uni.createFrom().voidItem());
    }

    private Uni<Void> tidyIncoming() {
        long before = clock.millis() - LEFT_BEHIND.toMillis();
        return files.readDir(incoming.toString())
                .onItem()
                .transformToMulti(names -> Multi.createFrom().iterable(names))
                .onItem()
                .transformToUniAndConcatenate(name -> files.props(name)
                        .chain(props -> props.lastModifiedTime() < before
                                ? delete(Path.of(name))
                                : Uni.createFrom().voidItem()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> delete(Path file) {
        return files.exists(file.toString())
                .chain(exists -> exists
                        ? files.delete(file.toString())
                        : Uni.createFrom().voidItem());
    }

    private Path place(Document document) {
        return folder.resolve(document.objectName());
    }
}
