package dev.tollgate.platform.event;

import dev.tollgate.platform.error.Problem;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells "somebody is away; later it may work" from "this fact itself is at fault". */
final class Transience {
    private Transience() {}

    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException database) {
                return isTransient(database);
            }
            if (cause instanceof Problem problem) {
                return problem.code().status() >= 500;
            }
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof ProcessingException
                    || cause instanceof io.vertx.core.impl.NoStackTraceThrowable
                    || cause instanceof io.vertx.sqlclient.ClosedConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** SQLSTATE classes (PostgreSQL documentation, appendix A): connection, a transaction that idled, a lock that came too late, rollback (deadlock), resources, operator intervention, system. */
    private static boolean isTransient(PgException database) {
        var state = database.getSqlState();
        return state == null
                || state.startsWith("08")
                || state.equals("25P03")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.equals("55P03")
                || state.startsWith("57")
                || state.startsWith("58");
    }
}
