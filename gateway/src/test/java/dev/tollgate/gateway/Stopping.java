package dev.tollgate.gateway;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.shutdown.ShutdownListener;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.vertx.http.runtime.filters.GracefulShutdownFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * SIGTERM has come, and load balancers are waited for: Quarkus has told everybody who listens, and taken nothing down yet. What follows has no
 * way back, so a test ends here, and everybody forgets it again. Quarkus offers no door to this, hence the reflection.
 */
final class Stopping implements AutoCloseable {
    private final List<?> listeners;

    private Stopping(List<?> listeners) {
        this.listeners = listeners;
    }

    static Stopping begin() throws ReflectiveOperationException {
        var field = ShutdownRecorder.class.getDeclaredField("shutdownListeners");
        field.setAccessible(true);
        var stopping = new Stopping((List<?>) Objects.requireNonNull(field.get(null)));
        for (var listener : stopping.listeners) {
            ((ShutdownListener) listener).preShutdown(() -> {});
        }
        return stopping;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        for (var listener : listeners) {
            if (listener instanceof GracefulShutdownFilter filter) {
                var running = GracefulShutdownFilter.class.getDeclaredField("running");
                running.setAccessible(true);
                running.set(filter, true);
            }
        }
        forgetOurselves();
    }

    /** A bean made anew has heard of no shutdown. */
    private static void forgetOurselves() {
        var container = Arc.container();
        var bean = container.listAll(Object.class).stream()
                .map(InstanceHandle::getBean)
                .filter(candidate -> candidate.getBeanClass().getSimpleName().equals("Draining"))
                .findFirst()
                .orElseThrow();
        Objects.requireNonNull(container.getActiveContext(ApplicationScoped.class))
                .destroy(bean);
    }
}
