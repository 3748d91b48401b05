package dev.tollgate.platform.principal;

import dev.tollgate.platform.http.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** For REST clients that ask on this service's own behalf ({@code @RegisterClientHeaders(OwnBehalf.class)}): its token, and the trace of what it does. */
@ApplicationScoped
public class OwnBehalf implements ClientHeadersFactory {
    private final ServiceToken token;

    OwnBehalf(ServiceToken token) {
        this.token = token;
    }

    @Override
    public MultivaluedMap<String, String> update(
            MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
        var trace = RequestTrace.current();
        var headers = new MultivaluedHashMap<String, String>();
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.text());
        headers.putSingle(RequestTrace.REQUEST_ID_HEADER, trace.requestId());
        headers.putSingle(RequestTrace.TRACEPARENT_HEADER, trace.traceparent());
        return headers;
    }
}
