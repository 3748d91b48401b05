package dev.tollgate.onboarding.document;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import java.util.List;

/** Every way this feature says no. */
final class DocumentProblem {
    static final ErrorCode UPLOAD_EXPIRED = new ErrorCode("UploadExpired", 403);

    private DocumentProblem() {}

    static Problem expired() {
        return Problem.of(UPLOAD_EXPIRED, "This upload URL has expired; ask for another one.");
    }

    static Problem used() {
        return Problem.invalidState(
                "This upload URL has been used; ask for another one.", "uploaded", List.of("awaiting_upload"));
    }

    static Problem closed() {
        return Problem.invalidState(
                "This upload URL comes too late: what its document belongs to was submitted.",
                "closed",
                List.of("awaiting_upload"));
    }

    static Problem busy() {
        return Upstream.busy("Very many documents are being uploaded right now; repeat the request in a moment.");
    }

    static Problem otherType(FileKind kind) {
        return Problem.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "The body must be " + kind.contentType() + ", as the upload URL was asked for.");
    }

    static Problem unknownType() {
        return Problem.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/pdf, image/jpeg or image/png.");
    }

    static Problem otherContent(FileKind kind) {
        return Problem.invalid("body: is not " + kind.contentType());
    }

    static Problem empty() {
        return Problem.invalid("body: is required");
    }

    static Problem tooLarge() {
        return Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "A document may have at most 10 MiB.");
    }

    static Problem tooMany(int most) {
        return Problem.invalid("documentType: upload URLs were asked for " + most + " times, which is the most");
    }
}
