package dev.sluice.benchmark.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What a broker has sent to consumers of a Kafka topic, in bytes, as the broker counts it: compressed, and whether the
 * consumer uses it or throws it away. The broker is another process, and says it by HTTP.
 */
final class BytesOut {
    private BytesOut() {}

    /** Serves the figures of the broker in this JVM. */
    static void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", BytesOut::answer);
        server.start();
    }

    /** Asks for the figure of a Kafka topic. */
    static long read(int port, String kafkaTopic) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + '/' + kafkaTopic))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the broker has no figure of " + kafkaTopic + ": " + answer.body());
            }
            return Long.parseLong(answer.body());
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String text;
            try {
                text = Long.toString(of(exchange.getRequestURI().getPath().substring(1)));
            } catch (JMException failed) {
                status = 500;
                text = failed.toString();
            }
            byte[] body = text.getBytes(US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** 0 = no consumer has read the topic yet, so the broker has no meter of it. */
    private static long of(String kafkaTopic) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Long) beans.getAttribute(name(kafkaTopic), "Count");
        } catch (InstanceNotFoundException notYet) {
            return 0;
        }
    }

    private static ObjectName name(String kafkaTopic) throws MalformedObjectNameException {
        return new ObjectName("kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=" + kafkaTopic);
    }
}
