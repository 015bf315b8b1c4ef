import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** {@code HealthProbe URL}: exit code 0 when a GET over plain HTTP is answered with 200 within 4 s, else 1. */
final class HealthProbe {
    private static final int TIMEOUT_MS = 4_000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        System.exit(isHealthy(URI.create(arguments[0])) ? 0 : 1);
    }

    private static boolean isHealthy(URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String line = new String(answer.readNBytes(13), StandardCharsets.US_ASCII);
            return line.startsWith("HTTP/1.1 200 ");
        } catch (IOException unreachable) {
            System.err.println(url + ": " + unreachable.getMessage());
            return false;
        }
    }
}
