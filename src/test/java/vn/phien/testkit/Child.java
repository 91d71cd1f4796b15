package vn.phien.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The server as a process of its own, as bin/run starts it: for what only a process can show. */
public final class Child implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Phiên is open at (\\S+)");
    private static final long PATIENCE_SECONDS = 90;
    private final Process process;
    private final Path out;

    private Child(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** Starts it with these settings alone. */
    public static Child start(Map<String, String> environment, String... args) {
        try {
            var out = Files.createTempFile("phien-child", ".log");
            var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), "vn.phien.Main"));
            command.addAll(List.of(args));
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PHIEN_"));
            builder.environment().putAll(environment);
            return new Child(builder.start(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is open, and tells where. */
    public URI address() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            var found = ADDRESS.matcher(said());
            if (found.find()) return URI.create(found.group(1).replace("localhost", "127.0.0.1"));
            if (exits(50)) break;
        }
        throw new AssertionError("it did not open: " + said());
    }

    /** Everything it has said so far. */
    public String said() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as {@code kill} does, and waits. */
    public int isTerminated() {
        process.destroy();
        return endsWith();
    }

    /** Sends it a signal by name, such as INT. */
    public void gets(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it ends by itself, and tells its exit code. */
    public int endsWith() {
        if (!exits(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))) throw new AssertionError("it did not end: " + said());
        return process.exitValue();
    }

    private boolean exits(long withinMs) {
        try {
            return process.waitFor(withinMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it on the spot, and its store with it: a test that failed half-way leaves nothing behind. */
    @Override
    public void close() {
        var store = process.descendants().toList();
        process.destroyForcibly();
        store.forEach(ProcessHandle::destroyForcibly);
        try {
            Files.deleteIfExists(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
