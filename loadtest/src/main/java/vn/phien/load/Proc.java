package vn.phien.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What the system knows of a process: CPU, memory, files, and the core it is pinned to. */
record Proc(long pid) {
    private static final double TICKS_PER_SECOND = 100;
    /** Known before anything is pinned: a process that is on one core sees no other, and its children would share it. */
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final boolean PINNABLE = CORES > 1 && Files.isExecutable(Path.of("/usr/bin/taskset"));

    static Proc self() {
        return new Proc(ProcessHandle.current().pid());
    }

    /** CPU seconds used so far, those of the kernel on its behalf included. */
    double cpuSeconds() {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).map(d -> d.toMillis() / 1e3).orElse(0.0);
        }
    }

    /** Resident memory in kB, 0 where the system does not tell. */
    long residentKb() {
        try {
            var match = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return match.find() ? Long.parseLong(match.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Threads of the system, 0 where it does not tell. */
    int threads() {
        try {
            var match = Pattern.compile("Threads:\\s+(\\d+)").matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return match.find() ? Integer.parseInt(match.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Makes the JVM collect all garbage now. */
    void collect() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** Open file descriptors, sockets included. */
    int files() {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return (int) files.count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Keeps every thread of the process on one core; false where that cannot be done. */
    boolean pin(int core) {
        return runOn(Integer.toString(core));
    }

    /** Lets it run on any core again, a child of a pinned process for one. */
    boolean unpin() {
        return runOn("0-" + (CORES - 1));
    }

    /**
     * Sends the compiler threads of a JVM to another core, where they run while nobody else wants it: on a core that is never idle
     * each compilation would take several milliseconds from what is measured there.
     */
    boolean compilesOn(int core) throws IOException {
        if (!canPin()) return false;
        boolean all = true;
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (var thread : threads) {
                if (!isCompiler(thread)) continue;
                var id = thread.getFileName().toString();
                all &= done("chrt", "--idle", "--pid", "0", id) && done("taskset", "-pc", Integer.toString(core), id);
            }
        }
        return all;
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*");
        } catch (IOException e) {
            return false; // it has ended since it was listed
        }
    }

    private boolean runOn(String cores) {
        return canPin() && done("taskset", "-apc", cores, Long.toString(pid));
    }

    private static boolean done(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether processes can be pinned here, so that client and server do not take each other's CPU. */
    static boolean canPin() {
        return PINNABLE;
    }
}
