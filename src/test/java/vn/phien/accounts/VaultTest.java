package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.Dice;

class VaultTest {
    @TempDir
    Path folder;

    @Test
    void what_is_sealed_opens_again_and_never_looks_the_same_twice() {
        var vault = Vault.at(folder, Dice.secure());
        var one = vault.seal("12 Hàng Gai, Hà Nội");
        assertEquals("12 Hàng Gai, Hà Nội", vault.open(one));
        assertNotEquals(one, vault.seal("12 Hàng Gai, Hà Nội"));
        assertTrue(one.startsWith("k1."));
        assertEquals("", vault.open(vault.seal("")));
    }

    @Test
    void the_key_file_is_its_owners_alone_and_is_found_again() throws Exception {
        var sealed = Vault.at(folder, Dice.secure()).seal("An");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("vault.keys"))));
        assertEquals("An", Vault.at(folder, Dice.secure()).open(sealed));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void a_key_file_that_others_can_read_is_closed() throws Exception {
        Vault.at(folder, Dice.secure());
        Files.setPosixFilePermissions(folder.resolve("vault.keys"), PosixFilePermissions.fromString("rw-r--r--"));
        Vault.at(folder, Dice.secure());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("vault.keys"))));
    }

    @Test
    void a_changed_text_does_not_open() {
        var vault = Vault.at(folder, Dice.secure());
        var sealed = vault.seal("0912345678");
        for (int i = 0; i < sealed.length(); i++) {
            // the last character of base64 carries bits that mean nothing
            if (i == sealed.length() - 1) continue;
            var changed = new StringBuilder(sealed);
            changed.setCharAt(i, sealed.charAt(i) == 'A' ? 'B' : 'A');
            assertThrows(IllegalStateException.class, () -> vault.open(changed.toString()), "at " + i);
        }
        for (var bad : new String[] {"", ".", "k1.", "k1.AAAA", "k9." + sealed.substring(3), sealed.substring(3), "0912345678"}) {
            assertThrows(IllegalStateException.class, () -> vault.open(bad), bad);
        }
    }

    @Test
    void another_key_file_opens_nothing_and_knows_nobody(@TempDir Path other) {
        var here = Vault.at(folder, Dice.secure());
        var there = Vault.at(other, Dice.secure());
        assertThrows(IllegalStateException.class, () -> there.open(here.seal("An")));
        assertNotEquals(here.fingerprint("An"), there.fingerprint("An"));
    }

    @Test
    void after_a_change_of_keys_old_texts_open_and_new_ones_have_the_new_key() {
        var before = Vault.at(folder, Dice.secure());
        var old = before.seal("An");
        Vault.rotate(folder, Dice.secure());
        var after = Vault.at(folder, Dice.secure());
        assertEquals("An", after.open(old));
        assertTrue(after.seal("An").startsWith("k2."));
        assertEquals(before.fingerprint("An"), after.fingerprint("An"), "people are found under the same fingerprint");
    }

    @Test
    void a_broken_key_file_stops_the_start_without_telling_a_key() throws Exception {
        for (var text : new String[] {"", "print abc", "seal k1 AAAA", "print " + "A".repeat(43) + "=\n", "print x y z", "hello"}) {
            Files.writeString(folder.resolve("vault.keys"), text);
            var e = assertThrows(IllegalStateException.class, () -> Vault.at(folder, Dice.secure()), text);
            assertFalse(e.getMessage().contains("AAAA"));
        }
    }
}
