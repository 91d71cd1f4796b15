package vn.phien.base;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is speaking. */
public sealed interface Caller {

    /** Somebody who has not signed in: may watch. */
    record Anonymous() implements Caller { }

    /**
     * Somebody who has.
     *
     * @param name    the name shown in chats, never a phone number
     * @param session the hash of the login token, for signing out
     * @param booths  the booths in which this person works
     */
    record Person(AccountId account, String name, String session, Set<Role> roles, Map<BoothId, BoothRole> booths) implements Caller {
        public Person {
            roles = Set.copyOf(roles);
            booths = Map.copyOf(booths);
        }
    }

    Caller ANONYMOUS = new Anonymous();

    default Optional<Person> person() {
        return this instanceof Person person ? Optional.of(person) : Optional.empty();
    }

    default boolean is(Role role) {
        return this instanceof Person person && person.roles().contains(role);
    }

    /** Whether the caller works in the booth with at least the given role. */
    default boolean worksIn(BoothId booth, BoothRole needed) {
        return this instanceof Person person && person.booths().get(booth) instanceof BoothRole role && role.covers(needed);
    }
}
