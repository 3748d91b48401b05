package dev.tollgate.local.stack;

import dev.tollgate.local.infra.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which port each part of a run listens on. All are of the loopback address. */
public final class Ports {

    private static final String BASE = "TOLLGATE_PORT_BASE";
    private static final int HIGHEST = 65535;

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * The ports that an environment asks for: the usual ones, all moved by {@code TOLLGATE_PORT_BASE} (gateway there,
     * the others after it), single ones by {@code TOLLGATE_PORT_<PART>}.
     *
     * @throws StartRefused telling which variable makes no sense
     */
    public static Ports from(Map<String, String> environment) {
        var base = number(environment, BASE);
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            var own = number(environment, port.variable());
            numbers.put(port, own != null ? own : base != null ? base + port.offset() : port.usual());
        }
        refuseNonsense(numbers);
        return new Ports(numbers);
    }

    /** Ports that nobody listened on a moment ago, for tests that run beside anything else. */
    public static Ports free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            var candidate = FreePort.any();
            while (numbers.containsValue(candidate)) {
                candidate = FreePort.any();
            }
            numbers.put(port, candidate);
        }
        return new Ports(numbers);
    }

    /** The number of one port. */
    public int of(Port port) {
        var number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number for " + port);
        }
        return number;
    }

    /**
     * Passes when nobody listens on any of them.
     *
     * @throws StartRefused naming each taken port, who wants it and how to move it
     */
    void requireFree() {
        var taken = new ArrayList<String>();
        for (var port : Port.values()) {
            if (isTaken(of(port))) {
                taken.add("Port %d, which the %s needs, is taken: free it or set %s."
                        .formatted(of(port), port.user(), port.variable()));
            }
        }
        if (!taken.isEmpty()) {
            taken.add("(" + BASE + "=<port> moves all of them. Nothing was started.)");
            throw new StartRefused(String.join("\n", taken));
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }

    private static void refuseNonsense(Map<Port, Integer> numbers) {
        var users = new HashMap<Integer, List<Port>>();
        numbers.forEach((port, number) -> {
            if (number > HIGHEST) {
                throw new StartRefused("There is no port %d, which %s or %s gives the %s."
                        .formatted(number, BASE, port.variable(), port.user()));
            }
            users.computeIfAbsent(number, _ -> new ArrayList<>()).add(port);
        });
        users.forEach((number, ports) -> {
            if (ports.size() > 1) {
                throw new StartRefused("Port %d is given to several parts: %s."
                        .formatted(number, ports.stream().map(Port::variable).collect(Collectors.joining(", "))));
            }
        });
    }

    private static @Nullable Integer number(Map<String, String> environment, String variable) {
        var text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) == 0 || Integer.parseInt(text) > HIGHEST) {
            throw new StartRefused(variable + " is not a port: " + text);
        }
        return Integer.valueOf(text);
    }
}
