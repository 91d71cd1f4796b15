package vn.phien.orders;

/**
 * The bank account to which a booth is paid.
 *
 * @param bin    six digits that name the bank
 * @param number the account's number, 5 to 19 letters and digits
 * @param holder the name that the buyer's bank will show
 */
public record PayTo(String bin, String number, String holder) {
    @Override
    public String toString() {
        return "PayTo[…]";
    }
}
