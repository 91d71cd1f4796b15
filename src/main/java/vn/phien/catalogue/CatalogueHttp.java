package vn.phien.catalogue;

import java.util.List;
import java.util.stream.Stream;
import vn.phien.http.Route;

/** All of the catalogue over HTTP. */
public record CatalogueHttp(BoothHttp booths, ProductHttp products, CertificateHttp certificates, ImportHttp imports) {

    /** Its lines in the table of routes. */
    public List<Route> routes() {
        return Stream.of(booths.routes(), products.routes(), certificates.routes(), imports.routes()).flatMap(List::stream).toList();
    }
}
