package dev.tollgate.auth.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.audit.ChainHead;
import dev.tollgate.auth.audit.EntryText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to tamper with a chain of five, and where it is found. */
class ChainCheckTest {
    private static final String ORG = "org_1";

    private record Row(long sequence, String content, String hash) {}

    private final List<Row> chain = new ArrayList<>();
    private ChainHead head = ChainHead.START;

    @BeforeEach
    void fiveEntries() {
        for (int i = 0; i < 5; i++) {
            add("change " + i);
        }
    }

    @Test
    void untouchedChainIsIntact() {
        assertEquals(Optional.empty(), check(null));
        assertEquals(Optional.empty(), check(head));
        assertEquals(
                Optional.empty(),
                check(new ChainHead(3, chain.get(2).hash())),
                "a head kept earlier is on the chain's way");
        assertEquals(Optional.empty(), new ChainCheck(ORG, null).end(ChainHead.START));
    }

    @Test
    void alteredEntryDoesNotHaveItsHash() {
        var third = chain.get(2);
        chain.set(2, new Row(3, third.content().replace("change 2", "change 9"), third.hash()));

        found("entry 3 (evt_3): was altered");
    }

    @Test
    void alteredEntryWithANewHashIsNotFollowedByTheNext() {
        var altered = chain.get(2).content().replace("change 2", "change 9");
        chain.set(2, new Row(3, altered, EntryText.hash(altered)));

        found("entry 4 (evt_4): does not follow the entry before it");
    }

    @Test
    void entryThatIsNoJsonWasAltered() {
        chain.set(1, new Row(2, "nothing", chain.get(1).hash()));

        found("entry 2 (unreadable): was altered");
    }

    @Test
    void removedEntryLeavesAGap() {
        chain.remove(2);

        found("entry 3 is missing: the next one is 4");
    }

    @Test
    void removedFirstEntryLeavesAGap() {
        chain.removeFirst();

        found("entry 1 is missing");
    }

    @Test
    void swappedEntriesAreOutOfPlace() {
        var third = chain.get(2);
        var fourth = chain.get(3);
        chain.set(2, new Row(3, fourth.content(), fourth.hash()));
        chain.set(3, new Row(4, third.content(), third.hash()));

        found("entry 3 (evt_4): does not belong here, it was entry 4 of org_1");
    }

    @Test
    void renumberedEntryIsOutOfPlace() {
        chain.remove(2);
        Collections.replaceAll(
                chain,
                chain.get(2),
                new Row(3, chain.get(2).content(), chain.get(2).hash()));

        found("entry 3 (evt_4): does not belong here");
    }

    @Test
    void entryOfAnotherOrganizationIsOutOfPlace() {
        var first = new Row(
                1,
                chain.getFirst().content().replace(ORG, "org_2"),
                EntryText.hash(chain.getFirst().content().replace(ORG, "org_2")));
        chain.set(0, first);

        found("entry 1 (evt_1): does not belong here, it was entry 1 of org_2");
    }

    @Test
    void cutOffEndIsMissedByTheHead() {
        chain.removeLast();

        found("the chain ends with entry 4");
    }

    @Test
    void chainWithoutItsHeadIsFound() {
        head = ChainHead.START;

        found("and its head says 0");
    }

    @Test
    void endCutOffWithItsHeadIsFoundByAKeptHead() {
        var kept = head;
        chain.removeLast();
        head = new ChainHead(4, chain.getLast().hash());

        assertEquals(Optional.empty(), check(null));
        assertTrue(check(kept).orElseThrow().contains("its end was cut off"));
    }

    @Test
    void recomputedRestIsFoundByAKeptHead() {
        var kept = new ChainHead(4, chain.get(3).hash());
        chain.subList(2, 5).clear();
        head = new ChainHead(2, chain.getLast().hash());
        add("forged");
        add("change 3");
        add("change 4");

        assertEquals(Optional.empty(), check(null));
        assertTrue(check(kept).orElseThrow().startsWith("entry 4 (evt_4): is not the one"));
    }

    private void add(String what) {
        long sequence = head.sequence() + 1;
        var content = "{\"action\":\"" + what + "\",\"id\":\"evt_" + sequence + "\",\"orgId\":\"" + ORG
                + "\",\"previousHash\":\"" + head.hash() + "\",\"sequence\":" + sequence + "}";
        head = new ChainHead(sequence, EntryText.hash(content));
        chain.add(new Row(sequence, content, head.hash()));
    }

    private Optional<String> check(@Nullable ChainHead kept) {
        var check = new ChainCheck(ORG, kept);
        chain.forEach(row -> check.entry(row.sequence(), row.content(), row.hash()));
        return check.end(head);
    }

    private void found(String what) {
        assertTrue(check(null).orElse("nothing found").contains(what), () -> String.valueOf(check(null)));
    }
}
