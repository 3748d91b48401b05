package dev.tollgate.onboarding.document;

import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The storage that this process is configured for: S3 where {@code TOLLGATE_DOCUMENTS_BUCKET} names one, else a folder. */
@Singleton
class Storages {
    private final Vertx vertx;
    private final Clock clock;

    Storages(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Produces
    @Singleton
    DocumentStorage storage(
            UploadTokens tokens,
            @ConfigProperty(name = "tollgate.public-url") String publicUrl,
            @ConfigProperty(name = "tollgate.documents.folder") Path folder,
            @ConfigProperty(name = "tollgate.documents.bucket") Optional<URI> bucket,
            @ConfigProperty(name = "tollgate.documents.region") String region,
            @ConfigProperty(name = "tollgate.documents.access-key") Optional<String> accessKey,
            @ConfigProperty(name = "tollgate.documents.secret-key") Optional<String> secretKey) {
        return bucket.<DocumentStorage>map(url -> s3(url, region, given(accessKey), given(secretKey)))
                .orElseGet(() -> new FolderStorage(folder, publicUrl, tokens, vertx, clock));
    }

    private DocumentStorage s3(URI bucket, String region, String accessKey, String secretKey) {
        var credentials = AwsCredentialsIdentity.create(accessKey, secretKey);
        return new S3Storage(new S3Signature(credentials, region, clock), bucket, vertx, clock);
    }

    private static String given(Optional<String> key) {
        return key.orElseThrow(() -> new IllegalStateException("TOLLGATE_DOCUMENTS_BUCKET needs"
                + " TOLLGATE_DOCUMENTS_ACCESS_KEY and TOLLGATE_DOCUMENTS_SECRET_KEY"));
    }
}
