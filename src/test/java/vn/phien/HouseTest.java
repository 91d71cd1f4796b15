package vn.phien;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house keeps its order: imports point left, facts flow right. */
class HouseTest {
    private static final List<String> ROOMS = List.of("base", "redis", "protocol", "facts", "realtime", "http", "accounts", "catalogue", "markets", "inventory",
        "shows", "fraud", "orders", "media", "matching", "feeds", "analytics", "oversight", "demo");
    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.phien");

    @Test
    void imports_point_left() {
        for (int i = 0; i < ROOMS.size(); i++) {
            var right = ROOMS.subList(i + 1, ROOMS.size()).stream().map(room -> "vn.phien." + room + "..").toArray(String[]::new);
            if (right.length > 0) noClasses().that().resideInAPackage("vn.phien." + ROOMS.get(i) + "..").should().dependOnClassesThat().resideInAnyPackage(right).allowEmptyShould(true).check(HOUSE);
        }
    }

    @Test
    void nothing_but_the_root_knows_the_root() {
        noClasses().that().resideInAnyPackage("vn.phien.*..").should().dependOnClassesThat().resideInAPackage("vn.phien").check(HOUSE);
    }

    @Test
    void every_room_has_its_place() {
        classes().should().resideInAnyPackage(java.util.stream.Stream.concat(java.util.stream.Stream.of("vn.phien"), ROOMS.stream().map(room -> "vn.phien." + room + "..")).toArray(String[]::new)).check(HOUSE);
    }

    @Test
    void no_room_knows_itself_through_another() {
        slices().matching("vn.phien.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void names_say_what_a_thing_is() {
        for (var word : List.of("Manager", "Service", "Impl", "Util", "Utils", "Helper")) noClasses().should().haveSimpleNameEndingWith(word).check(HOUSE);
    }
}
