package vn.phien;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import vn.phien.accounts.Accounts;
import vn.phien.accounts.AccountsHttp;
import vn.phien.accounts.CodeGateway;
import vn.phien.accounts.ConsoleGateway;
import vn.phien.accounts.OneTimeCodes;
import vn.phien.accounts.SignIn;
import vn.phien.accounts.SignInSettings;
import vn.phien.accounts.WebhookGateway;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.http.Route;

/** People: who they are, how they sign in, and what is known of them. */
final class AccountsWing {
    final Accounts accounts;
    private final SignIn signIn;
    private final Ground ground;

    AccountsWing(Ground ground) {
        this.ground = ground;
        var config = ground.config();
        accounts = new Accounts(ground.link(), ground.vault(), ground.clock(), ground.dice());
        accounts.start().await();
        var settings = config.demo() ? SignInSettings.inDemo() : SignInSettings.usual(config.sms().perDay());
        var codes = new OneTimeCodes(ground.link(), ground.vault(), ground.clock(), ground.dice(), settings.limits());
        signIn = new SignIn(accounts, ground.vault(), ground.link(), codes, gateway(config, ground.clock()), settings, ground.clock());
    }

    private static CodeGateway gateway(Config config, InstantSource clock) {
        if (!config.sms().webhook().isBlank()) return new WebhookGateway(URI.create(config.sms().webhook()), config.sms().secret(), clock, Duration.ofMillis(500));
        return config.demo() ? CodeGateway.NONE : new ConsoleGateway(System.out);
    }

    List<Route> routes() {
        return new AccountsHttp(accounts, signIn, ground.rates()).routes();
    }

    /** Everybody who works for a booth. */
    Future<List<AccountId>> staffOf(BoothId booth) {
        return accounts.staff().of(booth).map(staff -> List.copyOf(staff.keySet()));
    }
}
