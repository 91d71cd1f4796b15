package vn.phien.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The pages while they are being written: read anew when a file of the folder has changed. */
final class WebFolder implements Supplier<WebAssets> {
    private final Path folder;
    private String seen = "";
    private WebAssets assets;

    WebFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized WebAssets get() {
        var now = state();
        if (!now.equals(seen)) {
            assets = new WebAssets(WebAssets.folder(folder));
            seen = now;
        }
        return assets;
    }

    private String state() {
        try (var walk = Files.walk(folder)) {
            return Asset.digest(walk.filter(Files::isRegularFile).filter(file -> !file.toString().contains("node_modules")).sorted()
                .map(file -> file + ":" + file.toFile().lastModified() + ":" + file.toFile().length()).reduce("", (a, b) -> a + "\n" + b).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
