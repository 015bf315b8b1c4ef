package dev.sluice.benchmark.server;

/** The modules of nginx that send events to many, with what each needs so that it loses none here. */
public enum NginxModule {
    NCHAN(
            "nchan",
            "ngx_nchan_module.so",
            "nchan_shared_memory_size 256m;",
            "nchan_publisher; nchan_channel_id $1; nchan_message_buffer_length 256; nchan_message_timeout 1m;",
            "nchan_subscriber eventsource; nchan_channel_id $1; nchan_subscriber_first_message newest;"),
    PUSH_STREAM(
            "push-stream",
            "ngx_http_push_stream_module.so",
            "push_stream_shared_memory_size 256m;",
            "push_stream_publisher; push_stream_channels_path $1; push_stream_store_messages off;",
            "push_stream_subscriber eventsource; push_stream_channels_path $1;");

    static final String PUBLISH_PATH = "/publish/";
    static final String READY_PATH = "/ready";

    private final String name;
    private final String file;
    private final String server;
    private final String publish;
    private final String subscribe;

    NginxModule(String name, String file, String server, String publish, String subscribe) {
        this.name = name;
        this.file = file;
        this.server = server;
        this.publish = publish;
        this.subscribe = subscribe;
    }

    /** As in the tables. */
    public String wireName() {
        return name;
    }

    /** Of its shared library. */
    String file() {
        return file;
    }

    /**
     * The whole configuration of one process that needs no root: all it writes is below its prefix.
     *
     * @param library the path of {@link #file}
     * @param more lines of the server
     */
    String configuration(String library, int port, String more) {
        return """
                daemon off;
                master_process off;
                load_module %s;
                pid nginx.pid;
                error_log stderr warn;
                events {
                    worker_connections 20000;
                }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                    %s
                    server {
                        listen 127.0.0.1:%d backlog=16384;
                        %s
                        location = %s { return 200; }
                        location ~ ^%s([0-9]+)$ { %s }
                        location ~ ^/([0-9]+)$ { %s }
                    }
                }
                """.formatted(library, server, port, more, READY_PATH, PUBLISH_PATH, publish, subscribe);
    }
}
