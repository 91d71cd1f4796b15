package vn.phien.catalogue;

import java.util.Optional;

/** Where photos are kept. Calls may wait for a disk: not for event loops. A failure is an {@link java.io.UncheckedIOException}. */
public interface PhotoStore {
    /** Keeps both sizes; when this returns they survive a power cut. */
    void keep(PhotoName name, byte[] full, byte[] thumb);

    Optional<byte[]> find(PhotoName.File file);

    /** Forgets both sizes; silent when there are none. */
    void drop(PhotoName name);
}
