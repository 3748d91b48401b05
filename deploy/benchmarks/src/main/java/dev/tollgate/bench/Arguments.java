package dev.tollgate.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a benchmark was asked for: {@code --name=number}, each with a default. */
public final class Arguments {
    private final Map<String, Integer> defaults;
    private final Map<String, Integer> given;

    private Arguments(Map<String, Integer> defaults, Map<String, Integer> given) {
        this.defaults = defaults;
        this.given = given;
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException telling what may be asked for
     */
    public static Arguments of(String[] line, Map<String, Integer> defaults) {
        if (!Arrays.stream(line).allMatch(argument -> isOne(argument, defaults.keySet()))) {
            throw new IllegalArgumentException("These may be given: "
                    + defaults.entrySet().stream()
                            .map(each -> "--" + each.getKey() + "=" + each.getValue())
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        return new Arguments(
                defaults,
                Arrays.stream(line)
                        .map(argument -> argument.substring(2).split("="))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1]), (a, b) -> b)));
    }

    private static boolean isOne(String argument, Set<String> names) {
        return argument.matches("--[a-z-]+=\\d{1,9}") && names.contains(argument.substring(2, argument.indexOf('=')));
    }

    /** The number given for a name, or its default. */
    public int number(String name) {
        var value = given.getOrDefault(name, defaults.get(name));
        if (value == null) {
            throw new IllegalArgumentException("no argument " + name);
        }
        return value;
    }
}
