package vn.phien;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's compiler threads. They are woken by what people do, just then, and the system lets who has slept go first: on a server with
 * one core everybody waits for five milliseconds.
 */
final class Compilers {
    private static final Logger LOG = LoggerFactory.getLogger(Compilers.class);
    /** For work that nobody waits for: a thread that is woken takes no core from one that runs; see {@code sched(7)}. */
    private static final int SCHED_BATCH = 3;
    private static final int PRIO_PROCESS = 0;
    /** Each has a quarter of a busy core: when a rush needs code that was never needed before, it must soon be compiled. */
    private static final int NICE = 5;
    private static final Path THREADS = Path.of("/proc/self/task");

    private Compilers() { }

    /**
     * Lets them give way to threads that answer people. Those that start later are children of these and do as they do. On Linux, where
     * each thread has a priority of its own; elsewhere nothing changes.
     */
    static void giveWay() {
        if (!Files.isDirectory(THREADS)) return;
        try (var arena = Arena.ofConfined()) {
            var noPriority = arena.allocate(ValueLayout.JAVA_INT);
            var setPolicy = function("sched_setscheduler", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
            var setPriority = function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            for (int thread : compilers())
                if ((int) setPolicy.invokeExact(thread, SCHED_BATCH, noPriority) != 0 || (int) setPriority.invokeExact(PRIO_PROCESS, thread, NICE) != 0) LOG.warn("a compiler does not give way");
        } catch (Throwable e) {
            LOG.warn("compilers do not give way", e);
        }
    }

    private static MethodHandle function(String name, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    private static List<Integer> compilers() throws IOException {
        var found = new ArrayList<Integer>();
        try (var threads = Files.newDirectoryStream(THREADS)) {
            for (var thread : threads) if (isCompiler(thread)) found.add(Integer.parseInt(thread.getFileName().toString()));
        }
        return found;
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*");
        } catch (IOException e) {
            return false; // it has ended since it was listed
        }
    }
}
