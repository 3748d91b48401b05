package dev.tollgate.auth.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to an organization's members. They belong to the whole organization, so these facts have no mode. */
sealed interface MemberEvent extends Audited {
    FactType INVITED = new FactType("auth", "member", "invited");
    FactType JOINED = new FactType("auth", "member", "joined");
    FactType ROLE_CHANGED = new FactType("auth", "member", "role_changed");
    FactType REMOVED = new FactType("auth", "member", "removed");

    @Override
    Data data();

    @Override
    default String subject() {
        return data().memberId();
    }

    @Override
    default @Nullable Mode mode() {
        return null;
    }

    /** A member or invitation as it was and as it is; who was never there before, or is no more, has but one side. */
    @Override
    Audit audit();

    /** Somebody was asked in. Asking again is no new fact. */
    record Invited(String orgId, Data data) implements MemberEvent {
        @Override
        public FactType type() {
            return INVITED;
        }

        @Override
        public Audit audit() {
            return Audit.created(data.actor(), Standing.of(data));
        }
    }

    /** They opened the link, and have an account now. */
    record Joined(String orgId, Data data) implements MemberEvent {
        @Override
        public FactType type() {
            return JOINED;
        }

        @Override
        public Audit audit() {
            var after = Standing.of(data);
            return new Audit(data.actor(), after.as(MemberStatus.INVITED), after);
        }
    }

    /** Of a member, or of an invitation that waits. */
    record RoleChanged(String orgId, Data data) implements MemberEvent {
        @Override
        public FactType type() {
            return ROLE_CHANGED;
        }

        @Override
        public Audit audit() {
            var after = Standing.of(data);
            return new Audit(data.actor(), after.in(data.previousRole()), after);
        }
    }

    /** A member was removed, or an invitation revoked. */
    record Removed(String orgId, Data data) implements MemberEvent {
        @Override
        public FactType type() {
            return REMOVED;
        }

        @Override
        public Audit audit() {
            return new Audit(data.actor(), Standing.of(data), null);
        }
    }

    /** What the audit log shows of somebody. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Standing(
            String memberId,
            String email,
            @Nullable String name,
            @Nullable Role role,
            MemberStatus status) {
        static Standing of(Data data) {
            return new Standing(data.memberId(), data.email(), data.name(), data.role(), data.status());
        }

        Standing as(MemberStatus otherStatus) {
            return new Standing(memberId, email, name, role, otherStatus);
        }

        Standing in(@Nullable Role otherRole) {
            return new Standing(memberId, email, name, otherRole, status);
        }
    }

    /**
     * The data of these facts.
     *
     * @param role after the change
     * @param previousRole where it is the role that changed
     * @param status before the change where somebody was removed ({@code invited}: it was an invitation), else after it
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String memberId,
            String email,
            @Nullable String name,
            Role role,
            @Nullable Role previousRole,
            MemberStatus status,
            Actor actor) {
        static Data of(Member member, Actor actor) {
            return new Data(member.id(), member.email(), member.name(), member.role(), null, member.status(), actor);
        }

        Data after(Role previous) {
            return new Data(memberId, email, name, role, previous, status, actor);
        }
    }
}
