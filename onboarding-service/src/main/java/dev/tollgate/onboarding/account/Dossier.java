package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.Document;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An account with its documents, oldest first. */
public record Dossier(ConnectedAccount account, List<Document> documents) {
    /** What {@code submit} would miss now; nothing once it was submitted. */
    List<String> missing() {
        return account.state() == ConnectedAccountMove.SUBMIT.from() ? account.missing(uploadedTypes()) : List.of();
    }

    Set<String> uploadedTypes() {
        return documents.stream()
                .filter(Document::isUploaded)
                .map(Document::type)
                .collect(Collectors.toUnmodifiableSet());
    }
}
