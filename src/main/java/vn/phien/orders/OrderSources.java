package vn.phien.orders;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import vn.phien.accounts.Recipient;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ProductView;

/**
 * What orders ask of the features beside them.
 *
 * @param boothOf  the booth whose show or shelf a place is, where there is one
 * @param booth    a booth as everybody sees it
 * @param products the catalogue of a booth
 * @param phoneOf  the number that an account has proved to be its own
 * @param remember keeps the recipient for the buyer's next order
 */
public record OrderSources(Function<PlaceId, Future<Optional<BoothId>>> boothOf, Function<BoothId, Future<Optional<BoothView>>> booth,
                           Function<BoothId, Future<Map<ProductId, ProductView>>> products,
                           Function<AccountId, Future<Optional<PhoneNumber>>> phoneOf, BiFunction<AccountId, Recipient, Future<Void>> remember) { }
