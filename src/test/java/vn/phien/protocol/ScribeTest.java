package vn.phien.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.BadValue;

class ScribeTest {

    record Written(String file, String text) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Written> files() throws IOException {
        var scribe = new Scribe(Path.of("src/main/java"));
        return List.of(new Written("web/lib/protocol.js", scribe.js()), new Written("docs/PROTOCOL.md", scribe.page()), new Written("web/test/golden.json", scribe.golden()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_written_down_is_what_is_spoken(Written written) throws IOException {
        var path = Path.of(written.file());
        if (Boolean.getBoolean("scribe.write")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, written.text());
        }
        assertEquals(written.text(), Files.exists(path) ? Files.readString(path) : "", path + " is stale; write it anew: mvn -q test -Dtest=ScribeTest -Dscribe.write=true");
    }

    @Test
    void a_golden_command_is_read_and_written_back_the_same() throws Exception {
        for (var frame : golden("inbound")) assertEquals(frame, Wire.trusted(Wire.write(Wire.inbound(frame.toString())), JsonNode.class));
    }

    @Test
    void a_golden_event_is_read_and_written_back_the_same() throws Exception {
        for (var frame : golden("outbound")) assertEquals(frame, Wire.trusted(Wire.write(Wire.trusted(frame.toString(), Outbound.class)), JsonNode.class));
    }

    static Stream<Class<? extends Inbound>> commands() {
        return Wire.names(Inbound.class).values().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void only_the_parts_marked_so_may_be_missing(Class<? extends Inbound> command) {
        for (var part : command.getRecordComponents()) {
            if (part.getType().isPrimitive()) continue;
            if (part.isAnnotationPresent(Maybe.class)) Samples.without(command, part.getName());
            else assertThrows(BadValue.class, () -> Samples.without(command, part.getName()), () -> command.getSimpleName() + "." + part.getName());
        }
    }

    private static JsonNode golden(String side) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(Path.of("web/test/golden.json").toFile()).get(side);
    }
}
