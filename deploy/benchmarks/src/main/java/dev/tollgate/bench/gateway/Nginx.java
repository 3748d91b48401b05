package dev.tollgate.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with a configuration and a folder of its own: nothing of an installed one is read, written or left running. */
final class Nginx {
    private Nginx() {}

    /** A fixed 200 for whatever is asked: stands in for a service. */
    static Program upstream(Path folder, int port) throws IOException {
        return start(folder, """
              server {
                listen 127.0.0.1:%d reuseport;
                default_type application/json;
                location / { return 200 '{"mode":"test","throttled":false}'; }
              }
            """.formatted(port));
    }

    /** The upstream behind {@code proxy_pass} on one port, and behind {@code auth_request} on another. */
    static Program front(Path folder, int upstream, int resolver, int plain, int guarded) throws IOException {
        return start(folder, """
              upstream service { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000; }
              upstream resolver { server 127.0.0.1:%d; keepalive 64; keepalive_requests 1000000; }
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              server {
                listen 127.0.0.1:%d reuseport;
                location / { proxy_pass http://service; }
              }
              server {
                listen 127.0.0.1:%d reuseport;
                location / { auth_request /auth; proxy_pass http://service; }
                location = /auth {
                  internal;
                  proxy_pass http://resolver;
                  proxy_pass_request_body off;
                  proxy_set_header Content-Length "";
                }
              }
            """.formatted(upstream, resolver, plain, guarded));
    }

    private static Program start(Path folder, String servers) throws IOException {
        Files.createDirectories(folder.resolve("temp"));
        Files.writeString(folder.resolve("nginx.conf"), """
            daemon off;
            worker_processes auto;
            pid nginx.pid;
            error_log error.log crit;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path temp/body;
              proxy_temp_path temp/proxy;
              fastcgi_temp_path temp/fastcgi;
              uwsgi_temp_path temp/uwsgi;
              scgi_temp_path temp/scgi;
              keepalive_requests 1000000;
            %s
            }
            """.formatted(servers));
        return Program.start(
                folder.resolve("nginx.log"),
                List.of("nginx", "-p", folder + "/", "-c", "nginx.conf", "-e", "error.log"));
    }
}
