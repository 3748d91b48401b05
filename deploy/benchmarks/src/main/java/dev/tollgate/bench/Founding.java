package dev.tollgate.bench;

import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Patience;
import dev.tollgate.local.demo.Story;
import dev.tollgate.local.demo.StoryBroken;
import dev.tollgate.local.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Organizations to measure with, many at a time, whose requests no rate limit counts out. */
public final class Founding {
    private static final int AT_ONCE = 4;

    /** The most that staff can give. */
    private static final int NO_LIMIT = 1_000_000;

    private static final int NOT_FOUND = 404;
    private static final Duration WARM_WITHIN = Duration.ofMinutes(2);

    private final Story story;
    private final String staffToken;
    private final Api staff;

    public Founding(Stack stack) {
        this(new Story(stack.gateway(), stack.mailInbox()));
    }

    /** By somebody else's clients. */
    public Founding(Story story) {
        this.story = story;
        warmUp();
        this.staffToken = story.staffToken();
        this.staff = story.api().as(staffToken);
    }

    /**
     * An organization of one person.
     *
     * @param ownerAddress where the owner gets mail
     * @param session the owner's, in test mode
     * @param key an unrestricted test key
     */
    public record Organization(String orgId, String ownerAddress, String session, String key) {
        public Story.Session owner() {
            return new Story.Session(orgId, session);
        }
    }

    /**
     * Uses the routes that everything begins with. A service loads most of its code with its first requests, which on a busy machine takes
     * longer than the gateway waits for an answer: that is no finding.
     */
    private void warmUp() {
        Patience.await("services that answer", WARM_WITHIN, () -> {
            try {
                var session = story.open(story.signUp("Warm-up"));
                var key = story.mintKey(session, "test");
                story.api()
                        .as(session.token())
                        .delete("/v1/api-keys/" + key.text("id"))
                        .expect(204);
                return Optional.of(session);
            } catch (StoryBroken tooSlow) {
                return Optional.empty();
            }
        });
    }

    public Story story() {
        return story;
    }

    /** The token of a staff session. */
    public String staffToken() {
        return staffToken;
    }

    /** Signs organizations up; what they may ask per minute is as good as unlimited. */
    public List<Organization> found(int count, String name) {
        return Parallel.map(AT_ONCE, IntStream.range(0, count).boxed().toList(), number -> found(name + " " + number));
    }

    /** Signs one up. */
    public Organization found(String name) {
        var mailbox = story.signUp(name);
        var session = story.open(mailbox);
        var unlimited = staff.put(
                "/v1/admin/organizations/" + session.orgId() + "/request-limits",
                Map.of("test", NO_LIMIT, "live", NO_LIMIT));
        if (unlimited.status() != NOT_FOUND) {
            unlimited.expect(200);
        }
        return new Organization(
                session.orgId(),
                mailbox.address(),
                session.token(),
                story.mintKey(session, "test").text("secret"));
    }

    /** Lets organizations go live. */
    public void approve(List<Organization> organizations) {
        Parallel.map(AT_ONCE, organizations, each -> {
            story.declareProduction(each.owner());
            return story.approve(staff, each.orgId());
        });
    }

    /** Mints unrestricted keys, spread evenly over organizations. */
    public List<Api.Answer> keys(int count, String mode, List<Organization> organizations) {
        if (organizations.isEmpty() && count > 0) {
            throw new StoryBroken("keys of no organization");
        }
        return Parallel.map(
                AT_ONCE,
                IntStream.range(0, count).boxed().toList(),
                number -> story.mintKey(
                        organizations.get(number % organizations.size()).owner(), mode));
    }
}
