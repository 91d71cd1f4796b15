package vn.phien.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Wire;

class OcopGroupTest {
    record Holder(OcopGroup group) { }

    @Test void every_group_is_found_by_each_of_its_names() {
        assertEquals(6, OcopGroup.values().length);
        for (var group : OcopGroup.values()) {
            assertEquals(Optional.of(group), OcopGroup.of(group.code()));
            for (var name : new String[] {group.code(), group.vi(), group.en(), group.vi().toUpperCase(), "Nhóm " + group.vi(), "" + (group.ordinal() + 1)}) assertEquals(Optional.of(group), OcopGroup.find(name), name);
        }
    }

    @ParameterizedTest
    @CsvSource({"thuc pham,FOOD", "do uong,DRINK", "Thảo dược,HERB", "thủ công mỹ nghệ,CRAFT", "du lịch,TOURISM", " Cây cảnh ,PLANT", "nhóm 4,CRAFT", "FOOD,FOOD"})
    void people_name_groups_in_many_ways(String name, OcopGroup group) {
        assertEquals(Optional.of(group), OcopGroup.find(name));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "7", "0", "nhóm", "điện tử", "food!drink"})
    void other_names_are_none(String name) {
        assertEquals(Optional.empty(), OcopGroup.find(name));
        assertEquals(Optional.empty(), OcopGroup.of(name));
    }

    @Test void the_wire_knows_a_group_by_its_code_alone() throws BadMessage {
        assertEquals("{\"group\":\"herb\"}", Wire.write(new Holder(OcopGroup.HERB)));
        assertEquals(new Holder(OcopGroup.HERB), Wire.read("{\"group\":\"herb\"}", Holder.class));
        for (var wrong : new String[] {"HERB", "thảo dược", "", "3"}) assertThrows(BadMessage.class, () -> Wire.read("{\"group\":\"" + wrong + "\"}", Holder.class));
    }
}
