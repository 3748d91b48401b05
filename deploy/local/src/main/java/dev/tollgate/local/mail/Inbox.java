package dev.tollgate.local.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the SMTP server took, by address. */
record Inbox(GreenMail server) {

    /** The mail to one address, or to all when {@code address} is empty; newest first. */
    List<InboxMessage> messages(String address) {
        return server.getUserManager().listUser().stream()
                .filter(user -> address.isEmpty() || user.getEmail().equalsIgnoreCase(address))
                .flatMap(this::of)
                .sorted(Comparator.comparing(InboxMessage::receivedAt)
                        .reversed()
                        .thenComparing(InboxMessage::id, Comparator.reverseOrder()))
                .toList();
    }

    private Stream<InboxMessage> of(GreenMailUser user) {
        try {
            return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                    .map(stored -> InboxMessage.of(user.getEmail(), stored));
        } catch (FolderException e) {
            throw new IllegalStateException("no inbox of " + user.getEmail(), e);
        }
    }
}
