package vn.phien.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vn.phien.catalogue.PhotoName.Size;

/** Photos in a folder: {@code ab/ab….jpg}, spread over folders by the first two letters. */
public final class PhotoFolder implements PhotoStore {
    private final Path folder;

    public PhotoFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void keep(PhotoName name, byte[] full, byte[] thumb) {
        try {
            Files.createDirectories(at(name, Size.FULL).getParent());
            write(at(name, Size.THUMB), thumb);
            write(at(name, Size.FULL), full);
            sync(at(name, Size.FULL).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> find(PhotoName.File file) {
        try {
            return Optional.of(Files.readAllBytes(at(file.name(), file.size())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void drop(PhotoName name) {
        try {
            for (var size : Size.values()) Files.deleteIfExists(at(name, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path at(PhotoName name, Size size) {
        return folder.resolve(name.body().substring(0, 2)).resolve(name.file(size));
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        var draft = path.resolveSibling(path.getFileName() + ".part");
        try (var file = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) file.write(left);
            file.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void sync(Path folder) throws IOException {
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
