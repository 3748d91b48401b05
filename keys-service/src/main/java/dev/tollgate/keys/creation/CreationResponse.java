package dev.tollgate.keys.creation;

import dev.tollgate.platform.http.IdempotencyKey;
import org.jboss.resteasy.reactive.RestResponse;

/** 201, or 200 and {@code Idempotency-Replayed: true}. */
public final class CreationResponse {
    private CreationResponse() {}

    public static RestResponse<Object> of(Creation<?, ?> creation) {
        return switch (creation) {
            case Creation.Created<?, ?> created ->
                RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.CREATED)
                        .entity(created.made())
                        .build();
            case Creation.Replayed<?, ?> replayed ->
                RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.OK)
                        .entity(replayed.existing())
                        .header(IdempotencyKey.REPLAYED_HEADER, true)
                        .build();
        };
    }
}
