package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Founding;
import dev.tollgate.bench.Founding.Organization;
import dev.tollgate.local.stack.Stack;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The whole of it: gateways, organizations and credentials, and one phase per fault. */
public final class RevocationScenario {
    private static final int KEYS_PER_ORGANIZATION = 20;
    private static final long SEED = 11;

    private final Stack stack;
    private final Founding founding;
    private final Load load;
    private final PrintStream out;

    public RevocationScenario(Stack stack, Founding founding, Load load, PrintStream out) {
        this.stack = stack;
        this.founding = founding;
        this.load = load;
        this.out = out;
    }

    /**
     * Runs all phases on a running stack, and leaves it as it was but for what was revoked.
     *
     * @param steady how much is revoked while nothing is broken
     * @param each how much with each fault
     */
    public List<PhaseReport> run(Sizes steady, Sizes each) {
        List<PhaseReport> reports = new ArrayList<>();
        try (var replicas = Replicas.start(stack)) {
            out.println(PhaseReport.HEADING);
            for (var fault : Fault.values()) {
                var credentials = credentials(fault == Fault.NONE ? steady : each);
                var report = new Phase(stack, replicas, fault, credentials, load).run();
                out.println(report.line());
                reports.add(report);
            }
        }
        return reports;
    }

    private List<Credential> credentials(Sizes sizes) {
        var organizations = founding.found(
                Math.max(1, Math.max(sizes.keys() / KEYS_PER_ORGANIZATION, sizes.sessions())), "Revoked");
        var suspended = founding.found(sizes.organizations(), "Suspended");
        founding.approve(suspended);

        List<Credential> all = new ArrayList<>();
        var keys = founding.keys(sizes.keys(), "test", organizations);
        for (int i = 0; i < keys.size(); i++) {
            var revoker = organizations.get(i % organizations.size()).key();
            all.add(Credential.key(
                    all.size(), keys.get(i).text("secret"), keys.get(i).text("id"), revoker));
        }
        for (Organization organization : organizations.subList(0, sizes.sessions())) {
            all.add(Credential.session(all.size(), organization.session()));
        }
        for (int i = 0; i < sizes.agents(); i++) {
            var owner = suspended.get(i % suspended.size()).session();
            var agent = founding.story()
                    .api()
                    .as(owner)
                    .post("/v1/agents", Map.of("name", "Agent " + i))
                    .expect(201);
            all.add(Credential.agent(all.size(), agent.text("token"), agent.text("id"), owner));
        }
        for (Organization organization : suspended) {
            var liveKey = founding.story().mintKey(organization.owner(), "live").text("secret");
            all.add(Credential.organization(all.size(), liveKey, organization.orgId(), founding.staffToken()));
        }
        Collections.shuffle(all, new Random(SEED));
        return all;
    }
}
