package vn.phien;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Accounts;
import vn.phien.base.BoothId;
import vn.phien.catalogue.BoothHttp;
import vn.phien.catalogue.Booths;
import vn.phien.catalogue.CatalogueHttp;
import vn.phien.catalogue.CertificateHttp;
import vn.phien.catalogue.Certificates;
import vn.phien.catalogue.Darkroom;
import vn.phien.catalogue.Exchange;
import vn.phien.catalogue.ExchangeHttp;
import vn.phien.catalogue.ImportHttp;
import vn.phien.catalogue.Imports;
import vn.phien.catalogue.PhotoFolder;
import vn.phien.catalogue.PhotoName;
import vn.phien.catalogue.Photos;
import vn.phien.catalogue.ProductHttp;
import vn.phien.catalogue.Products;
import vn.phien.catalogue.StockNotes;
import vn.phien.catalogue.Street;
import vn.phien.http.Route;
import vn.phien.inventory.Stock;

/** Booths and what they sell. */
final class CatalogueWing {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueWing.class);
    final Darkroom darkroom = new Darkroom(1);
    final Booths booths;
    final Products products;
    final Street street;
    private final Photos photos;
    private final Certificates certificates;
    private final StockNotes stockNotes;
    private final Ground ground;

    CatalogueWing(Ground ground, Accounts accounts) {
        this.ground = ground;
        var link = ground.link();
        var clock = ground.clock();
        photos = new Photos(link, new PhotoFolder(ground.folder().resolve("photos")), darkroom, ground.dice(), ground.rates());
        booths = new Booths(link, clock, ground.dice(), new Booths.Settings(ground.config().booths().open()), new Booths.Safe(ground.vault()::seal, ground.vault()::open), photos, accounts::grantBooth);
        certificates = new Certificates(link, clock);
        products = new Products(link, clock, photos, certificates);
        street = new Street(link, clock);
        stockNotes = new StockNotes(link, clock);
    }

    /** Whether these paths are all photos of the booth. */
    Future<Boolean> arePhotosOf(BoothId booth, Collection<String> paths) {
        return photos.areOf(booth, paths.stream().map(PhotoName::ofPath).toList());
    }

    List<Route> routes(Accounts accounts, Stock stock) {
        var imports = new Imports(ground.link(), ground.clock(), products, certificates, stockNotes, stock::receive);
        return Routes.table(
            new CatalogueHttp(new BoothHttp(booths, street, photos, accounts::invite, products::shown), new ProductHttp(booths, products, stockNotes, stock::receive),
                new CertificateHttp(booths, products, certificates), new ImportHttp(booths, products, imports)).routes(),
            new ExchangeHttp(new Exchange(ground.link(), ground.clock())).routes());
    }

    void start() {
        var shelved = products.shelve().await();
        if (shelved > 0) LOG.info("{} products went onto their shelves", shelved);
    }
}
