package vn.phien;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilersTest {
    /** Where the niceness stands in {@code /proc/…/stat}, after the name. */
    private static final int NICE = 16;

    /** A process of its own: a thread that has given way cannot take it back. */
    static void main() throws IOException {
        Compilers.giveWay();
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                var stat = Files.readString(thread.resolve("stat"));
                System.out.println(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE] + " " + Files.readString(thread.resolve("comm")).strip());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void compilers_give_way_and_nobody_else_does() throws Exception {
        var process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), CompilersTest.class.getName()))
            .redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        var compilers = said.lines().collect(Collectors.partitioningBy(line -> line.contains(" Compiler")));
        assertFalse(compilers.get(true).isEmpty(), said);
        assertEquals(List.of(), compilers.get(true).stream().filter(line -> !line.startsWith("5 C")).toList());
        assertEquals(List.of(), compilers.get(false).stream().filter(line -> !line.startsWith("0 ")).toList());
    }
}
