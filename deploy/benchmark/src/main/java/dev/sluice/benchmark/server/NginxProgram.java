package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.HttpPublisher;
import dev.sluice.embedded.FreePorts;
import dev.sluice.embedded.LocalCertificate;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx with a module that sends events to many; they come from this process, by HTTP. One process on one core. */
public final class NginxProgram implements Peer {
    /** Where packages put the program although not every user looks for programs there. */
    private static final List<String> PROGRAM_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private static final List<String> MODULE_FOLDERS =
            List.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules");

    private final NginxModule module;
    private final Path program;
    private final Path library;
    private final Path folder;

    private NginxProgram(NginxModule module, Path program, Path library, Path folder) {
        this.module = module;
        this.program = program;
        this.library = library;
        this.folder = folder;
    }

    /**
     * Looks for it where packages install it.
     *
     * @return empty when nginx or the module is not installed
     */
    public static Optional<NginxProgram> find(NginxModule module, Path folder) {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        Optional<Path> program = first(Stream.concat(path, PROGRAM_FOLDERS.stream()), "nginx");
        Optional<Path> library = first(MODULE_FOLDERS.stream(), module.file());
        return program.flatMap(found -> library.map(file -> new NginxProgram(module, found, file, folder)));
    }

    @Override
    public String name() {
        return module.wireName();
    }

    @Override
    public Server start(Traffic traffic) throws IOException, InterruptedException {
        int port = FreePorts.any();
        return start(traffic, port, port, "");
    }

    @Override
    public Server startTls(LocalCertificate certificate) throws IOException, InterruptedException {
        int port = FreePorts.any();
        String lines = "listen 127.0.0.1:%d ssl backlog=16384; ssl_certificate %s; ssl_certificate_key %s;"
                .formatted(port, certificate.certificate(), certificate.key());
        return start(Traffic.NONE, FreePorts.any(), port, lines);
    }

    /**
     * @param port where it takes events
     * @param clientPort where clients connect
     * @param more lines of the server
     */
    private Server start(Traffic traffic, int port, int clientPort, String more)
            throws IOException, InterruptedException {
        Path prefix = Files.createDirectory(folder.resolve(name() + '-' + port));
        Path configuration = prefix.resolve("nginx.conf");
        Files.writeString(configuration, module.configuration(library.toString(), port, more));
        PinnedProcess process = PinnedProcess.start(
                Cores.SERVER,
                prefix.resolve("nginx.log"),
                List.of(program.toString(), "-p", prefix.toString(), "-c", configuration.toString(), "-e", "stderr"));
        process.awaitOk(URI.create("http://127.0.0.1:" + port + NginxModule.READY_PATH));
        HttpPublisher publisher =
                new HttpPublisher(port, NginxModule.PUBLISH_PATH, traffic.channels(), traffic.dataBytes());
        return new NginxServer(process, clientPort, publisher, new Feeding(publisher, traffic));
    }

    private static Optional<Path> first(Stream<String> folders, String file) {
        return folders.filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, file))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
