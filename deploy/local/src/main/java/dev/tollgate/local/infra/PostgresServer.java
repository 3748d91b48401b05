package dev.tollgate.local.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL server of its own in a fresh folder, with the database that {@link DatabaseBootstrap} makes. It listens on
 * 127.0.0.1 only, asks every role for its password, and is stopped and its folder removed by {@link #close()}.
 * Without that it outlives this JVM: {@code postmaster.pid} in the folder names it.
 */
public final class PostgresServer implements AutoCloseable {

    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    private static final String SUPERUSER = "postgres";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** What a commit promises. */
    public enum Durability {
        /** As in production: a commit survives a crash of the machine. */
        SYNCED("on"),
        /** For tests: fast, and the folder is worthless after a crash. */
        THROWAWAY("off");

        private final String sync;

        Durability(String sync) {
            this.sync = sync;
        }
    }

    private final AtomicBoolean closed = new AtomicBoolean();
    private final EmbeddedPostgres server;
    private final Path folder;
    private final Path log;
    private final String superuserPassword;

    private PostgresServer(EmbeddedPostgres server, Path folder, Path log, String superuserPassword) {
        this.server = server;
        this.folder = folder;
        this.log = log;
        this.superuserPassword = superuserPassword;
    }

    /**
     * Starts a server and makes the database.
     *
     * @param folder absent or empty; the caller's alone
     * @param log the file that takes what the server has to say
     * @param port free port of the loopback address
     */
    public static PostgresServer start(
            Path folder, Path log, int port, Durability durability, DatabasePasswords passwords) {
        try {
            Files.createDirectories(folder);
            var server =
                    new PostgresServer(startServer(folder, log, port, durability), folder, log, passwords.superuser());
            try {
                DatabaseBootstrap.run(HOST, port, SUPERUSER, "", passwords);
                server.askForPasswords();
                return server;
            } catch (SQLException | IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the new PostgreSQL server refused its first statements", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + folder, e);
        }
    }

    private static EmbeddedPostgres startServer(Path folder, Path log, int port, Durability durability)
            throws IOException {
        var binaries = PrivateTemp.folder().resolve("postgres");
        Files.createDirectories(binaries);
        System.setProperty("ot.epg.working-dir", binaries.toString());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(true)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(START_WITHIN)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", durability.sync)
                .setServerConfig("full_page_writes", durability.sync)
                .setServerConfig("synchronous_commit", durability.sync);
        // Parallel first runs must not unpack into one folder at once.
        try (var lock = FileChannel.open(
                        binaries.resolveSibling("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assert held.isValid();
            return builder.start();
        }
    }

    private void askForPasswords() throws SQLException, IOException {
        try (var connection = DatabaseBootstrap.connect(HOST, port(), "postgres", SUPERUSER, "");
                var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + superuserPassword + "'");
            Files.writeString(folder.resolve("pg_hba.conf"), "host all all " + HOST + "/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The process id of the postmaster. */
    public long pid() {
        try (var lines = Files.lines(folder.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + folder + " does not run", e);
        }
    }

    /**
     * Stops the server as a crash would, without a checkpoint ({@code pg_ctl -m immediate}), and starts it again; returns when it has recovered
     * and takes connections. Whoever was connected is not any more.
     */
    public void restartImmediately() throws InterruptedException {
        try {
            var restart = new ProcessBuilder(pgCtl())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (restart.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL in " + folder + " does not start again; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restart PostgreSQL in " + folder, e);
        }
    }

    /** The program lies beside the server's, which its own notes name; it refuses root, as the server does, who starts it in a user namespace. */
    private List<String> pgCtl() throws IOException {
        var program = Files.readString(folder.resolve("postmaster.opts")).split(" \"", 2)[0];
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(Path.of(program).resolveSibling("pg_ctl").toString());
        command.addAll(List.of("restart", "-m", "immediate", "-w", "-t", Long.toString(START_WITHIN.toSeconds())));
        command.addAll(List.of("-D", folder.toString(), "-l", log.toString()));
        return command;
    }

    /** A connection of the superuser to the database {@code tollgate}; the caller closes it. */
    public Connection connectAsSuperuser() throws SQLException {
        return DatabaseBootstrap.connect(HOST, port(), DatabaseBootstrap.DATABASE, SUPERUSER, superuserPassword);
    }

    /** A connection of one role to the database {@code tollgate}; the caller closes it. */
    public Connection connectAs(String role, String password) throws SQLException {
        return DatabaseBootstrap.connect(HOST, port(), DatabaseBootstrap.DATABASE, role, password);
    }

    /** Stops the server; when this returns its process is gone. Once closed, does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        var postmaster = Files.exists(folder.resolve("postmaster.pid"))
                ? ProcessHandle.of(pid())
                : Optional.<ProcessHandle>empty();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL in " + folder, e);
        }
        // pg_ctl returns when the pid file is gone, a moment before the process is.
        if (!ProcessEnd.await(postmaster.stream().toList(), STOP_WITHIN)) {
            throw new IllegalStateException("PostgreSQL in " + folder + " does not end");
        }
    }
}
