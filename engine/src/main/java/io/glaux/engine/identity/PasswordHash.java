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

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Salted hashes of passwords: PBKDF2 with HMAC-SHA-512, as text {@code pbkdf2-sha512:ITERATIONS:SALT:HASH}. The number
 * of iterations is the one of the
 * <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP password storage
 * sheet</a>.
 */
final class PasswordHash
{
    private static final String SCHEME = "pbkdf2-sha512";
    private static final int ITERATIONS = 220_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private PasswordHash() {}

    static String hash(String password, SecureRandom random)
    {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        HexFormat hex = HexFormat.of();
        byte[] hash = derive(password, salt, ITERATIONS);
        return "%s:%s:%s:%s".formatted(SCHEME, ITERATIONS, hex.formatHex(salt), hex.formatHex(hash));
    }

    static boolean matches(String password, String stored)
    {
        List<String> parts = List.of(stored.split(":"));
        checkArgument(parts.size() == 4 && parts.getFirst()
                .equals(SCHEME), "Not a password hash of this version of Glaux");
        HexFormat hex = HexFormat.of();
        byte[] found = derive(password, hex.parseHex(parts.get(2)), Integer.parseInt(parts.get(1)));
        return MessageDigest.isEqual(found, hex.parseHex(parts.get(3)));
    }

    private static byte[] derive(String password, byte[] salt, int iterations)
    {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        finally {
            spec.clearPassword();
        }
    }
}
