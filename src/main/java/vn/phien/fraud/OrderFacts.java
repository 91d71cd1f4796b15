package vn.phien.fraud;

import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.protocol.Payment;

/**
 * What is known of an order before it is committed. No personal data: the recipient's number is here as a keyed hash only.
 *
 * @param ownNumber    whether the recipient's number is the one that the account has proved to be its own
 * @param recipientKey keyed hash of the recipient's number, the same for the same number
 * @param units        units of all lines together
 * @param atMs         when the order was asked for
 * @param act          what is the same for all orders that one buyer places at once, or null for an order by itself
 */
public record OrderFacts(OrderId order, AccountId account, BoothId booth, Payment payment, boolean ownNumber, String recipientKey,
                         long totalVnd, int units, long atMs, String act) { }
