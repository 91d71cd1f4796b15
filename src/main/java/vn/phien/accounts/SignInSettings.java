package vn.phien.accounts;

/**
 * How people sign in.
 *
 * @param demo   the answer carries the code, so that a newcomer needs no phone; never where real people buy
 * @param terms  the version of the terms that people agree to
 * @param limits how many codes may be sent
 */
public record SignInSettings(boolean demo, String terms, CodeLimits limits) {
    /** The terms as they stand in the pages today. */
    public static final String TERMS = "2026-01";

    /** @param perDay codes at most a day in total */
    public static SignInSettings usual(int perDay) {
        return new SignInSettings(false, TERMS, CodeLimits.USUAL.upTo(perDay));
    }

    public static SignInSettings inDemo() {
        return new SignInSettings(true, TERMS, CodeLimits.DEMO);
    }
}
