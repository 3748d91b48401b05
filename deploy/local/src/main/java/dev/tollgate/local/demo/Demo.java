package dev.tollgate.local.demo;

import dev.tollgate.local.stack.Stack;
import java.io.PrintStream;

/** The story that {@code ./dev demo} tells on a running stack. */
public final class Demo {

    private Demo() {}

    /** Runs the steps and answers the exit code: 0 only when each did what it should. */
    public static int run(Stack stack, PrintStream out) {
        out.println("Tollgate serves at " + stack.gateway() + "; the demo has no steps yet.");
        return 1;
    }
}
