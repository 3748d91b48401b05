package dev.tollgate.platform.event;

import dev.tollgate.platform.db.CommitListener;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries rows of the outbox to Kafka: reads the oldest, sends them, deletes what was acknowledged. One replica works at a time (an
 * advisory lock), the others stand by; the essay of this package says why nothing depends on that.
 */
@ApplicationScoped
public class OutboxRelay implements CommitListener {
    /** How long a fact waits at most when nobody nudged. */
    public static final long IDLE_MILLIS = 200;

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final String LOCK =
            "select pg_try_advisory_lock(hashtextextended(current_schema() || '.outbox', 0))";
    private static final String UNLOCK = "select pg_advisory_unlock_all()";
    private static final String OLDEST = "select id, topic, key, payload from outbox order by id limit " + BATCH;
    private static final String DELETE = "delete from outbox where id = any($1)";
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final KafkaClients kafka;
    private final Topics topics;
    private final Loop loop = new Loop("outbox-relay", Duration.ofMillis(IDLE_MILLIS), this::round);
    private @Nullable Producer<String, byte[]> producer;
    private volatile @Nullable SqlConnection connection;

    OutboxRelay(Pool pool, KafkaClients kafka, Topics topics) {
        this.pool = pool;
        this.kafka = kafka;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
        giveUp();
    }

    /** Looks for rows now instead of at the next poll, if the work is this replica's; asking for the lock after each commit would cost more than it brings. */
    @Override
    public void committed() {
        if (connection != null) {
            loop.nudge();
        }
    }

    private boolean round() throws Exception {
        try {
            var locked = locked();
            if (locked == null) {
                return false;
            }
            var rows = rows(locked);
            if (rows.isEmpty()) {
                return false;
            }
            var sent = send(readyProducer(), rows);
            locked.preparedQuery(DELETE)
                    .execute(Tuple.of(sent.toArray(Long[]::new)))
                    .await()
                    .atMost(DATABASE_PATIENCE);
            if (sent.size() < rows.size()) {
                throw new IllegalStateException(
                        (rows.size() - sent.size()) + " facts were not acknowledged; they are sent again");
            }
            return rows.size() == BATCH;
        } catch (Exception failed) {
            giveUp();
            throw failed;
        }
    }

    /** The connection that holds the advisory lock, or null while another replica does. */
    private @Nullable SqlConnection locked() {
        var held = connection;
        if (held != null) {
            return held;
        }
        var candidate = pool.getConnection().await().atMost(DATABASE_PATIENCE);
        if (candidate
                .query(LOCK)
                .execute()
                .await()
                .atMost(DATABASE_PATIENCE)
                .iterator()
                .next()
                .getBoolean(0)) {
            connection = candidate;
            return candidate;
        }
        candidate.close().await().atMost(DATABASE_PATIENCE);
        return null;
    }

    private static List<Row> rows(SqlConnection connection) {
        List<Row> rows = new ArrayList<>();
        connection.query(OLDEST).execute().await().atMost(DATABASE_PATIENCE).forEach(rows::add);
        return rows;
    }

    /** Topics are made before the first send; until Kafka answers, rows wait. */
    private Producer<String, byte[]> readyProducer() throws Exception {
        var ready = producer;
        if (ready == null) {
            topics.create();
            ready = kafka.producer();
            producer = ready;
        }
        return ready;
    }

    /** Sends in waves: the oldest fact of each key, then the next of those that were acknowledged, and so on. Answers with the ids that Kafka has. */
    private static List<Long> send(Producer<String, byte[]> to, List<Row> rows) throws InterruptedException {
        List<Long> acknowledged = new ArrayList<>(rows.size());
        var waiting = rows;
        while (!waiting.isEmpty()) {
            Map<String, Sending> wave = new LinkedHashMap<>();
            List<Row> later = new ArrayList<>();
            for (var row : waiting) {
                if (wave.containsKey(lane(row))) {
                    later.add(row);
                } else {
                    wave.put(lane(row), new Sending(row.getLong("id"), to.send(record(row))));
                }
            }
            for (var lane : wave.entrySet()) {
                if (isAcknowledged(lane.getValue())) {
                    acknowledged.add(lane.getValue().id());
                } else {
                    later.removeIf(row -> lane(row).equals(lane.getKey()));
                }
            }
            waiting = later;
        }
        return acknowledged;
    }

    private record Sending(long id, Future<RecordMetadata> acknowledgement) {}

    private static boolean isAcknowledged(Sending sending) throws InterruptedException {
        try {
            sending.acknowledgement().get();
            return true;
        } catch (ExecutionException refused) {
            LOG.warnf("Kafka did not take outbox row %d: %s", sending.id(), refused.getCause());
            return false;
        }
    }

    private static String lane(Row row) {
        return row.getString("topic") + ' ' + row.getString("key");
    }

    private static ProducerRecord<String, byte[]> record(Row row) {
        var record = new ProducerRecord<>(
                row.getString("topic"),
                row.getString("key"),
                row.getString("payload").getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", CloudEvents.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    /** After a failure both ends start anew: whatever state they were in is not worth knowing. */
    private void giveUp() {
        var oldProducer = producer;
        producer = null;
        if (oldProducer != null) {
            oldProducer.close(Duration.ZERO);
        }
        var oldConnection = connection;
        connection = null;
        if (oldConnection != null) {
            oldConnection
                    .query(UNLOCK)
                    .execute()
                    .onTermination()
                    .call(() -> oldConnection.close())
                    .subscribe()
                    .with(unlocked -> {}, gone -> LOG.debug("the relay's connection was gone", gone));
        }
    }
}
