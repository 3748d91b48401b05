package dev.tollgate.platform.event;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Listens for every {@link FactHandler} of the service and calls it once per fact: the fact's id is inserted first, in the transaction
 * in which the handlers work. The essay of this package says what a crash in between leaves behind.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int ATTEMPTS_BEFORE_DEAD_LETTER = 3;
    private static final String INSERT_FIRST = "insert into inbox (event_id) values ($1) on conflict do nothing";

    private final KafkaClients kafka;
    private final Topics topics;
    private final CloudEvents events;
    private final Transactions transactions;
    private final Background background;
    private final DeadLetters deadLetters;
    private final List<FactHandler> handlers;
    private final Loop loop = new Loop("inbox", POLL, this::round);
    private @Nullable Consumer<String, byte[]> consumer;

    Inbox(
            KafkaClients kafka,
            Topics topics,
            CloudEvents events,
            Transactions transactions,
            Background background,
            DeadLetters deadLetters,
            @Any Instance<FactHandler> handlers) {
        this.kafka = kafka;
        this.topics = topics;
        this.events = events;
        this.transactions = transactions;
        this.background = background;
        this.deadLetters = deadLetters;
        this.handlers = handlers.stream().toList();
    }

    void start(@Observes StartupEvent event) {
        if (!handlers.isEmpty()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (!handlers.isEmpty()) {
            loop.close();
            leave();
        }
    }

    private boolean round() throws Exception {
        var from = consumer;
        if (from == null) {
            topics.create(); // the dead-letter topic must be there before the first fact that needs it
            from = kafka.consumer();
            from.subscribe(listensTo());
            consumer = from;
        }
        try {
            takeIn(from);
            return true;
        } catch (Exception failed) {
            leave(); // the next round starts at the committed offset: nothing is skipped
            throw failed;
        }
    }

    /** Kafka is told once for all facts of a poll. What was done with before something failed is told too, or it would be put aside again each time. */
    private void takeIn(Consumer<String, byte[]> from) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        try {
            for (var record : from.poll(POLL)) {
                if (loop.isClosed()) {
                    return;
                }
                accept(record);
                done.put(
                        new TopicPartition(record.topic(), record.partition()),
                        new OffsetAndMetadata(record.offset() + 1));
            }
        } finally {
            if (!done.isEmpty()) {
                from.commitSync(done);
            }
        }
    }

    /** Returns when the fact is done with: handled, seen before, or put aside. Throws when it must come again. */
    private void accept(ConsumerRecord<String, byte[]> record) throws Exception {
        ReceivedFact fact;
        try {
            fact = events.read(record.value());
        } catch (IllegalArgumentException poison) {
            deadLetters.add(record, poison);
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                background.run(RequestTrace.continued(fact.traceparent()), () -> once(fact));
                return;
            } catch (Exception failed) {
                if (Transience.isTransient(failed)) {
                    throw failed;
                }
                LOG.warnf(failed, "%s %s failed, attempt %d", fact.type(), fact.id(), attempt);
                if (attempt == ATTEMPTS_BEFORE_DEAD_LETTER) {
                    deadLetters.add(record, failed);
                    return;
                }
            }
        }
    }

    private Uni<Void> once(ReceivedFact fact) {
        return transactions.acrossTenants(transaction -> transaction
                .preparedQuery(INSERT_FIRST)
                .execute(Tuple.of(fact.id()))
                .chain(inserted -> inserted.rowCount() == 1
                        ? handle(transaction, fact)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        return Multi.createFrom()
                .iterable(handlers)
                .filter(handler -> handler.types().stream().anyMatch(fact::is))
                .onItem()
                .transformToUniAndConcatenate(handler -> handler.handle(transaction, fact))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Set<String> listensTo() {
        return handlers.stream()
                .flatMap(handler -> handler.types().stream())
                .map(FactType::topic)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void leave() {
        var old = consumer;
        consumer = null;
        if (old != null) {
            old.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        }
    }
}
