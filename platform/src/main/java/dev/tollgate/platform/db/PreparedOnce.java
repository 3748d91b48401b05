package dev.tollgate.platform.db;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Each statement is parsed and planned once for a connection, however long its text is. The driver's own bound for what it keeps is 2,048
 * characters, and what is longer it prepares again each time, without a word.
 */
@Singleton
class PreparedOnce implements PgPoolCreator {
    @Override
    public Pool create(Input input) {
        var options = input.pgConnectOptionsList();
        options.forEach(one -> one.setPreparedStatementCacheSqlLimit(Integer.MAX_VALUE));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.copyOf(options))
                .using(input.vertx())
                .build();
    }
}
