package vn.phien.catalogue;

/**
 * A product as the books keep it.
 *
 * @param rev      grows by one with every change
 * @param addedMs  when it was added, for the order in which lists show it
 * @param archived no longer offered; kept for the orders that name it
 */
record Product(int rev, long addedMs, boolean archived, ProductForm form) {
    Product with(ProductForm next) {
        return new Product(rev + 1, addedMs, archived, next);
    }

    Product put(boolean away) {
        return new Product(rev + 1, addedMs, away, form);
    }
}
