/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.engine.identity;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

/**
 * Users and access keys in the store. Passwords are stored as salted hashes; the secrets of access keys, which
 * signatures are computed with, are sealed with a key that is derived from the cluster secret.
 */
public final class StoreIdentities
        implements Identities
{
    /**
     * The user that the server is to itself, which no one can be.
     */
    public static final String SERVER = "glaux";

    private static final String ADMIN = "admin";
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1024;
    private static final String KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Store store;
    private final SecretBox box;
    private final String account;
    private final Map<String, SigningKey> serviceKeys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * What {@link PasswordHash} said yes to since the start, so that a client which sends its password with each
     * request costs one slow hash and not thousands: user to a keyed hash of (stored hash, password). The stored hash
     * is read each time, so a changed password or a removed user counts at once.
     */
    private final Map<String, byte[]> proven = new ConcurrentHashMap<>();
    private final ClusterSecret provenKey;

    /**
     * @param account twelve digits
     * @param serviceKeys keys of our own services; they are in no store
     */
    public StoreIdentities(Store store, ClusterSecret secret, String account, List<SigningKey> serviceKeys, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.box = new SecretBox(secret.derive("access-key-secrets"), random);
        this.account = requireNonNull(account, "account is null");
        this.serviceKeys = serviceKeys.stream().collect(toImmutableMap(key -> key.key().id(), key -> key));
        this.clock = requireNonNull(clock, "clock is null");
        byte[] processSecret = new byte[32];
        random.nextBytes(processSecret);
        this.provenKey = new ClusterSecret(processSecret);
    }

    /**
     * Makes user {@code admin} with a random password and an access key, if there is no user at all.
     */
    public Optional<FirstAdmin> createFirstAdmin()
    {
        String password = randomText(SECRET_ALPHABET, 24);
        String hash = PasswordHash.hash(password, random);
        return store.inTransaction(transaction -> {
            if (transaction.createQuery("SELECT count(*) FROM users").mapTo(Long.class).one() > 0) {
                return Optional.empty();
            }
            insertUser(transaction, ADMIN, hash, true);
            return Optional.of(new FirstAdmin(ADMIN, password, insertKey(transaction, ADMIN)));
        });
    }

    @Override
    public Optional<SigningKey> signingKey(String accessKeyId)
    {
        SigningKey serviceKey = serviceKeys.get(accessKeyId);
        if (serviceKey != null) {
            return Optional.of(serviceKey);
        }
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT user_name, sealed_secret FROM access_keys WHERE id = :id")
                .bind("id", accessKeyId)
                .map((row, _) -> new SigningKey(
                        new AccessKey(accessKeyId, box.open(accessKeyId, row.getString("sealed_secret"))),
                        new Principal(row.getString("user_name"), account)))
                .findOne());
    }

    @Override
    public Optional<Principal> authenticate(String user, String password)
    {
        Optional<String> stored = store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT password_hash FROM users WHERE name = :name")
                .bind("name", user)
                .mapTo(String.class)
                .findOne());
        if (stored.isEmpty() || password.length() > LONGEST_PASSWORD || !proves(user, password, stored.get())) {
            return Optional.empty();
        }
        return Optional.of(new Principal(user, account));
    }

    @Override
    public boolean isAdmin(Principal principal)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT admin FROM users WHERE name = :name")
                .bind("name", principal.user())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    @Override
    public AccessKey addUser(String name, String password, boolean admin, UserSettings settings)
    {
        if (!USER_NAME.matcher(name).matches()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "A user name has 1 to 64 letters, digits or characters of +=,.@_-");
        }
        if (name.equals(SERVER)) {
            throw new GlauxException(ErrorCode.INVALID_INPUT, "The name %s is the server's own".formatted(SERVER));
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "A password has %s to %s characters".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        requireGood(settings);
        String hash = PasswordHash.hash(password, random);
        return store.inTransaction(transaction -> {
            if (exists(transaction, name)) {
                throw new GlauxException(ErrorCode.ALREADY_EXISTS, "User %s exists already".formatted(name));
            }
            insertUser(transaction, name, hash, admin);
            write(transaction, name, settings);
            return insertKey(transaction, name);
        });
    }

    @Override
    public void changeUser(String name, UserSettings settings)
    {
        requireGood(settings);
        store.inTransaction(transaction -> {
            requireUser(transaction, name);
            write(transaction, name, settings);
            return null;
        });
    }

    @Override
    public SortedMap<String, String> tags(String user)
    {
        return store.jdbi().withHandle(handle -> {
            SortedMap<String, String> tags = new TreeMap<>();
            handle.createQuery("SELECT tag_key, tag_value FROM user_tags WHERE user_name = :user")
                    .bind("user", user)
                    .map((row, _) -> Map.entry(row.getString("tag_key"), row.getString("tag_value")))
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
            return tags;
        });
    }

    @Override
    public List<User> users()
    {
        return store.inTransaction(transaction -> {
            Map<String, List<String>> keys = new LinkedHashMap<>();
            transaction.createQuery("SELECT user_name, id FROM access_keys ORDER BY created_at, id")
                    .map((row, _) -> Map.entry(row.getString("user_name"), row.getString("id")))
                    .forEach(key -> keys.computeIfAbsent(key.getKey(), _ -> new ArrayList<>()).add(key.getValue()));
            Map<String, SortedSet<String>> groups = new HashMap<>();
            transaction.createQuery("SELECT user_name, group_name FROM user_groups")
                    .map((row, _) -> Map.entry(row.getString("user_name"), row.getString("group_name")))
                    .forEach(one -> groups.computeIfAbsent(one.getKey(), _ -> new TreeSet<>()).add(one.getValue()));
            Map<String, SortedMap<String, String>> tags = new HashMap<>();
            transaction.createQuery("SELECT user_name, tag_key, tag_value FROM user_tags")
                    .map((row, _) -> List.of(
                            row.getString("user_name"),
                            row.getString("tag_key"),
                            row.getString("tag_value")))
                    .forEach(tag -> tags.computeIfAbsent(tag.get(0), _ -> new TreeMap<>())
                            .put(tag.get(1), tag.get(2)));
            return transaction.createQuery("SELECT name, admin, created_at, workgroup FROM users ORDER BY name")
                    .map((row, _) -> new User(
                            row.getString("name"),
                            row.getBoolean("admin"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            keys.getOrDefault(row.getString("name"), List.of()),
                            new UserSettings(
                                    groups.getOrDefault(row.getString("name"), new TreeSet<>()),
                                    Optional.ofNullable(row.getString("workgroup")),
                                    tags.getOrDefault(row.getString("name"), new TreeMap<>()))))
                    .list();
        });
    }

    @Override
    public void removeUser(String name)
    {
        store.inTransaction(transaction -> {
            requireUser(transaction, name);
            long otherAdmins =
                    transaction.createQuery("SELECT count(*) FROM users WHERE admin = :admin AND name <> :name")
                            .bind("admin", true)
                            .bind("name", name)
                            .mapTo(Long.class)
                            .one();
            if (otherAdmins == 0) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        "User %s is the only admin: add another one first".formatted(name));
            }
            transaction.createUpdate("DELETE FROM access_keys WHERE user_name = :name").bind("name", name).execute();
            // or the next user of that name would have them
            transaction.createUpdate("DELETE FROM workgroup_grants WHERE grantee_kind = 'USER' AND grantee = :name")
                    .bind("name", name)
                    .execute();
            transaction.createUpdate("DELETE FROM users WHERE name = :name").bind("name", name).execute();
            return null;
        });
        proven.remove(name);
    }

    @Override
    public AccessKey createKey(String user)
    {
        return store.inTransaction(transaction -> {
            requireUser(transaction, user);
            return insertKey(transaction, user);
        });
    }

    @Override
    public void deleteKey(String user, String accessKeyId)
    {
        int deleted = store.inTransaction(transaction -> transaction
                .createUpdate("DELETE FROM access_keys WHERE id = :id AND user_name = :user")
                .bind("id", accessKeyId)
                .bind("user", user)
                .execute());
        if (deleted == 0) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "User %s has no access key %s".formatted(user, accessKeyId));
        }
    }

    private boolean proves(String user, String password, String stored)
    {
        byte[] proof = provenKey.derive(stored + ":" + password);
        byte[] known = proven.get(user);
        if (known != null && MessageDigest.isEqual(known, proof)) {
            return true;
        }
        if (!PasswordHash.matches(password, stored)) {
            return false;
        }
        proven.put(user, proof);
        return true;
    }

    private void insertUser(Handle transaction, String name, String hash, boolean admin)
    {
        transaction.createUpdate(
                        "INSERT INTO users (name, password_hash, admin, created_at) "
                                + "VALUES (:name, :hash, :admin, :now)")
                .bind("name", name)
                .bind("hash", hash)
                .bind("admin", admin)
                .bind("now", clock.millis())
                .execute();
    }

    private static void write(Handle transaction, String name, UserSettings settings)
    {
        transaction.createUpdate("UPDATE users SET workgroup = :workgroup WHERE name = :name")
                .bind("workgroup", settings.workgroup().orElse(null))
                .bind("name", name)
                .execute();
        transaction.createUpdate("DELETE FROM user_groups WHERE user_name = :name").bind("name", name).execute();
        settings.groups().forEach(group -> transaction
                .createUpdate("INSERT INTO user_groups (user_name, group_name) VALUES (:name, :group)")
                .bind("name", name)
                .bind("group", group)
                .execute());
        transaction.createUpdate("DELETE FROM user_tags WHERE user_name = :name").bind("name", name).execute();
        settings.tags().forEach((key, value) -> transaction
                .createUpdate("INSERT INTO user_tags (user_name, tag_key, tag_value) VALUES (:name, :key, :value)")
                .bind("name", name)
                .bind("key", key)
                .bind("value", value)
                .execute());
    }

    private static void requireGood(UserSettings settings)
    {
        if (!settings.hasGoodTags()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "A user has at most 50 tags, with keys of 1 to 128 characters and values of at most 256");
        }
        if (!settings.groups().stream().allMatch(UserSettings::isGroup)) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "The name of a group has 1 to 64 letters, digits or characters of +=,.@_-");
        }
    }

    private AccessKey insertKey(Handle transaction, String user)
    {
        AccessKey key = new AccessKey("GLAX" + randomText(KEY_ALPHABET, 16), randomText(SECRET_ALPHABET, 40));
        transaction.createUpdate(
                        "INSERT INTO access_keys (id, user_name, sealed_secret, created_at) "
                                + "VALUES (:id, :user, :secret, :now)")
                .bind("id", key.id())
                .bind("user", user)
                .bind("secret", box.seal(key.id(), key.secret()))
                .bind("now", clock.millis())
                .execute();
        return key;
    }

    private static void requireUser(Handle transaction, String name)
    {
        if (!exists(transaction, name)) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "There is no user %s".formatted(name));
        }
    }

    private static boolean exists(Handle transaction, String name)
    {
        return transaction.createQuery("SELECT count(*) FROM users WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one() > 0;
    }

    private String randomText(String alphabet, int length)
    {
        StringBuilder text = new StringBuilder(length);
        for (int index = 0; index < length; index++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
