package vn.phien.demo;

import vn.phien.accounts.Accounts;
import vn.phien.accounts.SignInSettings;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Result;

/** Lets the people of the demo in. Their numbers are invented, so no code is sent; from then on they are like everybody else. */
record Guests(Accounts accounts) {

    /** A login token for the owner of the number, who joins where they are new. */
    String in(String phone, String name) {
        return switch (accounts.join(number(phone), name, SignInSettings.TERMS).await()) {
            case Result.Ok<Accounts.Joined>(var joined) -> accounts.logins().open(joined.account(), "Demo").await().token();
            case Result.Refused<Accounts.Joined>(var why, var _) -> throw new IllegalStateException("somebody of the demo was not let in: " + why.code());
        };
    }

    void makeOrganizer(String phone) {
        accounts.firstOrganizer(number(phone)).await();
    }

    private static PhoneNumber number(String phone) {
        return PhoneNumber.parse(phone).orElseThrow();
    }
}
