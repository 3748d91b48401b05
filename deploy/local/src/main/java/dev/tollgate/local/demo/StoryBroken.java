package dev.tollgate.local.demo;

/** A step did not do what it should; the message says what came instead. */
public final class StoryBroken extends RuntimeException {
    public StoryBroken(String message) {
        super(message);
    }
}
